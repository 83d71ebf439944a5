"""A row of one's own is answered in the table's words and units, as the network stands."""

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from tests.app import opened, run_of
from ui.components.kit.packing import unpack
from ui.views import VIEWS, packed
from ui.views.network import VIEW as NETWORK

KINDS = "size,colour,kind\n" + "\n".join(
    f"{i * 10},{('red', 'blue')[i % 2]},{('cat', 'dog')[i % 2]}" for i in range(40)
)
PRICES = "size,rooms,price\n" + "\n".join(
    f"{i}.5,{i % 4},{100_000 + 2000.5 * i}" for i in range(40)
)


def trained(table, *activations, cost):
    data = DataSpec("csv", table=table)
    ends = (3, 2) if table == KINDS else (2, 1)
    setup = Setup(data, NetworkSpec((ends[0], 4, ends[1]), activations, cost), TrainSpec(0.3))
    run = Run(setup)
    run.advance_by(600)
    return run


def answer(run, row):
    header, _ = unpack(packed(VIEWS["row"], run.look(), {"row": row}))
    return header["title"], header["blocks"][0]["rows"]


def test_words_are_answered_with_a_class():
    run = trained(KINDS, "tanh", "softmax", cost="log_likelihood")
    assert answer(run, [100, 0])[0] == "The answer: dog"
    assert answer(run, [100, 1])[0] == "The answer: cat"
    assert [name for name, _ in answer(run, [100, 1])[1]] == ["cat", "dog"]


def test_quantities_are_answered_in_their_own_units():
    run = trained(PRICES, "tanh", "linear", cost="quadratic")
    title, _ = answer(run, [20.5, 2])
    data = run.training.data
    expected = data.unit.own(float(run.network().forward(data.inputs_for([20.5, 2])).a[2][0, 0]))
    assert title == f"price ≈ {expected:,.0f}"
    assert abs(expected - 140_010) < 8000
    header, _ = unpack(packed(NETWORK, run.look(), {}))
    wanted = header["middle"] + header["spread"] * header["target"]
    assert np.isclose((wanted - 100_000) % 2000.5, 0, atol=1) or np.isclose(
        (wanted - 100_000) % 2000.5, 2000.5, atol=1
    )


@pytest.mark.parametrize("row", [None, "x", [], ["a", "b"], [1e308, 2], [float("nan")], [True, 1]])
def test_nonsense_falls_back_to_what_is_usual(row):
    run = trained(PRICES, "tanh", "linear", cost="quadratic")
    assert answer(run, row)[0].startswith("price ≈ ")


def test_the_lab_has_a_field_for_each_column():
    at = opened("lab", data="csv", table=KINDS, views="row")
    assert run_of(at).training.data.entries[0].name == "size"
    assert at.slider[0].label == "size"
    at.slider[0].set_value(390).run()
    colour = next(box for box in at.selectbox if box.label == "colour")
    colour.select("red").run()
    assert not at.exception
