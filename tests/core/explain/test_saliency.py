import numpy as np
import pytest

from core.explain.saliency import answer_gradient, score_gradient
from core.network import Network
from core.specs import NetworkSpec

SPECS = [
    NetworkSpec((6, 5, 4), ("sigmoid", "sigmoid"), dtype="float64"),
    NetworkSpec((6, 5, 4, 3), ("tanh", "relu", "softmax"), "log_likelihood", "he", "float64"),
    NetworkSpec((6, 2), ("linear",), "quadratic", dtype="float64"),
]


def by_differences(of, x, h=1e-6):
    """Columns of the derivative of ``of`` at x."""
    return np.stack([(of(x + h * e) - of(x - h * e)) / (2 * h) for e in np.eye(len(x))], axis=1)


def last(network, x, what):
    return getattr(network.forward(x[None]), what)[network.L][0]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: "-".join(spec.activations))
def test_answer_gradient_is_the_derivative(spec):
    network = Network.initial(spec, 3)
    x = np.random.default_rng(0).uniform(0, 1, 6)
    expected = by_differences(lambda x: last(network, x, "a"), x)
    np.testing.assert_allclose(answer_gradient(network, x), expected, atol=1e-7)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: "-".join(spec.activations))
def test_score_gradient_is_the_derivative_of_scores_against_the_others(spec):
    network = Network.initial(spec, 3)
    x = np.random.default_rng(1).uniform(0, 1, 6)

    def scores(x):
        z = last(network, x, "z")
        return z - (z.sum() - z) / (len(z) - 1)

    found = score_gradient(network, x)
    np.testing.assert_allclose(found, by_differences(scores, x), atol=1e-7)
    np.testing.assert_allclose(found.sum(axis=0), 0, atol=1e-12)


@pytest.mark.parametrize("x", [np.zeros(5), np.zeros((1, 6))])
def test_wrong_input_is_refused(x):
    with pytest.raises(ValueError, match=r"must be \(6,\)"):
        score_gradient(Network.initial(SPECS[0], 0), x)
