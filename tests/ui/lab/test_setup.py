"""Presets, layers and seed: another set-up is another run, and what cannot be is explained."""

from itertools import product

import pytest

from core.functions.activations import ACTIVATIONS
from core.functions.costs import COSTS
from core.specs import NetworkSpec
from tests.app import opened, run_of
from ui.shell.presets import PRESETS


def test_another_architecture_is_a_new_run_and_the_old_one_is_a_click_away():
    at = opened("lab")
    old = run_of(at)
    at.button(key="step").click().run()
    at.number_input(key="set.units.1").set_value(12).run()
    assert run_of(at) is not old
    assert run_of(at).setup.network.sizes == (784, 12, 10)
    at.button(key="go_back").click().run()
    assert run_of(at) is old
    assert at.number_input(key="set.units.1").value == 30
    assert not at.exception


def test_layers_are_added_and_removed():
    at = opened("lab")
    at.button(key="add_layer").click().run()
    assert run_of(at).setup.network.sizes == (784, 30, 30, 10)
    at.number_input(key="set.units.2").set_value(7).run()
    at.button(key="remove.1").click().run()
    assert run_of(at).setup.network.sizes == (784, 7, 10)
    at.button(key="remove.1").click().run()
    assert run_of(at).setup.network.sizes == (784, 10)
    assert not at.exception


def test_costs_that_do_not_fit_the_output_are_explained():
    at = opened("lab")
    at.selectbox(key="set.activation.output").select("softmax").run()
    assert "With softmax choose log-likelihood" in at.error[0].value
    at.selectbox(key="set.cost").select("log_likelihood").run()
    assert not at.error
    assert run_of(at).setup.network.activations == ("sigmoid", "softmax")


def why_not(network):
    try:
        NetworkSpec(*network)
    except ValueError as problem:
        return str(problem)
    return ""


def test_whatever_cannot_go_together_is_offered_and_explained():
    at = opened("lab")
    at.selectbox(key="set.data").select("even_odd").run()
    sizes, explained = run_of(at).setup.network.sizes, 0
    tried = set()
    for cost, output in product(COSTS, ACTIVATIONS):
        reason = why_not((sizes, ("sigmoid", output), cost))
        # each reason once for each cost, and each output where it can be
        if (what := (cost, reason) if reason else output) in tried:
            continue
        tried.add(what)
        at.selectbox(key="set.cost").select(cost)
        at.selectbox(key="set.activation.output").select(output)
        at.run()
        assert not at.exception
        explained += bool(reason)
        if reason:
            assert [error.value for error in at.error] == [f"{reason} The run goes on as it was."]
        else:
            assert not at.error
            assert run_of(at).setup.network.cost == cost
            assert run_of(at).setup.network.activations[-1] == output
    assert explained > 1


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("set.units.1", 0, "between 1 and 1,024, not 0"),
        ("set.units.1", 5000, "between 1 and 1,024, not 5,000"),
        ("set.seed", -1, "Seed must be"),
        ("set.eta", 1e9, "Learning rate η must be between 0 and 1,000"),
        ("set.batch_size", 55_000, "larger than the 50,000 training samples"),
        ("set.batch_size", 0, "Mini-batch size must be between"),
        ("set.lmbda", -1.0, "L2 regularisation λ must be between"),
    ],
)
def test_bad_numbers_get_a_message_and_the_run_stays(key, value, message):
    at = opened("lab")
    before = run_of(at)
    spec, settings = before.setup.network, before.settings
    at.number_input(key=key).set_value(value).run()
    assert [message in error.value for error in at.error] == [True]
    assert run_of(at) is before
    assert (before.setup.network, before.settings) == (spec, settings)
    assert not at.exception


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_starts_at_a_click(name):
    at = opened("lab", {"presets": True})
    at.button(key=f"preset.{name}").click().run()
    run, preset = run_of(at), PRESETS[name]
    assert run.setup == preset.setup
    assert run.pace == preset.pace
    at.button(key="step").click().run()
    assert not at.exception
    assert run.frame.steps == 1


def test_reports_of_what_a_preset_has_just_replaced_undo_nothing():
    at = opened("lab", {"presets": True})
    fields = {
        "data": "selectbox",
        "units.1": "number_input",
        "activation.1": "selectbox",
        "init": "selectbox",
        "eta": "number_input",
        "batch_size": "number_input",
    }
    before = {name: at.session_state[f"set.{name}"] for name in fields}
    at.button(key="preset.spiral").click().run()
    spiral = run_of(at)
    for name, kind in fields.items():
        getattr(at, kind)(key=f"set.{name}").set_value(before[name])
    at.button(key="step").click().run()
    assert not at.exception
    assert run_of(at) is spiral
    assert spiral.frame.steps == 1
    assert spiral.settings.eta == PRESETS["spiral"].setup[2].eta
    assert at.selectbox(key="set.data").value == "spiral"
    assert at.number_input(key="set.units.1").value == spiral.setup.network.sizes[1]


def test_new_seed_is_a_new_run_with_other_weights():
    at = opened("lab")
    before = run_of(at)
    at.button(key="new_seed").click().run()
    assert run_of(at).settings.seed != before.settings.seed
    assert (run_of(at).frame.parameters != before.frame.parameters).any()
