"""Data sets: what is in them, that the same spec gives the same data, and that networks learn."""

import numpy as np
import pytest

from core.data.catalogue import DATASETS
from core.data.drawings import encode
from core.data.load import load
from core.data.plane import FEATURES
from core.data.points import EXAMPLE
from core.evaluation import confusion
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

TABLE = "length,width,kind\n" + "\n".join(f"{i % 7},{i % 5},{'ab'[i % 7 > 3]}" for i in range(40))
DRAWINGS = ("drawings", "drawings_mnist")
DRAWN = encode(np.zeros((20, 28, 28), np.uint8), np.arange(20) % 10)
MADE = [name for name in DATASETS if "table" not in DATASETS[name].uses]


def spec(name, **kwargs):
    tables = {"written": "0.5 1 > 1\n2 3 > 0", "points": EXAMPLE} | dict.fromkeys(DRAWINGS, DRAWN)
    table = tables.get(name, TABLE)
    return DataSpec(name, table=table, **kwargs)


@pytest.mark.parametrize("name", DATASETS)
def test_parts_fit_each_other(name):
    data = load(spec(name))
    for part in (data.train, data.validation, data.test):
        assert part.x.shape == (len(part), len(data.input_names))
        assert part.y.shape == (len(part), len(data.output_names))
        if part.labels is not None:
            assert part.labels.shape == (len(part),)
    assert data.regression == (data.train.labels is None)
    if not data.regression:
        assert data.train.labels.max() < len(data.class_names or data.output_names)
    if data.plane is not None:
        assert len(data.plane.train) == len(data.train)
        np.testing.assert_array_equal(data.plane.inputs(data.plane.train), data.train.x)
        inside = (data.plane.low <= data.plane.train) & (data.plane.train <= data.plane.high)
        assert inside.mean() > 0.97


@pytest.mark.parametrize("name", DATASETS)
def test_what_is_not_used_does_not_matter(name):
    changes = {"bits": 3, "samples": 50, "noise": 0.3, "split": 0.5, "seed": 9}
    for field, value in changes.items():
        same = load(spec(name)) is load(spec(name, **{field: value}))
        assert same == (field not in DATASETS[name].uses)


@pytest.mark.parametrize("name", ["circles", "spiral", "parity", "csv"])
def test_another_seed_draws_or_deals_anew(name):
    first, again = load(spec(name)), load(spec(name, seed=1))
    assert first.train.x.shape == again.train.x.shape
    assert (first.train.x != again.train.x).any()


def test_gates_answer_as_their_truth_tables_say():
    rows = load(DataSpec("nand")).train
    assert [(*map(int, x), int(y)) for x, (y,) in zip(rows.x, rows.y, strict=True)] == [
        (0, 0, 1),
        (0, 1, 1),
        (1, 0, 1),
        (1, 1, 0),
    ]


def test_parity_is_the_xor_of_all_bits():
    data = load(DataSpec("parity", bits=5))
    assert len(data.train) + len(data.validation) == 32
    for part in (data.train, data.validation):
        ones = part.x.sum(axis=1).astype(int)
        np.testing.assert_array_equal(part.labels, ones % 2 == 0)


def test_split_and_samples_say_how_many():
    data = load(DataSpec("circles", samples=200, split=0.25))
    assert (len(data.train), len(data.validation)) == (50, 150)


def test_classes_are_where_they_are_said_to_be():
    circles = load(DataSpec("circles", noise=0))
    distance = np.linalg.norm(circles.plane.train, axis=1)
    assert distance[circles.train.labels == 1].max() < distance[circles.train.labels == 0].min()
    quadrants = load(DataSpec("quadrants", noise=0))
    product = quadrants.plane.train.prod(axis=1)
    np.testing.assert_array_equal(product < 0, quadrants.train.labels == 1)


def test_heights_follow_their_surface():
    for name, height in {
        "slope": lambda x, y: (x + y) / 6,
        "bump": lambda x, y: np.exp(-(x**2 + y**2) / (2 * 0.9**2)),
    }.items():
        data = load(DataSpec(name, noise=0))
        np.testing.assert_allclose(data.train.y[:, 0], height(*data.plane.train.T), atol=1e-6)


def test_features_are_functions_of_the_point():
    data = load(DataSpec("clouds", features=tuple(FEATURES)))
    assert data.input_names == ("x", "y", "x²", "y²", "xy", "sin x", "sin y")
    x, y = data.plane.train.T
    expected = np.stack([x, y, x**2, y**2, x * y, np.sin(x), np.sin(y)], axis=1)
    np.testing.assert_allclose(data.train.x, expected, rtol=1e-6)


def test_features_come_in_a_fixed_order_and_once():
    assert DataSpec(features=("y", "x", "y")).features == ("x", "y")


@pytest.mark.parametrize(
    ("features", "message"),
    [((), "at least one"), (("z",), "Unknown feature 'z'"), (("x", 3), "list of names")],
)
def test_bad_features_are_refused(features, message):
    with pytest.raises(ValueError, match=message):
        DataSpec(features=features)


SETUPS = {
    "xor": ((2, 4, 1), "sigmoid", "quadratic", 4.0, 4),
    "circles": ((2, 8, 1), "sigmoid", "cross_entropy", 0.1, 10),
    "quadrants": ((2, 8, 1), "sigmoid", "cross_entropy", 0.1, 10),
    "clouds": ((2, 1), "sigmoid", "cross_entropy", 0.1, 10),
    "spiral": ((2, 16, 16, 1), "sigmoid", "cross_entropy", 0.1, 10),
    "three_clouds": ((2, 8, 3), "softmax", "log_likelihood", 0.1, 10),
    "slope": ((2, 1), "linear", "quadratic", 0.03, 10),
    "bump": ((2, 12, 1), "linear", "quadratic", 0.3, 10),
    "csv": ((2, 8, 2), "softmax", "log_likelihood", 0.1, 10),
}


@pytest.mark.parametrize("name", SETUPS)
def test_a_small_network_learns(name):
    sizes, output, cost, eta, m = SETUPS[name]
    network = NetworkSpec(sizes, ("tanh",) * (len(sizes) - 2) + (output,), cost, "glorot")
    training = Training(Setup(spec(name, noise=0), network, TrainSpec(eta, m)))
    for _ in range(6000):
        training.step()
    assert training.evaluate(training.data.train).accuracy > 0.95
    assert training.evaluate(training.data.validation).accuracy > 0.9


def test_r_squared_by_hand():
    data = load(DataSpec("bump"))
    network = Network(NetworkSpec((2, 1), ("linear",), "quadratic"), np.zeros(3))
    training = Training(Setup(DataSpec(), network.spec, TrainSpec()), data)
    training.network.parameters[...] = 0  # answers 0 everywhere
    y = data.validation.y.astype(float)
    expected = 1 - (y**2).sum() / ((y - y.mean()) ** 2).sum()
    assert training.evaluate(data.validation).accuracy == pytest.approx(expected, rel=1e-5)


def test_quantities_are_not_confused():
    data = load(DataSpec("bump"))
    network = Network(NetworkSpec((2, 1), ("linear",), "quadratic"), np.zeros(3))
    with pytest.raises(ValueError, match="quantities"):
        confusion(network, data.validation)


def test_one_output_tells_two_classes_apart():
    data = load(DataSpec("and"))
    network = Network(NetworkSpec((2, 1), ("sigmoid",)), np.array([9.0, 9.0, -15.0]))
    np.testing.assert_array_equal(confusion(network, data.test), [[3, 0], [0, 1]])
