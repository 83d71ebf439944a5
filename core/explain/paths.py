"""All ways from a weight to the cost: each a product, together the weight's gradient.

Every unit on the way passes on what moves it: by its slope σ′, then by the weight to the next unit.
BP2 adds the same products up, but layer by layer, so that no part is computed twice. Source: Olah,
"Calculus on Computational Graphs: Backpropagation", 2015; Nielsen, chapter 2, "the big picture".
"""

import math
from dataclasses import dataclass
from itertools import pairwise, product

from core.arrays import FloatArray
from core.explain.expressions import entry
from core.explain.plain import backprop, prime
from core.network import Network


@dataclass(frozen=True, slots=True)
class Path:
    """One way to the cost.

    Attributes
    ----------
    units : tuple of int
        The unit of each layer that it goes through, from the weight's own to the output.
    names, factors : tuple of str, of float
        What is multiplied: what came in, then σ′ and w by turns, and at last δᴸ.
    """

    units: tuple[int, ...]
    names: tuple[str, ...]
    factors: tuple[float, ...]

    @property
    def product(self) -> float:
        """How much of the gradient comes by this way."""
        return math.prod(self.factors)


def paths(network: Network, x: FloatArray, y: FloatArray, edge: tuple[int, int, int]) -> list[Path]:
    """Return every way from the weight ``edge`` to the cost, for one sample x (n_0,), y (n_L,).

    Parameters
    ----------
    edge : (layer, unit, input)
        Layer 1..L, the others from 0; input -1 is the bias, into which 1 comes.
    """
    l, j, k = edge
    seen = backprop(network, x[None], y[None])
    incoming = ("1", 1.0) if k < 0 else (entry("a", l - 1, k), float(seen.a[l - 1][0, k]))
    slopes = {m: prime(network.activation[m], seen.z[m], seen.a[m])[0] for m in range(l, network.L)}
    after = [range(n) for n in network.spec.sizes[l + 1 :]]
    found = []
    for units in product([j], *after):
        steps = [incoming]
        for m, (unit, to) in enumerate(pairwise(units), start=l):
            steps.append((f"σ′({entry('z', m, unit)})", float(slopes[m][unit])))
            steps.append((entry("w", m + 1, to, unit), float(network.w[m + 1][to, unit])))
        last = units[-1]
        steps.append((entry("δ", network.L, last), float(seen.delta[network.L][0, last])))
        names, factors = zip(*steps, strict=True)
        found.append(Path(units, names, factors))
    return found


def gradient(network: Network, x: FloatArray, y: FloatArray, edge: tuple[int, int, int]) -> float:
    """Return ∂C/∂ of the weight by BP3 or BP4."""
    l, j, k = edge
    seen = backprop(network, x[None], y[None])
    return float(seen.nabla_b[l][j] if k < 0 else seen.nabla_w[l][j, k])


@dataclass(frozen=True, slots=True)
class Ways:
    """How many ways lead from one weight of the first layer to the cost, and what they take.

    ``walked`` are the multiplications if each way is walked by itself, ``bp2`` those of BP2 for the
    errors of all units: by all weights, then by σ′.
    """

    count: int
    walked: int
    bp2: int


def ways(sizes: tuple[int, ...]) -> Ways:
    """Count them for a network of such sizes (n_0, ..., n_L)."""
    count = math.prod(sizes[2:])
    hidden = len(sizes) - 2
    bp2 = sum(n * after + n for n, after in pairwise(sizes[1:]))
    return Ways(count, count * (2 * hidden + 1), bp2)
