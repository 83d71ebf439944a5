"""What would have given a wrong number? Every slip is planted, and its number kept."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from core.arrays import FloatArray
from core.explain.expressions import entry
from core.explain.faults import Faulty
from core.explain.slips import SLIPS, slips, words
from core.network import Batch, Network

_COMMON = frozenset({"prime", "sign", "minus"})
_SAME = 1e-9  # of a number: a slip that changes it by less makes no difference


@dataclass(frozen=True, slots=True)
class Wrong:
    """A number that comes out with slips, one or two at once."""

    value: float
    slips: tuple[str, ...]

    @property
    def words(self) -> str:
        """What was done, in words: "with y − a where a − y belongs, and without σ′"."""
        return ", and ".join(words(slip) for slip in self.slips)


def quantity(batch: Batch, symbol: str, layer: int) -> FloatArray:
    """Return δ, ∇b or ∇w of a layer, with rows as they stand on the board."""
    if symbol == "δ":
        return batch.delta[layer]
    return batch.nabla_w[layer] if symbol == "∇w" else batch.nabla_b[layer][None]


def equation_of(network: Network, symbol: str, layer: int) -> str:
    """Return which of the four equations gives δ, ∇b or ∇w of a layer."""
    if symbol == "δ":
        return "BP1" if layer == network.L else "BP2"
    return "BP3" if symbol == "∇b" else "BP4"


def recipe(network: Network, symbol: str, layer: int, unit: int, k: int = 0) -> str:
    """Return what a number is made of, by name: "(w²₁₁ × δ²₁ + w²₂₁ × δ²₂) × σ′(z¹₁)"."""
    delta = entry("δ", layer, unit)
    if symbol == "∇b":
        return delta
    if symbol == "∇w":
        return f"{delta} × {entry('a', layer - 1, k)}"
    slope = f"σ′({entry('z', layer, unit)})"
    if layer < network.L:
        units = range(network.spec.sizes[layer + 1])
        paths = (f"{entry('w', layer + 1, i, unit)} × {entry('δ', layer + 1, i)}" for i in units)
        return f"({' + '.join(paths)}) × {slope}"
    a, y = entry("a", layer, unit), entry("y", 0, unit).replace("⁰", "")
    if network.cost.cancels:
        return f"{a} − {y}"
    return f"({network.cost.slope.format(a=a, y=y)}) × {slope}"


def wrong_numbers(
    network: Network, x: FloatArray, y: FloatArray, symbol: str, layer: int
) -> list[list[list[Wrong]]]:
    """Return for each number of δ, ∇b or ∇w of a layer what it is with each slip, or two at once.

    Parameters
    ----------
    x, y : (n_0,), (n_L,)
        One sample.

    Returns
    -------
    list by row and column
        Of the numbers that differ from the right one and from those before them: a number is told
        by the simplest slip. All that comes before the layer is right.
    """
    right = quantity(_back(network, x, y), symbol, layer)
    found: list[list[list[Wrong]]] = [[[] for _ in row] for row in right]
    for planted in _planted(network, equation_of(network, symbol, layer), layer):
        wrong = quantity(_back(Faulty(network, planted, layer), x, y), symbol, layer)
        for (i, j), value in np.ndenumerate(wrong):
            known = [float(right[i, j]), *(one.value for one in found[i][j])]
            number = float(value)
            if math.isfinite(number) and not any(_same(number, k) for k in known):
                found[i][j].append(Wrong(number, planted))
    return found


def _same(a: float, b: float) -> bool:
    """Tell whether there is no more than rounding between two numbers."""
    return abs(a - b) <= 1e-15 + _SAME * abs(b)


def _planted(network: Network, equation: str, layer: int) -> Iterator[tuple[str, ...]]:
    """Return each slip, then two at once: one of the most common, and one of another part."""
    single: Sequence[str] = list(slips(network, equation, layer))
    yield from ((slip,) for slip in single)
    for pair in combinations(single, 2):
        kinds = [slip.partition(".")[0] for slip in pair]
        if kinds == ["prime", "difference"]:  # "without σ′, and with σ′ alone" says nothing
            continue
        if SLIPS[kinds[0]].part != SLIPS[kinds[1]].part and _COMMON.intersection(kinds):
            yield pair


def _back(network: Network, x: FloatArray, y: FloatArray) -> Batch:
    batch = network.forward(x[None])
    network.backward(batch, y[None])
    return batch
