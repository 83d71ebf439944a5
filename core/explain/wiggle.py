"""One number of a network moved: what follows, up to the cost, and what its derivative predicts."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import Backprop, backprop, cost_slope, of
from core.network import Layers, Network


@dataclass(frozen=True, slots=True, eq=False)
class Wiggle:
    """A weight, bias, z or a (a⁰ is the input), moved by each of n amounts.

    Attributes
    ----------
    symbol : "w", "b", "z" or "a"
    layer, unit, input : int
        Which one; ``input`` only of a weight, else -1.
    value, slope : float
        The number itself, and ∂C/∂ of it: δ for z and b, a δ for a weight, Σ w δ for an answer.
    z, a : by layer number
        (n, n_l) each, of the layers that follow, the number's own included.
    cost, change : (n,)
        C, and by how much it differs from that of the number unmoved.
    """

    symbol: str
    layer: int
    unit: int
    input: int
    value: float
    slope: float
    z: Layers
    a: Layers
    cost: FloatArray
    change: FloatArray


def wiggles(network: Network, x: FloatArray, y: FloatArray, moves: FloatArray) -> list[Wiggle]:
    """Move each number of a network by all of ``moves`` (n,), for one sample x (n_0,), y (n_L,).

    Answers of the output are left out where the cost is computed from z: with cross-entropy and
    log-likelihood.
    """
    right = backprop(network, x[None], y[None])
    return [
        *(_answer(network, right, y, moves, 0, k) for k in range(len(x))),
        *(one for l in network.w for one in _of_layer(network, right, y, moves, l)),
    ]


def _of_layer(
    network: Network, right: Backprop, y: FloatArray, moves: FloatArray, l: int
) -> Iterator[Wiggle]:
    delta, before = right.delta[l][0], right.a[l - 1][0]

    def moved(symbol: str, j: int, k: int, value: float, by: float) -> Wiggle:
        """Move a number that z of unit j follows ``by`` times as far."""
        z = np.repeat(right.z[l], len(moves), axis=0)
        z[:, j] += by * moves
        zs, answers = _onward(network, z, l)
        costs = _costs(network, zs, answers, y)
        slope = float(delta[j]) * by
        change = costs - _costs(network, right.z, right.a, y)
        return Wiggle(symbol, l, j, k, value, slope, zs, answers, costs, change)

    for (j, k), w in np.ndenumerate(network.w[l]):
        yield moved("w", j, k, float(w), float(before[k]))
    for j, b in enumerate(network.b[l].tolist()):
        yield moved("b", j, -1, b, 1.0)
    for j, z in enumerate(right.z[l][0].tolist()):
        yield moved("z", j, -1, z, 1.0)
    if l < network.L or not network.cost.cancels:
        yield from (_answer(network, right, y, moves, l, j) for j in range(len(delta)))


def _answer(
    network: Network, right: Backprop, y: FloatArray, moves: FloatArray, l: int, j: int
) -> Wiggle:
    """Move what a unit answers, or an input; what it was made of stays."""
    a = np.repeat(right.a[l], len(moves), axis=0)
    a[:, j] += moves
    if l < network.L:
        slope = right.delta[l + 1][0] @ network.w[l + 1][:, j]
        z = a @ network.w[l + 1].T + network.b[l + 1]
        zs, answers = _onward(network, z, l + 1)
    else:
        slope = cost_slope(network.cost, right.z[l], right.a[l], y[None])[0, j]
        zs, answers = {}, {}
    answers = {l: a, **answers}
    last = {l: np.repeat(right.z[l], len(moves), axis=0)} if l == network.L else {}
    costs = _costs(network, {**last, **zs}, answers, y)
    change = costs - _costs(network, right.z, right.a, y)
    value = float(right.a[l][0, j])
    return Wiggle("a", l, j, -1, value, float(slope), zs, answers, costs, change)


def _onward(
    network: Network, z: FloatArray, l: int
) -> tuple[dict[int, FloatArray], dict[int, FloatArray]]:
    """Return z and a of layer l and all that follow it, given z of layer l."""
    zs, answers = {l: z}, {l: of(network.activation[l], z)}
    for after in range(l + 1, network.L + 1):
        zs[after] = answers[after - 1] @ network.w[after].T + network.b[after]
        answers[after] = of(network.activation[after], zs[after])
    return zs, answers


def _costs(network: Network, z: Layers, a: Layers, y: FloatArray) -> FloatArray:
    """Return the cost of each row, (n,)."""
    rows = zip(z[network.L], a[network.L], strict=True)
    return np.array([network.cost.value(zs[None], answers[None], y[None]) for zs, answers in rows])
