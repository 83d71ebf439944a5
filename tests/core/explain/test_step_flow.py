"""A step taken apart: its numbers are those of the step that was done."""

import numpy as np
import pytest

from core.explain.step_flow import step_flow
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

SETUPS = {
    "spiral": Setup(
        DataSpec("spiral"),
        NetworkSpec((2, 8, 8, 1), ("tanh", "tanh", "sigmoid"), dtype="float64"),
        TrainSpec(0.01, 10, optimizer="adam"),
    ),
    "digits": Setup(
        DataSpec("mnist_1000"),
        NetworkSpec((784, 12, 10), ("relu", "softmax"), "log_likelihood", dtype="float64"),
        TrainSpec(0.1, 7),
    ),
}


@pytest.mark.parametrize("name", SETUPS)
def test_its_numbers_are_those_of_the_step(name):
    training = Training(SETUPS[name])
    for _ in range(20):
        training.step()
    before = training.network.parameters.copy()
    training.step()
    batch, spec = training.batch, training.spec
    flow = step_flow(spec, before, training.network.parameters, batch.x, batch.y)
    L, i = training.network.L, flow.sample
    for l in range(1, L + 1):
        np.testing.assert_allclose(flow.nabla_w[l], batch.nabla_w[l], rtol=1e-9, atol=1e-15)
        np.testing.assert_allclose(flow.nabla_b[l], batch.nabla_b[l], rtol=1e-9, atol=1e-15)
        np.testing.assert_allclose(flow.a[l], batch.a[l][i], rtol=1e-12)
        np.testing.assert_allclose(flow.delta[l] / flow.m, batch.delta[l][i], rtol=1e-9, atol=1e-15)
    assert flow.m == SETUPS[name].settings.batch_size
    np.testing.assert_array_equal(flow.before.parameters, before)
    np.testing.assert_array_equal(flow.after.parameters, training.network.parameters)


def test_it_shows_the_worst_sample_by_its_own_cost_and_error():
    spec = NetworkSpec((1, 1), ("linear",), "quadratic", dtype="float64")
    parameters = np.array([2.0, 0.5])
    x, y = np.array([[1.0], [3.0], [0.0]]), np.array([[2.5], [0.5], [1.5]])
    flow = step_flow(spec, parameters, parameters - 0.1, x, y)
    assert (flow.sample, flow.m) == (1, 3)  # answers 2.5, 6.5, 0.5: errors 0, 6, -1
    assert flow.cost == pytest.approx(18)
    assert flow.delta[1] == pytest.approx([6])
    assert flow.nabla_w[1] == pytest.approx(np.array([[(0 * 1 + 6 * 3 - 1 * 0) / 3]]))
    assert flow.nabla_b[1] == pytest.approx([5 / 3])


def test_numbers_that_are_none_stop_nothing():
    spec = NetworkSpec((2, 1), ("sigmoid",), "cross_entropy")
    parameters = np.full(3, np.nan)
    with np.errstate(all="ignore"):
        flow = step_flow(spec, parameters, parameters, np.ones((2, 2)), np.ones((2, 1)))
    assert flow.sample == 0
    assert Network(spec, parameters).L == 1
