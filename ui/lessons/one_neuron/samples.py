"""The neuron of the lesson, set by hand, and the four rows of AND that it shall answer."""

import numpy as np

from core.arrays import FloatArray
from core.data.bits import GATES, as_bits
from core.explain.neuron import neuron
from core.network import Network
from ui.components.live_sliders import Slider, live_sliders, standing

X: FloatArray = as_bits(2).astype(np.float64)
Y: FloatArray = np.array(GATES["and"], np.float64)[:, None]
NAMES = ("w₁", "w₂", "b")
REACH = 10.0
FIRST = (1.0, -1.0, 0.0)
KEY = "one_neuron.by_hand"


def by_hand() -> Network:
    """Show the sliders of both weights and the bias, and return the neuron."""
    sliders = [
        Slider(name, name, -REACH, REACH, value, 0.1)
        for name, value in zip(NAMES, FIRST, strict=True)
    ]
    values = live_sliders(sliders, KEY)
    return neuron([values["w₁"], values["w₂"]], values["b"])


def answers(network: Network) -> list[float]:
    """Return what it answers to the four rows."""
    found: list[float] = network.forward(X).a[1][:, 0].tolist()
    return found


def as_set() -> Network:
    """Return the neuron as it was left."""
    values = standing(KEY)
    *w, b = (values.get(name, value) for name, value in zip(NAMES, FIRST, strict=True))
    return neuron(w, b)
