"""Accuracy, R² and a second curve are there where they mean something."""

import numpy as np

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from ui.components.kit.packing import unpack
from ui.views import VIEWS, curves, network, packed, timeline
from ui.views.shared.numbers import number

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


def test_a_tables_quantity_has_its_typical_error_in_the_tables_unit():
    table = "size,price\n" + "\n".join(f"{i}.5,{1000 + 20.5 * i + i % 3}" for i in range(40))
    run = Run(Setup(DataSpec("csv", table=table), NET, TrainSpec(0.1, 10)))
    run.advance_by(30)
    data = run.training.data
    header, _ = unpack(packed(VIEWS["curves"], run.look(), {}))
    assert [panel["title"] for panel in header["panels"]] == [
        "Cost of scaled targets",
        "R²",
        "Typical error of price (RMSE)",
    ]
    outputs = run.network().forward(data.validation.x).a[2]
    expected = data.unit.spread * np.sqrt(np.mean((outputs - data.validation.y) ** 2))
    assert f"typical error {number(expected, 3)} in price's own unit" in header["alt"]


def test_others_have_both():
    digits = Run(Setup(DataSpec(), NetworkSpec((784, 10), ("sigmoid",)), TrainSpec())).look()
    for panel in curves.panels(digits):
        assert [trace.name for trace in panel.traces][-2:] == ["training", "validation"]
