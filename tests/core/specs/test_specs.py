"""Specs say what is wrong, and survive a trip through JSON."""

import json

import pytest

from core.specs import DataSpec, NetworkSpec, TrainSpec


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: NetworkSpec((784, 0, 10)), "between 1 and 1,024, not 0"),
        (lambda: NetworkSpec((784, 5000, 10)), "between 1 and 1,024, not 5,000"),
        (lambda: NetworkSpec((784, 2.5, 10)), "whole number, not 2.5"),
        (lambda: NetworkSpec((784,), ()), "at least an input and an output"),
        (lambda: NetworkSpec((9,) * 9, ("tanh",) * 8, "quadratic"), "At most 6 hidden layers"),
        (lambda: NetworkSpec((4, 3), ("sigmoid",) * 2), "as many activations"),
        (lambda: NetworkSpec((4, 3), ("sinh",)), "Unknown activation 'sinh'"),
        (lambda: NetworkSpec((4, 3, 2), ("softmax", "sigmoid")), "for the output layer"),
        (lambda: NetworkSpec((4, 3), ("softmax",)), "choose log-likelihood"),
        (lambda: NetworkSpec((4, 3), ("tanh",), "log_likelihood"), "must be softmax"),
        (lambda: NetworkSpec(cost="guess"), "Cost must be one of"),
        (lambda: TrainSpec(eta=1e9), "Learning rate η must be between 0 and 1,000"),
        (lambda: TrainSpec(eta=float("nan")), "must be a number"),
        (lambda: TrainSpec(eta="fast"), "must be a number"),
        (lambda: TrainSpec(batch_size=0), "Mini-batch size must be between"),
        (lambda: TrainSpec(batch_size=2.5), "whole number"),
        (lambda: TrainSpec(lmbda=-1), "between 0 and"),
        (lambda: TrainSpec(seed=-1), "Seed must be"),
        (lambda: DataSpec(bits=40), "Bits must be between 2 and 12"),
    ],
)
def test_nonsense_is_refused_with_a_reason(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    "spec",
    [
        NetworkSpec((10, 3, 2), ("relu", "softmax"), "log_likelihood", "he", "float64"),
        DataSpec("even_odd", 8),
        TrainSpec(0.25, 8, 0.1, "momentum", 7),
    ],
)
def test_json_round_trip(spec):
    assert type(spec).from_json(json.loads(json.dumps(spec.to_json()))) == spec


def test_json_with_unknown_names_or_types_is_refused():
    with pytest.raises(ValueError, match="Unknown setting: etta"):
        TrainSpec.from_json({"etta": 1})
    with pytest.raises(ValueError, match="settings by name"):
        TrainSpec.from_json([1, 2])


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (NetworkSpec, {"sizes": 5}),
        (NetworkSpec, {"sizes": [[1], [2]]}),
        (NetworkSpec, {"activations": [["sigmoid"], {}]}),
        (NetworkSpec, {"cost": {"a": 1}}),
        (TrainSpec, {"eta": 10**400}),
        (TrainSpec, {"batch_size": -(10**400)}),
        (TrainSpec, {"frozen": 3}),
        (DataSpec, {"name": [[]]}),
    ],
)
def test_json_of_the_wrong_kind_is_refused(kind, values):
    with pytest.raises(ValueError, match=r"must be|wrong kind|too large|between"):
        kind.from_json(values)


def test_no_two_settings_share_a_name_in_links_and_on_the_command_line():
    named = [key for spec in (NetworkSpec, DataSpec, TrainSpec) for key in spec.keys().values()]
    assert len(named) == len(set(named))


def test_a_name_that_a_setting_once_had_is_still_read():
    assert TrainSpec.from_json({"noise": 0.25}) == TrainSpec(pixel_noise=0.25)
    assert "noise" not in TrainSpec(pixel_noise=0.25).to_json()
