"""Where weights and biases start. Each function is one entry of ``INITIALIZERS``."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from core.arrays import FloatArray

Draw = Callable[[Generator, int, int], tuple[FloatArray, FloatArray]]


@dataclass(frozen=True, slots=True)
class Initializer:
    """``draw(rng, n_out, n_in)`` returns w (n_out, n_in) and b (n_out,), float64."""

    label: str
    help: str
    draw: Draw


def _scaled(gain: Callable[[int, int], float]) -> Draw:
    """Weights from N(0, gain(n_out, n_in)), biases 0."""

    def draw(rng: Generator, n_out: int, n_in: int) -> tuple[FloatArray, FloatArray]:
        return rng.standard_normal((n_out, n_in)) * np.sqrt(gain(n_out, n_in)), np.zeros(n_out)

    return draw


def _normal(rng: Generator, n_out: int, n_in: int) -> tuple[FloatArray, FloatArray]:
    return rng.standard_normal((n_out, n_in)), rng.standard_normal(n_out)


def _uniform(rng: Generator, n_out: int, n_in: int) -> tuple[FloatArray, FloatArray]:
    return rng.uniform(-1, 1, (n_out, n_in)), rng.uniform(-1, 1, n_out)


def _zeros(rng: Generator, n_out: int, n_in: int) -> tuple[FloatArray, FloatArray]:
    return np.zeros((n_out, n_in)), np.zeros(n_out)


INITIALIZERS: dict[str, Initializer] = {
    "scaled": Initializer(
        "N(0, 1/inputs)",
        "Random, smaller with more inputs to a unit (fan-in), so that units start unsaturated.",
        _scaled(lambda n_out, n_in: 1 / n_in),
    ),
    "normal": Initializer(
        "N(0, 1)",
        "Weights and biases random, of mean 0 and standard deviation 1: with many inputs units "
        "start saturated.",
        _normal,
    ),
    "glorot": Initializer(
        "Glorot",
        "N(0, 2/(inputs + outputs)): keeps signals and gradients alike in size; for tanh.",
        _scaled(lambda n_out, n_in: 2 / (n_in + n_out)),
    ),
    "he": Initializer(
        "He",
        "N(0, 2/inputs): makes up for the half of its input that ReLU drops.",
        _scaled(lambda n_out, n_in: 2 / n_in),
    ),
    "uniform": Initializer("Uniform", "All between -1 and 1, equally likely.", _uniform),
    "zeros": Initializer(
        "Zeros",
        "All units of a layer start alike, and only rounding can ever part them: shows why "
        "weights must be random.",
        _zeros,
    ),
}
