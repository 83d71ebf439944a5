"""A network once more, as layers that know their neighbours: each method is one equation.

The form of the text that R6 comes from. It is for reading: ``core.network`` does the same for all
layers in one place, and much faster. Samples are rows; C is the mean over them of ½ ‖y - a‖².
"""

import numpy as np

from core.arrays import FloatArray
from core.network import Network


class InputLayer:
    """Layer 0: its activations are the samples (m, n_0)."""

    a: FloatArray

    def forward(self) -> None:
        """Do nothing: the samples are there."""


class HiddenLayer:
    """A layer of sigmoids; w is (n, n_before), b (n,)."""

    a: FloatArray

    def __init__(self, before: "InputLayer | HiddenLayer", w: FloatArray, b: FloatArray) -> None:
        self.before, self.w, self.b = before, w, b
        self.after: HiddenLayer | None = None
        if isinstance(before, HiddenLayer):
            before.after = self

    def forward(self) -> None:
        """Ask the layer before, then compute z and a."""
        self.before.forward()
        self.z = self.before.a @ self.w.T + self.b
        self.a = 1 / (1 + np.exp(-self.z))

    def error(self, _y: FloatArray) -> FloatArray:
        """BP2: what this layer has to do with the error of the layer after it."""
        assert self.after is not None
        return (self.after.delta @ self.after.w) * self.a * (1 - self.a)

    def backward(self, y: FloatArray) -> None:
        """Compute δ, BP3 and BP4; then it is the turn of the layer before."""
        self.delta = self.error(y)
        self.nabla_w = self.delta.T @ self.before.a / len(y)
        self.nabla_b = self.delta.sum(axis=0) / len(y)
        if isinstance(self.before, HiddenLayer):
            self.before.backward(y)

    def update(self, eta: float) -> None:
        """Take a step against the gradient, in this layer and all before it."""
        self.w -= eta * self.nabla_w
        self.b -= eta * self.nabla_b
        if isinstance(self.before, HiddenLayer):
            self.before.update(eta)


class OutputLayer(HiddenLayer):
    """The last layer: it knows what the answers should have been."""

    def error(self, y: FloatArray) -> FloatArray:
        """BP1: how far off the answers are, times σ′(z)."""
        return (self.a - y) * self.a * (1 - self.a)


def linked(network: Network) -> tuple[InputLayer, OutputLayer]:
    """Return the first and the last of linked layers with copies of a network's parameters."""
    first = InputLayer()
    before: InputLayer | HiddenLayer = first
    for l in range(1, network.L):
        before = HiddenLayer(before, network.w[l].copy(), network.b[l].copy())
    return first, OutputLayer(before, network.w[network.L].copy(), network.b[network.L].copy())
