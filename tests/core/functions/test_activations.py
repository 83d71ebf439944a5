"""What is said of each activation holds of what it computes."""

import math

import numpy as np
import pytest

from core.explain.diagnostics import FLAT
from core.explain.plain import of, prime
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY

ALONE = [name for name in ACTIVATIONS if name not in OUTPUT_ONLY]
Z = np.linspace(-30, 30, 6001)[None, :]


def made(name):
    return ACTIVATIONS[name](np.dtype(np.float64))


@pytest.mark.parametrize("name", ALONE)
def test_answers_lie_in_the_range_and_come_near_its_ends(name):
    sigma = made(name)
    a = of(sigma, Z)
    assert a.min() >= sigma.low
    assert a.max() <= sigma.high
    for end, found in ((sigma.low, a.min()), (sigma.high, a.max())):
        if math.isfinite(end):
            assert found == pytest.approx(end, abs=1e-3)
        else:
            assert abs(found) > 0.25


@pytest.mark.parametrize("name", ALONE)
def test_the_slope_is_that_of_the_curve(name):
    sigma, z, step = made(name), Z + 0.0013, 1e-5
    numeric = (of(sigma, z + step) - of(sigma, z - step)) / (2 * step)
    np.testing.assert_allclose(prime(sigma, z, of(sigma, z)), numeric, atol=1e-8)


@pytest.mark.parametrize("name", ALONE)
def test_it_saturates_or_dies_where_it_is_said_to(name):
    sigma = made(name)
    slope = prime(sigma, Z, of(sigma, Z))[0]
    left, right = np.abs(slope[:1000]).max(), np.abs(slope[-1000:]).max()
    at_zero = abs(slope[3000])
    assert sigma.saturates == (max(left, right) < FLAT * at_zero)
    if sigma.saturates:
        assert np.abs(slope).max() == pytest.approx(at_zero)  # where it is steepest
    assert sigma.dies == (np.abs(slope[:2990]).max() == 0)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_only_one_that_couples_is_for_the_output(name):
    sigma = made(name)
    z = np.array([[0.5, -1.0, 2.0]])
    moved = z.copy()
    moved[0, 2] += 1
    others = of(sigma, moved)[0, :2] != of(sigma, z)[0, :2]
    assert others.any() == sigma.couples == (name in OUTPUT_ONLY)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_its_script_computes_the_same(name, dtype):
    z = np.linspace(-9, 9, 50, dtype=dtype).reshape(5, 10)
    said = eval(ACTIVATIONS[name].script, {"np": np, "z": z})
    assert said.dtype == dtype
    np.testing.assert_allclose(
        said, of(ACTIVATIONS[name](np.dtype(dtype)), z), rtol=1e-5, atol=1e-6
    )
