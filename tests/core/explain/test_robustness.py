import numpy as np
import pytest

from core.explain.robustness import SPOILERS, accuracy_curve, spoiled
from core.network import Network
from core.specs import NetworkSpec


def bars(n=300):
    """Pictures of an upright bar, 3 px wide and 16 high, in the middle."""
    images = np.zeros((n, 28, 28), np.uint8)
    images[:, 6:22, 12:15] = 255
    return images


def mass(images):
    return images.sum(axis=(1, 2)) / 255


@pytest.mark.parametrize("kind", SPOILERS)
def test_nothing_changes_nothing_and_the_same_seed_does_the_same(kind):
    images, most = bars(), SPOILERS[kind].most
    np.testing.assert_array_equal(spoiled(images, kind, 0), images)
    once = spoiled(images, kind, most / 3, seed=4)
    assert once.shape == images.shape
    assert once.dtype == np.uint8
    assert (once != images).any(axis=(1, 2)).all()
    np.testing.assert_array_equal(once, spoiled(images, kind, most / 3, seed=4))


def test_noise_has_the_deviation_asked_for():
    grey = np.full((20, 28, 28), 128, np.uint8)
    assert np.std(spoiled(grey, "noise", 0.1) / 255) == pytest.approx(0.1, rel=0.03)


def test_a_quarter_turn_lays_the_bar_down():
    laid = spoiled(bars(2), "rotation", 90)
    assert np.ptp(np.flatnonzero(laid[0].any(axis=0))) + 1 == pytest.approx(16, abs=1)
    assert np.ptp(np.flatnonzero(laid[0].any(axis=1))) + 1 == pytest.approx(3, abs=1)


def test_shift_moves_by_so_many_pixels_in_all_directions():
    images = bars()
    index = np.arange(28)
    moved = spoiled(images, "shift", 4)
    dx = (moved.sum(axis=1) @ index - images.sum(axis=1) @ index) / (255 * mass(images))
    dy = (moved.sum(axis=2) @ index - images.sum(axis=2) @ index) / (255 * mass(images))
    np.testing.assert_allclose(np.hypot(dx, dy), 4, atol=0.1)
    assert min(dx.min(), dy.min()) < -3 < 3 < max(dx.max(), dy.max())


def test_strokes_get_wider_and_narrower():
    assert mass(spoiled(bars(1), "thicker", 2))[0] == pytest.approx(5 * 18, rel=0.1)
    assert mass(spoiled(bars(1), "thinner", 2))[0] == pytest.approx(1 * 14, rel=0.1)


def test_accuracy_falls_from_right_to_chance():
    # a net that says 1 if the middle column is bright, else 0
    spec = NetworkSpec((784, 2), ("linear",), "quadratic", dtype="float64")
    parameters = np.zeros(spec.parameter_count)
    net = Network(spec, parameters)
    net.w[1][1].reshape(28, 28)[:, 13] = 1.0
    net.b[1][0] = 4.0
    labels = np.ones(300, np.intp)
    curve = accuracy_curve(net, bars(), labels, "shift", [0, 1, 8])
    assert curve[0] == 1
    assert curve[1] == 1
    assert 0.05 < curve[2] < 0.5
    np.testing.assert_array_equal(curve, accuracy_curve(net, bars(), labels, "shift", [0, 1, 8]))


@pytest.mark.parametrize(("kind", "amount"), [("rain", 1), ("noise", -0.1), ("shift", 99)])
def test_wrong_ways_are_refused(kind, amount):
    with pytest.raises(ValueError, match=r"Unknown way|goes from 0"):
        spoiled(bars(1), kind, amount)


def test_nothing_to_measure_is_refused():
    network = Network.initial(NetworkSpec((784, 10), ("sigmoid",)), 0)
    with pytest.raises(ValueError, match="0 pictures"):
        accuracy_curve(network, bars(0), np.zeros(0, np.intp), "noise", [0])
