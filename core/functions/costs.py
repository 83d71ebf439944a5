"""Cost functions: their value, and the output error of BP1, which the cost owns.

A cost is C = (1/m) Σₓ Cₓ over the m samples of a mini-batch. Each class is one entry of
``COSTS`` and holds all that is to know of it.
"""

from typing import ClassVar

import numpy as np
from numpy import multiply, subtract

from core.arrays import FloatArray
from core.functions.activations import Activation


class Cost:
    """How wrong outputs are, and how that changes with them.

    Attributes
    ----------
    label, help : str
        On screen: a word or two, and one sentence.
    outputs : set of str, optional
        The output activations that it makes sense with; None for any.
    reason : str
        Why no other one makes sense.
    latex : str
        Cₓ, as the book writes it.
    worked : (before, term, after)
        Cₓ with numbers put in: ``term`` for each output, of {a}, {y}, {not_a} = 1 - a, {not_y}.
    cancels : bool
        Whether σ′ cancels in BP1, so that δᴸ = a - y.
    slope : str
        Where it does not: ∂Cₓ/∂a, as text of {a} and {y}.
    nabla : str
        ∇ₐCₓ as LaTeX, of a^L and y.
    """

    label: ClassVar[str]
    help: ClassVar[str]
    outputs: ClassVar[frozenset[str] | None] = None
    reason: ClassVar[str] = ""
    latex: ClassVar[str]
    worked: ClassVar[tuple[str, str, str]]
    cancels: ClassVar[bool] = False
    slope: ClassVar[str]
    nabla: ClassVar[str]

    def value(self, z: FloatArray, a: FloatArray, y: FloatArray) -> float:
        """Return ΣₓCₓ, summed over the samples; z, a, y are (m, n_L)."""
        raise NotImplementedError

    def delta(
        self,
        z: FloatArray,
        a: FloatArray,
        y: FloatArray,
        activation: Activation,
        delta: FloatArray,
        scratch: FloatArray,
    ) -> None:
        """Write BP1, δᴸ = ∇ₐCₓ ⊙ σ′(zᴸ), for each sample; all arrays are (m, n_L)."""
        raise NotImplementedError


class Quadratic(Cost):
    """Cₓ = ½ ‖y - a‖² (Nielsen, equation 6)."""

    label = "Quadratic"
    help = "Half the squared distance from the target. Learns slowly where σ is flat."
    latex = r"C = \tfrac{1}{2} \lVert y - a^L \rVert^2"
    worked = ("½ (", "({a} − {y})²", ")")
    slope = "{a} − {y}"
    nabla = "a^L - y"

    def value(self, z: FloatArray, a: FloatArray, y: FloatArray) -> float:
        difference = a - y
        return 0.5 * float(np.vdot(difference, difference))

    def delta(
        self,
        z: FloatArray,
        a: FloatArray,
        y: FloatArray,
        activation: Activation,
        delta: FloatArray,
        scratch: FloatArray,
    ) -> None:
        subtract(a, y, delta)  # ∇ₐC
        activation.times_prime(delta, z, a, scratch)  # ⊙ σ′(zᴸ)


class CrossEntropy(Cost):
    """Cₓ = -Σⱼ [yⱼ ln aⱼ + (1 - yⱼ) ln(1 - aⱼ)] (Nielsen, equation 63); σ′ cancels in BP1."""

    label = "Cross-entropy"
    help = "Asks each output by itself: yes or no? The more wrong it is, the faster it learns."
    outputs = frozenset({"sigmoid"})
    reason = (
        "Cross-entropy reads every output as a probability of yes, so the output layer must be "
        "sigmoid. With softmax choose log-likelihood, otherwise the quadratic cost."
    )
    latex = r"C = -\sum_j \left[ y_j \ln a_j + (1 - y_j) \ln (1 - a_j) \right]"
    worked = ("−(", "{y} ln {a} + {not_y} ln {not_a}", ")")
    cancels = True
    nabla = r"\frac{a^L - y}{a^L (1 - a^L)}"

    def value(self, z: FloatArray, a: FloatArray, y: FloatArray) -> float:
        # ln(1 + e^z) - yz is the same sum and stays finite where a rounds to 0 or 1; written so,
        # e cannot overflow, and it takes a third of the time of logaddexp.
        log_sum = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
        return float(log_sum.sum(dtype=np.float64) - np.vdot(y, z))

    def delta(
        self,
        z: FloatArray,
        a: FloatArray,
        y: FloatArray,
        activation: Activation,
        delta: FloatArray,
        scratch: FloatArray,
    ) -> None:
        subtract(a, y, delta)


class LogLikelihood(Cost):
    """Cₓ = -Σⱼ yⱼ ln aⱼ (Nielsen, equation 80), with a softmax output; σ′ cancels in BP1."""

    label = "Log-likelihood"
    help = "Minus the logarithm of the probability given to the right answer; goes with softmax."
    outputs = frozenset({"softmax"})
    reason = (
        "Log-likelihood reads the outputs as probabilities that add up to 1, so the output layer "
        "must be softmax. With sigmoid choose cross-entropy, otherwise the quadratic cost."
    )
    latex = r"C = -\sum_j y_j \ln a_j"
    worked = ("−(", "{y} ln {a}", ")")
    cancels = True
    nabla = r"-\frac{y}{a^L}"

    def value(self, z: FloatArray, a: FloatArray, y: FloatArray) -> float:
        top = z.max(axis=1, keepdims=True)
        log_sum = np.log(np.exp(z - top).sum(axis=1, keepdims=True)) + top
        return float(multiply(y, log_sum - z).sum(dtype=np.float64))

    def delta(
        self,
        z: FloatArray,
        a: FloatArray,
        y: FloatArray,
        activation: Activation,
        delta: FloatArray,
        scratch: FloatArray,
    ) -> None:
        subtract(a, y, delta)  # for targets that add up to 1


class Huber(Cost):
    """Cₓ = Σⱼ ½d² where |d| ≤ 1, else |d| - ½, with d = a - y (Huber 1964)."""

    label = "Huber"
    help = "Quadratic near the target, straight far from it: outliers pull less."
    latex = (
        r"C = \sum_j h(a_j - y_j), \quad h(d) = \tfrac{1}{2} d^2 "
        r"\text{ where } |d| \le 1, \text{ else } |d| - \tfrac{1}{2}"
    )
    worked = ("", "h({a} − {y})", "")
    slope = "{a} − {y}, cut to ±1"
    nabla = r"\operatorname{cut}_{\pm 1}(a^L - y)"

    def value(self, z: FloatArray, a: FloatArray, y: FloatArray) -> float:
        distance = np.abs(a - y)
        near = np.minimum(distance, 1)
        return float((near * (distance - near / 2)).sum(dtype=np.float64))

    def delta(
        self,
        z: FloatArray,
        a: FloatArray,
        y: FloatArray,
        activation: Activation,
        delta: FloatArray,
        scratch: FloatArray,
    ) -> None:
        subtract(a, y, delta)
        np.clip(delta, -1, 1, out=delta)  # ∇ₐC
        activation.times_prime(delta, z, a, scratch)


COSTS: dict[str, type[Cost]] = {
    "quadratic": Quadratic,
    "huber": Huber,
    "cross_entropy": CrossEntropy,
    "log_likelihood": LogLikelihood,
}
