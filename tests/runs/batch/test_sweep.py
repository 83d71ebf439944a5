"""What a sweep is: every setting can be an axis, nonsense is refused with words."""

import pytest

from runs.batch.axes import AXES
from runs.batch.sweep import MEASURED, Axis, Sweep, moments
from tests.runs.batch.given import DIGITS, XOR


def test_runs_are_counted_through_cells_and_seeds():
    sweep = Sweep(XOR, 3, 5, (Axis("eta", ("0.1", "1")), Axis("units", ("2", "4", "4"))))
    assert sweep.cells == [(0.1, 2), (0.1, 4), (1.0, 2), (1.0, 4)]
    setups = list(sweep.setups())
    assert len(setups) == len(sweep) == 12
    assert [one.settings.seed for one in setups] == [0, 1, 2] * 4
    assert [one.settings.eta for one in setups] == [0.1] * 6 + [1.0] * 6
    assert setups[3].network.sizes == (2, 4, 1)
    assert sweep.words(1) == "Learning rate η 0.1, Units of each hidden layer 4"


@pytest.mark.parametrize("name", AXES)
def test_any_setting_can_be_an_axis(name):
    kind = AXES[name]
    setup = DIGITS if kind.suits(DIGITS) else XOR
    if not kind.suits(setup):
        setup = setup._replace(data=type(setup.data)("spiral"))
    if kind.about.choices is not None:
        value = next(c for c in kind.about.choices if c != kind.of(setup))
        value = "huber" if name == "cost" else value
    else:
        value = kind.of(setup) + 1 if kind.kind is int else kind.of(setup) / 2 or 0.25
    changed = Sweep(setup, 1, 1, (Axis(name, (value,)),)).at(0, 0)
    assert kind.of(changed) == value
    assert kind.words(value)


@pytest.mark.parametrize(
    ("axes", "words"),
    [
        ([("eta", ("x",))], "must be a number"),
        ([("eta", ("-1",))], "between 0"),
        ([("eta", ())], "1 to 30 values"),
        ([("optimizer", ("best",))], "must be one of"),
        ([("speed", ("1",))], "There is no setting"),
        ([("units", ("2.5",))], "whole number"),
        ([("eta", ("1",)), ("eta", ("2",))], "not the same one twice"),
        ([("batch", ("5",))], "larger than the 4"),
        ([("noise", ("0.1",))], "no such thing"),
        ([("cost", ("log_likelihood",))], "softmax"),
    ],
)
def test_nonsense_is_refused_with_words(axes, words):
    with pytest.raises(ValueError, match=words):
        Sweep(XOR, 1, 1, tuple(Axis(*axis) for axis in axes))


def test_a_sweep_has_an_end():
    for seeds, epochs in ((0, 1), (201, 1), (1, 0), (1, 10**6), (True, 1)):
        with pytest.raises(ValueError, match="must be between"):
            Sweep(XOR, seeds, epochs)
    many = tuple(str(i) for i in range(1, 31))
    with pytest.raises(ValueError, match="2,000"):
        Sweep(XOR, 20, 1, (Axis("eta", many), Axis("units", many)))


def test_long_runs_are_measured_at_a_hundred_moments():
    assert moments(12) == list(range(1, 13))
    assert moments(2)[:2] == [0.2, 0.4]
    long = moments(1234)
    assert len(long) == MEASURED
    assert long[-1] == 1234
    assert sorted(set(long)) == long
