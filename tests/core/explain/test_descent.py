"""Descent on surfaces whose every step is known."""

import numpy as np
import pytest

from core.explain import descent
from core.explain.descent import (
    PARABOLA,
    PARABOLOID,
    VALLEY,
    behaviour,
    descend,
    in_batches,
    samples,
)
from core.reproduce import paraboloid


def down(eta, steps=20):
    return descend(PARABOLA.gradient, np.array([2.0]), eta, steps)[:, 0]


@pytest.mark.parametrize("eta", [0.0, 0.05, 0.3, 0.5, 0.8, 1.0, 1.1])
def test_each_step_on_the_parabola_multiplies_by_one_minus_two_eta(eta):
    np.testing.assert_allclose(down(eta), 2 * (1 - 2 * eta) ** np.arange(21), atol=1e-12)


def test_half_is_there_in_one_step():
    assert down(0.5)[1] == 0


@pytest.mark.parametrize(
    ("eta", "said"),
    [
        (0, "stays"),
        (0.02, "crawls"),
        (0.3, "converges"),
        (0.5, "one step"),
        (0.9, "oscillates"),
        (1, "swings for ever"),
        (1.05, "diverges"),
    ],
)
def test_what_is_said_is_what_happens(eta, said):
    x = np.abs(down(eta, 100))
    happened = {
        "stays": (x == 2).all(),
        "crawls": x[10] > 1 and x[100] < 2,
        "converges": x[100] < 1e-6 and (down(eta) > 0).all(),
        "one step": x[1] == 0,
        "oscillates": x[100] < 1e-6 and (down(eta)[1::2] < 0).all(),
        "swings for ever": (x == 2).all() and (down(eta)[1::2] < 0).all(),
        "diverges": x[100] > 100,
    }
    assert behaviour(eta) == said
    assert happened[said]


@pytest.mark.parametrize("surface", [PARABOLA, PARABOLOID, VALLEY])
def test_gradients_are_those_of_the_heights(surface):
    n = len(surface.k)
    at = np.linspace(0.7, -1.3, n)
    shifts = 1e-5 * np.eye(n)
    measured = (surface.value(at + shifts) - surface.value(at - shifts)) / 2e-5
    np.testing.assert_allclose(surface.gradient(at), measured, rtol=1e-8)


def test_any_start_goes_the_way_of_the_table():
    start, eta = (-3.0, 5.0), 0.2
    path = descend(PARABOLOID.gradient, np.array(start), eta, 3)
    lines = descent.table(start, eta, 3)
    for line, before, after in zip(lines, path, path[1:], strict=False):
        assert f"({after[0]:.2}, {after[1]:.2})" in line
        assert line.endswith(f"Error: {PARABOLOID.value(before):.5}")


def test_the_published_start_is_the_table_of_r1():
    assert list(paraboloid.report())[-1] == "Step:  6, (a, b): (0.016, 0.016) Error: 0.0033554"


def test_plain_descent_zigzags_in_the_valley_and_the_others_do_not():
    start = np.array([-9.0, 1.2])
    paths = {
        name: descend(VALLEY.gradient, start, eta, 60, name)
        for name, eta in (("gd", 0.018), ("momentum", 0.005), ("adam", 0.3))
    }
    assert descent.turns(paths["gd"]) >= 59
    assert descent.turns(paths["momentum"]) < 20
    assert descent.turns(paths["adam"]) < 10
    assert descent.steps_below(VALLEY, paths["gd"], 0.01) is None
    assert descent.steps_below(VALLEY, paths["momentum"], 0.01) < 60
    assert descent.steps_below(VALLEY, paths["adam"], 0.01) < 60


def test_steps_below_counts_from_where_it_stays():
    path = np.array([[2.0], [0.1], [1.0], [0.1], [0.0]])
    assert descent.steps_below(PARABOLA, path, 0.01) == 3
    assert descent.steps_below(PARABOLA, path[:3], 0.01) is None
    assert descent.steps_below(PARABOLA, np.array([[1.0], [np.nan]]), 0.01) is None


def test_all_samples_together_have_the_gradient_of_the_bowl():
    points = samples(50, 3)
    at = np.array([4.0, -7.0])
    np.testing.assert_allclose(in_batches(points, 50, 0)(at), PARABOLOID.gradient(at), atol=1e-12)


@pytest.mark.parametrize("size", [1, 5, 10])
def test_the_mini_batches_of_an_epoch_average_to_the_whole(size):
    points, at = samples(50, 3), np.array([4.0, -7.0])
    gradient = in_batches(points, size, 0)
    seen = [gradient(at) for _ in range(50 // size)]
    np.testing.assert_allclose(np.mean(seen, axis=0), PARABOLOID.gradient(at), atol=1e-12)
    assert not np.allclose(seen[0], seen[1])


def test_larger_batches_are_less_noisy():
    points = samples(1000, 0)

    def distance(size):
        path = descend(in_batches(points, size, 1), np.array([10.0, 10.0]), 0.1, 300)
        return np.linalg.norm(path[100:], axis=1).mean()

    assert distance(1) > 1.5 * distance(4) > 2 * distance(16)
