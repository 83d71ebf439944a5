"""The page of two networks in lockstep, through its widgets."""

import numpy as np
import pytest

from core.explain.landscape import SIDE
from core.specs import TrainSpec
from tests.app import button, opened, spoken
from ui.components.kit.packing import unpack
from ui.lab.compare import _FIELDS, CURVES, DIFFERENCE, LANDSCAPES, WEIGHTS, another, sharper
from ui.shell import server


@pytest.fixture
def at():
    return opened("compare", preset="even_odd")


def pair_of(at):
    return server.pairs().get(at.session_state["pair"][0])


def components(at):
    packed = [one for one in at.get("bidi_component") if one.proto.bytes]
    return {one.key: unpack(one.proto.bytes) for one in packed}


def test_at_first_the_learning_rate_differs(at):
    pair = pair_of(at)
    assert at.header[0].value == "Learning rate η: :blue[A 0.6] against :orange[B 0.06]"
    assert not at.sidebar.children
    assert pair.a.settings.eta == 10 * pair.b.settings.eta
    assert pair.difference == 0
    assert spoken(at) == ""
    button(at, "Step").click().run()
    assert spoken(at) == "Stopped at step 1."
    assert pair_of(at) is pair
    assert pair.steps == 1
    assert pair.difference > 0
    button(at, "Reset").click().run()
    assert pair.steps == 0
    assert not at.exception


@pytest.mark.parametrize("name", [*_FIELDS, "activation"])
def test_any_one_setting_can_differ(at, name):
    at.selectbox(key="compare.name").select(name).run()
    assert not at.exception
    assert not at.error
    pair = pair_of(at)
    assert pair.a.setup != pair.b.setup
    assert "against :orange[B " in at.header[0].value
    button(at, "Step").click().run()
    assert pair.steps == 1
    assert not at.exception


@pytest.mark.parametrize("name", [name for name, spec in _FIELDS.items() if spec is TrainSpec])
def test_at_first_the_other_value_is_another_one_and_allowed(name):
    about = TrainSpec.about(name)
    if about.choices is None:
        for spec in (TrainSpec(), *(TrainSpec(**{name: end}) for end in (about.low, about.high))):
            value = another(getattr(spec, name), about)
            assert getattr(TrainSpec(**{name: value}), name) != getattr(spec, name)


def test_the_same_value_is_identical_to_the_last_bit(at):
    eta = pair_of(at).a.settings.eta
    at.number_input(key="compare.value.eta").set_value(eta).run()
    for _ in range(5):
        button(at, "Step").click().run()
    assert pair_of(at).difference == 0
    assert any("identical to the last bit" in text.value for text in at.markdown)


def test_a_colour_is_a_run_training_is_pale_and_the_difference_comes_first(at):
    button(at, "Step").click().run()
    found = components(at)
    assert list(found) == [CURVES, DIFFERENCE, WEIGHTS]
    header, arrays = found[CURVES]
    assert [panel["title"] for panel in header["panels"]] == [
        "Validation cost",
        "Validation accuracy",
    ]
    pair = pair_of(at)
    for panel in header["panels"]:
        a, b, a_training, b_training = panel["traces"]
        assert (a["name"], b["name"]) == ("A", "B")
        assert a["colour"] == a_training["colour"] != b["colour"] == b_training["colour"]
        assert a["opacity"] == b["opacity"] > a_training["opacity"] == b_training["opacity"]
        assert a["line"]["width"] > a_training["line"]["width"]
    ends = [arrays[trace["y"]][-1] for trace in header["panels"][0]["traces"][:2]]
    assert ends == [pytest.approx(run.frame.epochs.cost[-1]) for run in (pair.a, pair.b)]
    header, arrays = found[DIFFERENCE]
    expected = pair.b.look().network.w[1] - pair.a.look().network.w[1]
    assert arrays[0] == pytest.approx(expected.ravel())
    assert header["scale"] >= abs(expected).max()


def test_a_bad_value_is_explained(at):
    at.number_input(key="compare.value.eta").set_value(-3.0).run()
    assert at.header[0].value == "Learning rate η: 0.6 in both"
    assert "Learning rate η must be between" in at.error[0].value
    assert not at.exception


def test_landscapes_of_both_are_measured_when_asked_for_and_the_sharper_one_is_named(at):
    assert not {*LANDSCAPES} & components(at).keys()
    button(at, "Step").click().run()
    at.toggle(key="compare.landscapes").set_value(True).run()
    pair = pair_of(at)
    assert all(run.landscapes.join(60) for run in (pair.a, pair.b))
    at.run()
    assert not at.exception
    shown = components(at)
    a, b = (shown[key][0] for key in LANDSCAPES)
    assert a["side"] == b["side"] == SIDE
    assert (a["low"], a["high"]) == (b["low"], b["high"])  # in the same colours
    assert any("in this plane" in text.value for text in at.markdown)
    at.toggle(key="compare.landscapes").set_value(False).run()
    assert not {*LANDSCAPES} & components(at).keys()


def test_the_sharper_place_is_the_one_around_which_costs_rise_more():
    at = np.linspace(-1, 1, SIDE)
    bowl = at[None] ** 2 + at[:, None] ** 2
    assert "B lies in the sharper place" in sharper(bowl, 3 * bowl)
    assert "A lies in the sharper place" in sharper(3 * bowl, bowl + 5)
    assert "sharper" not in sharper(bowl, bowl)
    assert "being measured" in sharper(bowl, None)
