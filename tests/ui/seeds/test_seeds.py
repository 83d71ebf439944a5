"""The page of many runs, through its widgets."""

import numpy as np
import pytest

from runs.batch.axes import AXES
from runs.batch.results import Cell
from runs.batch.sweep import Axis, Sweep
from tests.app import button, opened, run_of, text
from tests.runs.batch.given import DIGITS, XOR, Here, computed
from ui.seeds import address, figures, find_eta, form, outcome, take_away
from ui.shell import presets, server

SHORT = {"data": "xor", "layers": "2", "batch": "4", "eta": "3", "init": "normal", "each": "30"}


@pytest.fixture
def at(monkeypatch):
    """A page whose sweeps are computed in this process."""
    monkeypatch.setattr("ui.seeds.page.crew", Here)
    return opened("seeds", seeds="5", **SHORT)


def started(at):
    at.button(key="seeds.start").click().run()
    assert not at.exception
    batch = server.batches().get(at.session_state["seeds.batch"])
    assert batch.join(60)
    at.run()
    assert not at.exception
    return batch


def test_five_seeds_are_a_band_and_one_of_them_is_opened(at):
    batch = started(at)
    assert [len(batch.sweep), batch.sweep.epochs] == [5, 30]
    assert "After 30 epochs the median accuracy is" in text(at)
    assert "of 5 got stuck" in text(at)
    before = at.session_state["run"]
    at.selectbox(key="seeds.run").select(3).run()
    batch_setup = batch.sweep.at(0, 3)
    button(at, "Open this one").click().run()
    assert at.session_state["run"] != before
    run = run_of(at)
    run.pause()
    assert run.setup.network == batch_setup.network
    assert run.settings.seed == 3
    assert run.settings.max_epochs == 30


def test_two_settings_are_a_map_with_a_table(at):
    at.segmented_control(key="seeds.what").set_value(form.TWO).run()
    at.text_input(key="seeds.values.0.eta").set_value("0.5, 3").run()
    at.text_input(key="seeds.values.1.units").set_value("2, 3").run()
    assert button(at, "Start 20 runs")
    batch = started(at)
    assert batch.sweep.axes == (Axis("eta", (0.5, 3)), Axis("units", (2, 3)))
    assert "| Learning rate η | Units of each hidden layer |" in text(at)
    for measure in ("cost", "epochs", "diverged"):
        at.segmented_control(key="seeds.measure").set_value(measure).run()
        assert not at.exception
    at.selectbox(key="seeds.cell").select(3).run()
    assert at.subheader[0].value == "Learning rate η 3, Units of each hidden layer 3"
    assert at.selectbox(key="seeds.run").value in range(15, 20)
    at.session_state["seeds.share"] = True
    at.run()
    assert any("sweep=eta:0.5,3~units:2,3" in code.value for code in at.code)


def test_a_range_of_learning_rates_is_explained_and_used(at):
    at.segmented_control(key="seeds.what").set_value(form.FIND).run()
    batch = started(at)
    assert len(batch.sweep.cells) == 11
    assert "Lowest cost at η = " in text(at)
    use = next(one for one in at.button if one.label.startswith("Use η"))
    use.click().run()
    assert f"η = {run_of(at).settings.eta:g}" in use.label


def test_nonsense_is_told_and_nothing_starts(at):
    at.segmented_control(key="seeds.what").set_value(form.ONE).run()
    at.text_input(key="seeds.values.0.eta").set_value("fast").run()
    assert "must be a number" in at.error[0].value
    assert at.button(key="seeds.start").disabled
    assert not at.exception


def test_trouble_is_told(monkeypatch):
    def away():
        raise OSError("The scheduler is away.")

    monkeypatch.setattr("ui.seeds.page.crew", away)
    at = opened("seeds", seeds="2", **SHORT)
    started(at)
    assert at.error[0].value == "The scheduler is away."


@pytest.mark.parametrize("name", AXES)
def test_every_setting_has_values_worth_trying(name):
    setup = next(one.setup for one in presets.PRESETS.values() if AXES[name].suits(one.setup))
    values = form.suggested(name, setup)
    assert AXES[name].of(setup) in values
    assert len(Axis(name, values).values) > 1


@pytest.mark.parametrize("name", presets.PRESETS)
def test_every_preset_can_be_repeated_and_has_its_range(name):
    setup = presets.PRESETS[name].setup
    sweep = form.finding(setup)
    assert address.from_keys(address.to_keys(sweep), setup) == sweep


def test_a_link_that_makes_no_sense_is_none():
    for keys in ({}, {"seeds": "x"}, {"seeds": "5"}, {"seeds": "1", "each": "1", "sweep": "a:b"}):
        assert address.from_keys(keys, XOR) is None


def test_a_range_says_where_learning_begins_and_ends():
    def cell(cost, diverged=0):
        return Cell(0.5, cost, np.nan, 0, diverged, 3, 3)

    etas = (0.001, 0.1, 1, 10, 100)
    shown = find_eta.found(
        etas, [cell(0.99), cell(0.7), cell(0.2), cell(1.2), cell(np.nan, 3)], 1.0
    )
    assert (shown.idle, shown.best, shown.wild) == (0.001, 1, 10)
    words = find_eta.in_words(shown, Sweep(XOR, 3, 9, (Axis("eta", etas),)))
    assert "η = 1**" in words
    assert "From 10 on" in words
    assert find_eta.found(etas, [cell(0.99)] * 5, 1.0) is None
    assert find_eta.found(etas, [cell(np.nan, 3)] * 5, 1.0) is None


def test_a_map_has_a_place_for_every_cell_as_the_sweep_counts_them():
    sweep = Sweep(XOR, 1, 2, (Axis("eta", (1, 2, 3)), Axis("units", (2, 4))))
    values = np.arange(6.0).reshape(3, 2).T
    figure = figures.heatmap(*sweep.axes, values, [f"{v:g}" for v in values.flat])
    places = zip(figure.data[1].x, figure.data[1].y, figure.data[1].customdata, strict=True)
    for x, y, (cell,) in places:
        assert sweep.cells[cell] == (float(x), int(y))
    np.testing.assert_array_equal(figure.data[0].z, values)


def test_curves_show_the_band_every_run_and_the_chosen_one():
    sweep = Sweep(XOR, 4, 10)
    outcomes = computed(sweep).outcomes
    figure = figures.curves(outcomes, outcome.band(outcomes, "cost"), "cost", "cost", 2)
    single = next(trace for trace in figure.data if trace.name == "single runs")
    assert list(single.y).count(None) == 4
    assert {number for _, number in single.customdata} == {0, 1, 2, 3}
    chosen = next(trace for trace in figure.data if trace.name == "seed 2")
    assert list(chosen.y) == [row.cost for row in outcomes[2].rows]
    counts = figures.histogram(figures.finals(outcomes, "accuracy"), "accuracy").data[0].y
    assert sum(counts) == 4


def test_the_command_line_says_the_same():
    sweep = Sweep(DIGITS, 3, 2, (Axis("optimizer", ("sgd", "adam")),))
    line = take_away.command(sweep)
    assert line.startswith("python -m runs.batch --layers 30 --activation sigmoid")
    assert "--data mnist_1000" in line
    assert line.endswith("--seeds 3 --epochs 2 --sweep optimizer=sgd,adam")
