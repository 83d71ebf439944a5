"""A receipt is the gradient that training uses, and the slope of the cost itself."""

import numpy as np
import pytest

from core.explain.gradient_check import numerical_gradient
from core.explain.receipt import receipt
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

NETS = {
    "cross-entropy": NetworkSpec((5, 4, 3, 2), ("tanh", "sigmoid", "sigmoid"), dtype="float64"),
    "quadratic": NetworkSpec((5, 4, 2), ("softplus", "sigmoid"), "quadratic", dtype="float64"),
    "huber": NetworkSpec((5, 4, 2), ("tanh", "linear"), "huber", "normal", "float64"),
    "log-likelihood": NetworkSpec(
        (5, 4, 3), ("tanh", "softmax"), "log_likelihood", "normal", "float64"
    ),
    "coupled": NetworkSpec((5, 4, 3), ("tanh", "softmax"), "quadratic", "normal", "float64"),
    "no hidden layer": NetworkSpec((5, 2), ("sigmoid",), dtype="float64"),
}


def edges(spec):
    """Return each weight and bias as (layer, unit, input), in the order of the parameters."""
    sizes = spec.sizes
    layers = range(1, len(sizes))
    weights = [(l, j, k) for l in layers for j in range(sizes[l]) for k in range(sizes[l - 1])]
    return weights + [(l, j, -1) for l in layers for j in range(sizes[l])]


@pytest.fixture(params=NETS)
def sample(request):
    spec = NETS[request.param]
    rng = np.random.default_rng(7)
    network = Network.initial(spec, 3)
    x = rng.normal(size=(6, spec.sizes[0]))
    y = np.eye(spec.sizes[-1])[rng.integers(spec.sizes[-1], size=6)]
    return spec, network, x, y


def test_every_entry_is_that_of_backpropagation_and_the_slope_of_the_cost(sample):
    spec, network, x, y = sample
    seen = network.forward(x)
    network.backward(seen, y)
    slopes = numerical_gradient(network, x, y)
    found = [receipt(spec, network.parameters, x, y, edge) for edge in edges(spec)]
    np.testing.assert_allclose([one.gradient for one in found], seen.gradient, rtol=1e-12)
    np.testing.assert_allclose([one.numeric for one in found], slopes, atol=1e-10)
    np.testing.assert_allclose([one.numeric for one in found], seen.gradient, atol=1e-9)


def test_samples_make_the_sum_and_each_is_the_slope_of_its_share(sample):
    spec, network, x, y = sample
    found = receipt(spec, network.parameters, x, y, (1, 1, 2))
    shares = [found.numeric_of(i) for i in range(len(x))]
    np.testing.assert_allclose(found.terms, shares, atol=1e-9)
    np.testing.assert_allclose(found.terms, found.delta * found.a)


def test_delta_unfolds_into_the_next_layers(sample):
    spec, network, x, y = sample
    found = receipt(spec, network.parameters, x, y, (1, 0, 0))
    for l in range(1, network.L):
        for sample in range(len(x)):
            parts = found.parts(sample, l, 1)
            delta = found.slopes[l][sample, 1] * parts.sum()
            assert delta == pytest.approx(found.deltas[l][sample, 1], rel=1e-12)


def test_a_first_layer_weight_of_pixels_is_what_training_took_its_step_with():
    training = Training(Setup(DataSpec("mnist_1000"), NetworkSpec(), TrainSpec()))
    before = training.network.parameters.copy()
    training.step()
    batch = training.batch
    pixel = int(batch.x.sum(axis=0).argmax())
    for unit in range(5):
        found = receipt(training.spec, before, batch.x, batch.y, (1, unit, pixel))
        assert found.gradient == pytest.approx(batch.nabla_w[1][unit, pixel], rel=1e-4)
        assert found.numeric == pytest.approx(found.gradient, abs=1e-9)


def test_raw_pixels_do_not_spoil_the_differences():
    training = Training(Setup(DataSpec("mnist_raw"), NetworkSpec(), TrainSpec(eta=1e-4)))
    before = training.network.parameters.copy()
    training.step()
    batch = training.batch
    pixel = int(batch.x.sum(axis=0).argmax())
    gradients = batch.nabla_w[1][:, pixel]
    found = receipt(
        training.spec, before, batch.x, batch.y, (1, int(np.abs(gradients).argmax()), pixel)
    )
    assert found.gradient
    assert found.numeric == pytest.approx(found.gradient, rel=1e-5)
