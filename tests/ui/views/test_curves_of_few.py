"""Accuracy, R² and a second curve are there where they mean something."""

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from ui.views import VIEWS, curves, network, timeline

NET = NetworkSpec((1, 2, 1), ("tanh", "linear"), "quadratic")


def look(table):
    data = DataSpec("written", table=table)
    return Run(Setup(data, NET, TrainSpec(batch_size=1))).look()


def test_one_sample_has_no_variance_to_explain_so_there_is_no_r2():
    one = look("0.5 > 0.3")
    assert [panel.title for panel in curves.panels(one)] == ["Cost"]
    said = " ".join([curves.words(one, {}), timeline.words(one, {}), network.VIEW.words(one, {})])
    assert "R²" not in said
    assert "cost" in said


def test_samples_that_also_validate_have_one_curve_and_are_called_training_samples():
    few = look("0.5 > 0.3\n0.1 > 0.8")
    cost, good = curves.panels(few)
    assert good.title == "R²"
    assert [trace.name for trace in cost.traces] == ["mini-batch", "training"]
    assert "training R²" in curves.words(few, {})
    gate = Run(Setup(DataSpec("xor"), NetworkSpec((2, 2, 1)), TrainSpec(batch_size=4))).look()
    assert "of training samples" in VIEWS["decision"].words(gate, {})


def test_others_have_both():
    digits = Run(Setup(DataSpec(), NetworkSpec((784, 10), ("sigmoid",)), TrainSpec())).look()
    for panel in curves.panels(digits):
        assert [trace.name for trace in panel.traces][-2:] == ["training", "validation"]
