"""Activation functions: a = σ(z), and the product with σ′(z) that BP1 and BP2 need.

Each class is one entry of ``ACTIVATIONS`` and holds all that is to know of it: choosers, links,
files, views, lessons, validation and the gradient check read that registry. An instance serves
arrays of one dtype, because its constants are made once.
"""

import math
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
from numpy import add, multiply, subtract

from core.arrays import FloatArray, constant

OnnxStep = tuple[str, tuple[str | int | float, ...], Mapping[str, float]]
"""An ONNX operator, its inputs ("z", the number of an earlier step, or a constant), attributes."""


class Activation:
    """σ for a whole layer, written into buffers of the caller.

    Attributes
    ----------
    label, help : str
        On screen: a word or two, and one sentence.
    formula, slope : str
        σ(z) and σ′(z), as text.
    low, high : float
        The ends of its range.
    saturates : bool
        Whether both its ends are flat, so that a unit far out hardly learns.
    dies : bool
        Whether σ′ is exactly 0 on one side, so that a unit may be lost for good.
    couples : bool
        Whether each unit's answer depends on all of the layer; then it is for the output.
    onnx : sequence of steps
        The same as ONNX operators; the last gives a.
    script : str
        The same as a NumPy expression of ``z`` (m, n_l).
    """

    label: ClassVar[str]
    help: ClassVar[str]
    formula: ClassVar[str]
    slope: ClassVar[str]
    low: ClassVar[float] = -math.inf
    high: ClassVar[float] = math.inf
    saturates: ClassVar[bool] = False
    dies: ClassVar[bool] = False
    couples: ClassVar[bool] = False
    onnx: ClassVar[tuple[OnnxStep, ...]]
    script: ClassVar[str]

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self.zero = constant(0, dtype)
        self.half = constant(0.5, dtype)
        self.one = constant(1, dtype)

    def of(self, z: FloatArray, a: FloatArray) -> None:
        """Write a = σ(z); both (m, n_l)."""
        raise NotImplementedError

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        """Multiply ``delta`` by σ′(z) in place, so dC/da becomes dC/dz; all are (m, n_l)."""
        raise NotImplementedError


class Sigmoid(Activation):
    """σ(z) = 1 / (1 + e⁻ᶻ), σ′ = σ(1 - σ)."""

    label = "Sigmoid"
    help = "Squeezes any number into 0..1. Far from 0 it is flat: there the unit learns slowly."
    formula, slope = "1 / (1 + e⁻ᶻ)", "σ (1 − σ)"
    low, high = 0.0, 1.0
    saturates = True
    onnx = (("Sigmoid", ("z",), {}),)
    script = "1 / (1 + np.exp(-np.maximum(z, -80)))"

    def __init__(self, dtype: np.dtype[Any]) -> None:
        super().__init__(dtype)
        self.exact = dtype == np.float64
        self.lowest = constant(-100, dtype)  # below, products of σ′ are subnormal: 10 times slower

    def of(self, z: FloatArray, a: FloatArray) -> None:
        if self.exact:  # as it is written: outputs close to 0 keep all their digits
            np.maximum(z, self.lowest, out=a)
            np.negative(a, a)
            np.exp(a, a)
            add(a, self.one, a)
            np.reciprocal(a, a)
        else:  # the same as (1 + tanh(z/2)) / 2: faster, and it cannot overflow
            multiply(z, self.half, a)
            np.tanh(a, a)
            multiply(a, self.half, a)
            add(a, self.half, a)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        subtract(self.one, a, scratch)
        multiply(scratch, a, scratch)
        multiply(delta, scratch, delta)


class Tanh(Activation):
    """σ(z) = tanh z, σ′ = 1 - σ²."""

    label = "Tanh"
    help = "Squeezes any number into −1..1, centred on 0."
    formula, slope = "tanh z", "1 − σ²"
    low, high = -1.0, 1.0
    saturates = True
    onnx = (("Tanh", ("z",), {}),)
    script = "np.tanh(z)"

    def of(self, z: FloatArray, a: FloatArray) -> None:
        np.tanh(z, a)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        multiply(a, a, scratch)
        subtract(self.one, scratch, scratch)
        multiply(delta, scratch, delta)


class ReLU(Activation):
    """σ(z) = max(0, z), σ′ = 1 where z > 0, else 0."""

    label = "ReLU"
    help = "Passes positive numbers, stops negative ones. A unit that is always negative is dead."
    formula, slope = "max(0, z)", "1 where z > 0, else 0"
    low = 0.0
    dies = True
    onnx = (("Relu", ("z",), {}),)
    script = "np.maximum(z, 0)"

    def of(self, z: FloatArray, a: FloatArray) -> None:
        np.maximum(z, self.zero, out=a)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        multiply(delta, np.greater(z, self.zero), delta)


class LeakyReLU(Activation):
    """σ(z) = z where z > 0, else z/100; σ′ = 1 or 1/100."""

    label = "Leaky ReLU"
    help = "ReLU that lets a hundredth of negative numbers through, so that no unit dies."
    formula, slope = "max(0.01 z, z)", "1 where z > 0, else 0.01"
    onnx = (("LeakyRelu", ("z",), {"alpha": 0.01}),)
    script = "np.maximum(z, 0.01 * z)"

    def __init__(self, dtype: np.dtype[Any]) -> None:
        super().__init__(dtype)
        self.leak = constant(0.01, dtype)

    def of(self, z: FloatArray, a: FloatArray) -> None:
        multiply(z, self.leak, a)
        np.maximum(z, a, out=a)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        np.maximum(np.greater(z, self.zero), self.leak, out=scratch)
        multiply(delta, scratch, delta)


class Softplus(Activation):
    """σ(z) = ln(1 + eᶻ), σ′ = 1 / (1 + e⁻ᶻ)."""

    label = "Softplus"
    help = "ReLU with a round corner: always a little slope, never negative."
    formula, slope = "ln(1 + eᶻ)", "1 / (1 + e⁻ᶻ)"
    low = 0.0
    onnx = (("Softplus", ("z",), {}),)
    script = "np.logaddexp(z, 0)"

    def of(self, z: FloatArray, a: FloatArray) -> None:
        np.logaddexp(z, self.zero, a)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        # 1 / (1 + e⁻ᶻ) = (1 + tanh(z/2)) / 2, which cannot overflow
        multiply(z, self.half, scratch)
        np.tanh(scratch, scratch)
        add(scratch, self.one, scratch)
        multiply(scratch, self.half, scratch)
        multiply(delta, scratch, delta)


class ELU(Activation):
    """σ(z) = z where z > 0, else eᶻ - 1 (Clevert et al. 2016)."""

    label = "ELU"
    help = "ReLU whose negative side bends softly to −1, so that answers are centred near 0."
    formula, slope = "z where z > 0, else eᶻ − 1", "1 where z > 0, else eᶻ"
    low = -1.0
    onnx = (("Elu", ("z",), {"alpha": 1.0}),)
    script = "np.where(z > 0, z, np.expm1(np.minimum(z, 0)))"

    def of(self, z: FloatArray, a: FloatArray) -> None:
        np.minimum(z, self.zero, out=a)
        np.expm1(a, a)
        np.maximum(z, a, out=a)  # eᶻ - 1 is never below z

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        np.minimum(z, self.zero, out=scratch)
        np.exp(scratch, scratch)
        multiply(delta, scratch, delta)


class GELU(Activation):
    """σ(z) = ½ z (1 + tanh u), u = √(2/π) (z + 0.044715 z³): z Φ(z) by tanh.

    Source: Hendrycks and Gimpel 2016; it differs from z Φ(z) by less than 5e-4.
    """

    label = "GELU"
    help = "Passes a number by how likely a normal one is smaller: a smooth ReLU, as in GPT."
    formula = "½ z (1 + tanh u), u = √(2/π) (z + 0.044715 z·z·z)"
    slope = "½ (1 + tanh u) + ½ z (1 − tanh² u) u′"
    low = -0.1701
    onnx = (
        ("Mul", ("z", "z"), {}),
        ("Mul", (0, 0.044715), {}),
        ("Add", (1, 1.0), {}),
        ("Mul", (2, "z"), {}),
        ("Mul", (3, math.sqrt(2 / math.pi)), {}),
        ("Tanh", (4,), {}),
        ("Add", (5, 1.0), {}),
        ("Mul", (6, "z"), {}),
        ("Mul", (7, 0.5), {}),
    )
    script = "z * (1 + np.tanh(0.7978845608028654 * z * (1 + 0.044715 * z * z))) / 2"

    def __init__(self, dtype: np.dtype[Any]) -> None:
        super().__init__(dtype)
        root, cubic = math.sqrt(2 / math.pi), 0.044715
        self.root = constant(root, dtype)
        self.cubic, self.thrice = constant(root * cubic, dtype), constant(3 * root * cubic, dtype)
        self.far = constant(10, dtype)  # beyond, tanh u is 1 to the last bit, and z² may overflow

    def _square(self, z: FloatArray, out: FloatArray) -> None:
        """Write z², or that of the last z that makes a difference."""
        np.abs(z, out)
        np.minimum(out, self.far, out=out)
        multiply(out, out, out)

    def _tanh(self, z: FloatArray, t: FloatArray) -> None:
        """Write tanh u, u = z (√(2/π) + √(2/π) 0.044715 z²)."""
        self._square(z, t)
        multiply(t, self.cubic, t)
        add(t, self.root, t)
        multiply(t, z, t)
        np.tanh(t, t)

    def of(self, z: FloatArray, a: FloatArray) -> None:
        self._tanh(z, a)
        add(a, self.one, a)
        multiply(a, self.half, a)
        multiply(a, z, a)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        # ½ (1 + t) (1 + z (1 - t) u′), t = tanh u, u′ = √(2/π) (1 + 3 · 0.044715 z²)
        self._tanh(z, scratch)
        rest = multiply(scratch, self.half)
        add(rest, self.half, rest)
        multiply(delta, rest, delta)
        subtract(self.one, scratch, scratch)
        multiply(scratch, z, scratch)
        self._square(z, rest)
        multiply(rest, self.thrice, rest)
        add(rest, self.root, rest)
        multiply(scratch, rest, scratch)
        add(scratch, self.one, scratch)
        multiply(delta, scratch, delta)


class Swish(Activation):
    """σ(z) = z s, s = 1 / (1 + e⁻ᶻ) (Elfwing et al. 2018, Ramachandran et al. 2017)."""

    label = "Swish (SiLU)"
    help = "A number times its own sigmoid: a smooth ReLU that dips a little below 0."
    formula, slope = "z s, s = 1 / (1 + e⁻ᶻ)", "s + z s (1 − s)"
    low = -0.2785
    onnx = (("Sigmoid", ("z",), {}), ("Mul", ("z", 0), {}))
    script = "z * (1 + np.tanh(z / 2)) / 2"

    def _sigmoid(self, z: FloatArray, s: FloatArray) -> None:
        multiply(z, self.half, s)
        np.tanh(s, s)
        multiply(s, self.half, s)
        add(s, self.half, s)

    def of(self, z: FloatArray, a: FloatArray) -> None:
        self._sigmoid(z, a)
        multiply(z, a, a)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        self._sigmoid(z, scratch)  # σ′ = s (1 + z (1 - s))
        multiply(delta, scratch, delta)
        subtract(self.one, scratch, scratch)
        multiply(scratch, z, scratch)
        add(scratch, self.one, scratch)
        multiply(delta, scratch, delta)


class Mish(Activation):
    """σ(z) = z t, t = tanh ln(1 + eᶻ) (Misra 2019)."""

    label = "Mish"
    help = "Much like Swish, a little steeper at 0: smooth, unbounded above, a dip below 0."
    formula, slope = "z t, t = tanh ln(1 + eᶻ)", "t + z (1 − t²) / (1 + e⁻ᶻ)"
    low = -0.3089
    onnx = (("Softplus", ("z",), {}), ("Tanh", (0,), {}), ("Mul", ("z", 1), {}))
    script = "z * np.tanh(np.logaddexp(z, 0))"

    def __init__(self, dtype: np.dtype[Any]) -> None:
        super().__init__(dtype)
        self.two = constant(2, dtype)
        self.far = constant(20, dtype)  # beyond, t and s are 1 to the last bit

    def _tanh(self, z: FloatArray, n: FloatArray, t: FloatArray) -> None:
        """Write n = eᶻ and t = n (n + 2) / (n (n + 2) + 2), which is tanh ln(1 + n)."""
        np.minimum(z, self.far, out=n)
        np.exp(n, n)
        add(n, self.two, t)
        multiply(t, n, t)
        np.divide(t, add(t, self.two), t)

    def of(self, z: FloatArray, a: FloatArray) -> None:
        self._tanh(z, np.empty_like(z), a)
        multiply(z, a, a)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        t = np.empty_like(z)
        self._tanh(z, scratch, t)
        np.divide(scratch, add(scratch, self.one), scratch)  # s = 1 / (1 + e⁻ᶻ)
        multiply(scratch, z, scratch)
        rest = multiply(t, t)
        subtract(self.one, rest, rest)
        multiply(scratch, rest, scratch)
        add(scratch, t, scratch)
        multiply(delta, scratch, delta)


class Sine(Activation):
    """σ(z) = sin z, σ′ = cos z (Sitzmann et al. 2020)."""

    label = "Sine"
    help = "Goes up and down for ever: good at waves and sharp detail, wild elsewhere."
    formula, slope = "sin z", "cos z"
    low, high = -1.0, 1.0
    onnx = (("Sin", ("z",), {}),)
    script = "np.sin(z)"

    def of(self, z: FloatArray, a: FloatArray) -> None:
        np.sin(z, a)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        np.cos(z, scratch)
        multiply(delta, scratch, delta)


class Linear(Activation):
    """σ(z) = z, σ′ = 1."""

    label = "Linear"
    help = (
        "Passes numbers as they are: for regression outputs. Several linear layers are worth one."
    )
    formula, slope = "z", "1"
    onnx = (("Identity", ("z",), {}),)
    script = "z"

    def of(self, z: FloatArray, a: FloatArray) -> None:
        np.copyto(a, z)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        pass


class Softmax(Activation):
    """σ(z)ⱼ = e^zⱼ / Σₖ e^zₖ. It couples the units of a layer, so it is for the output."""

    label = "Softmax"
    help = "Turns the output layer into probabilities that add up to 1."
    formula, slope = "e^zⱼ / Σₖ e^zₖ", "∂aᵢ/∂zⱼ = aᵢ (δᵢⱼ − aⱼ)"
    low, high = 0.0, 1.0
    couples = True
    onnx = (("Softmax", ("z",), {"axis": 1}),)
    script = "(e := np.exp(z - z.max(axis=1, keepdims=True))) / e.sum(axis=1, keepdims=True)"

    def of(self, z: FloatArray, a: FloatArray) -> None:
        subtract(z, z.max(axis=-1, keepdims=True), a)  # e^z cannot overflow
        np.exp(a, a)
        np.divide(a, a.sum(axis=-1, keepdims=True), a)

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        # dC/dzⱼ = aⱼ (dC/daⱼ - Σₖ dC/daₖ aₖ)
        multiply(delta, a, scratch)
        subtract(delta, scratch.sum(axis=-1, keepdims=True), delta)
        multiply(delta, a, delta)


ACTIVATIONS: dict[str, type[Activation]] = {
    "sigmoid": Sigmoid,
    "tanh": Tanh,
    "relu": ReLU,
    "leaky_relu": LeakyReLU,
    "softplus": Softplus,
    "elu": ELU,
    "gelu": GELU,
    "swish": Swish,
    "mish": Mish,
    "sine": Sine,
    "linear": Linear,
    "softmax": Softmax,
}
OUTPUT_ONLY = frozenset(name for name, kind in ACTIVATIONS.items() if kind.couples)
