"""What is said of each cost holds of what it computes."""

import math
import re

import numpy as np
import pytest

from core.explain.expressions import written_out
from core.explain.plain import cost_slope, of
from core.functions.activations import ACTIVATIONS
from core.functions.costs import COSTS

Z = np.array([[0.4, -1.3, 2.0]])
Y = np.array([[0.0, 1.0, 0.0]])


def made(name):
    """Return a cost and an output activation that goes with it."""
    cost = COSTS[name]()
    (activation,) = cost.outputs or ("tanh",)
    return cost, ACTIVATIONS[activation](np.dtype(np.float64))


def delta(cost, sigma, a):
    found = np.empty_like(a)
    cost.delta(Z, a, Y, sigma, found, np.empty_like(a))
    return found


@pytest.mark.parametrize("name", COSTS)
def test_the_slope_at_the_output_cancels_where_it_is_said_to(name):
    cost, sigma = made(name)
    a = of(sigma, Z)
    linear = ACTIVATIONS["linear"](np.dtype(np.float64))
    assert cost.cancels == np.array_equal(delta(cost, sigma, a), delta(cost, linear, a))
    if cost.cancels:
        np.testing.assert_array_equal(delta(cost, sigma, a), a - Y)


@pytest.mark.parametrize("name", [name for name, kind in COSTS.items() if not kind.cancels])
def test_where_it_does_not_cancel_the_slope_is_that_of_the_value(name):
    cost, sigma = made(name)
    a = of(sigma, Z)
    numeric = []
    for j in range(a.size):
        ends = []
        for step in (1e-6, -1e-6):
            moved = a.copy()
            moved[0, j] += step
            ends.append(cost.value(Z, moved, Y))
        numeric.append((ends[0] - ends[1]) / 2e-6)
    np.testing.assert_allclose(cost_slope(cost, Z, a, Y)[0], numeric, atol=1e-9)


def huber(d):
    return d * d / 2 if abs(d) <= 1 else abs(d) - 0.5


@pytest.mark.parametrize("name", COSTS)
def test_the_cost_with_numbers_put_in_comes_to_its_value(name):
    cost, sigma = made(name)
    a = of(sigma, Z)
    text = written_out(cost, Z, a, Y)
    text = re.sub(r"(\S+) ln ([\d.]+)", r"\1 * log(\2)", text.replace("−(", "-1 * ("))
    text = text.replace("−", "-").replace("½", "0.5 *").replace("²", " ** 2")
    assert eval(text, {"log": math.log, "h": huber}) == pytest.approx(cost.value(Z, a, Y), rel=5e-3)


def test_cross_entropy_of_a_saturated_wrong_answer_is_its_distance():
    cost, z = COSTS["cross_entropy"](), np.array([[1000.0]])
    assert cost.value(z, np.ones((1, 1)), np.zeros((1, 1))) == pytest.approx(1000)
