"""The runs that four public texts print, run again here: ``python -m core reproduce``.

Three come out digit for digit, three are set beside what was published. All go through the same
networks, mini-batches and optimiser as everything else. A report yields its lines, so that
whoever shows them decides where.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.reproduce import cross_entropy, even_odd, nand, paraboloid, raw_pixels, three_inputs


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a text; ``report(epochs)`` or ``report()`` yields its lines."""

    title: str
    report: Callable[..., Iterator[str]]
    takes_epochs: bool = False


RUNS: dict[str, Run] = {
    "R1": Run("Gradient descent on a paraboloid", paraboloid.report),
    "R2": Run("Even or odd: the least significant of ten bits", even_odd.report),
    "R3": Run("Handwritten digits from raw pixels", raw_pixels.report, True),
    "R4": Run("Handwritten digits with cross-entropy and L2", cross_entropy.report, True),
    "R5": Run("Three inputs, one layer; XOR with a hidden layer", three_inputs.report),
    "R6": Run("Layers as objects: a NAND gate", nand.report),
}
