"""One number of a network moved: what follows, up to the cost, and what its derivative predicts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import Backprop, backprop, cost_slope, of, output_error, prime
from core.functions.costs import Cost, CrossEntropy
from core.network import Layers, Network


@dataclass(frozen=True, slots=True, eq=False)
class Wiggle:
    """A weight, bias, z, a (a⁰ is the input) or y, moved by each of n amounts.

    Attributes
    ----------
    symbol : "w", "b", "z", "a" or "y"
    layer, unit, input : int
        Which one; ``input`` only of a weight, else -1. Targets belong to the last layer.
    value, slope : float
        The number itself, and ∂C/∂ of it: δ for z and b, a δ for a weight, Σ w δ for an answer.
    z, a : by layer number
        (n, n_l) each, of the layers that follow, the number's own included; none for a target.
    delta : by layer number
        δ = ∂C/∂z, (n, n_l), of all layers: on the way back it follows whatever is moved.
    cost, change : (n,)
        C, and by how much it differs from that of the number unmoved. Both are not finite where
        the cost is not defined: an answer or target of cross-entropy is from 0 to 1.
    """

    symbol: str
    layer: int
    unit: int
    input: int
    value: float
    slope: float
    z: Layers
    a: Layers
    delta: Layers
    cost: FloatArray
    change: FloatArray


def wiggles(network: Network, x: FloatArray, y: FloatArray, moves: FloatArray) -> list[Wiggle]:
    """Move each number of a network by all of ``moves`` (n,), for one sample x (n_0,), y (n_L,).

    Targets of softmax are left out: they add up to 1, so none can be moved alone.
    """
    right = backprop(network, x[None], y[None])
    targets = range(0 if network.activation[network.L].couples else len(y))
    with np.errstate(all="ignore"):  # an answer may round to 0 or 1, where a logarithm ends
        return [
            *(_answer(network, right, y, moves, 0, k) for k in range(len(x))),
            *(one for l in network.w for one in _of_layer(network, right, y, moves, l)),
            *(_target(network, right, y, moves, j) for j in targets),
        ]


def cost_of_answers(cost: Cost, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
    """Return Cₓ for each sample, (m,), with logarithms of the answers where it has some.

    It is not finite where an answer leaves the range 0 to 1 of those costs, or meets its end.
    """
    if not cost.cancels:
        return _costs(cost, z, a, y)
    with np.errstate(all="ignore"):
        yes = np.where(y == 0, 0, y * np.log(a))
        no = np.where(y == 1, 0, (1 - y) * np.log(1 - a))
        terms = yes + no if isinstance(cost, CrossEntropy) else yes
        possible = (a >= 0) & (a <= 1) & (y >= 0) & (y <= 1)
        found: FloatArray = -np.where(possible, terms, np.nan).sum(axis=1)
    return found


def slope_of_answers(cost: Cost, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
    """Return ∇ₐCₓ, (m, n_L), of any cost."""
    if not cost.cancels:
        return cost_slope(cost, z, a, y)
    with np.errstate(all="ignore"):
        found: FloatArray = (a - y) / (a * (1 - a)) if isinstance(cost, CrossEntropy) else -y / a
    return found


def _of_layer(
    network: Network, right: Backprop, y: FloatArray, moves: FloatArray, l: int
) -> Iterator[Wiggle]:
    delta, before = right.delta[l][0], right.a[l - 1][0]

    def moved(symbol: str, j: int, k: int, value: float, by: float) -> Wiggle:
        """Move a number that z of unit j follows ``by`` times as far."""
        z = np.repeat(right.z[l], len(moves), axis=0)
        z[:, j] += by * moves
        zs, answers = _onward(network, z, l)
        targets = np.repeat(y[None], len(moves), axis=0)
        costs = _costs(network.cost, zs[network.L], answers[network.L], targets)
        error = output_error(network, zs[network.L], answers[network.L], targets)
        weight = (l, j, k, moves) if symbol == "w" else None
        back = _back(network, {**right.z, **zs}, error, weight)
        slope = float(delta[j]) * by
        change = costs - _costs(network.cost, right.z[network.L], right.a[network.L], y[None])
        return Wiggle(symbol, l, j, k, value, slope, zs, answers, back, costs, change)

    for (j, k), w in np.ndenumerate(network.w[l]):
        yield moved("w", j, k, float(w), float(before[k]))
    for j, b in enumerate(network.b[l].tolist()):
        yield moved("b", j, -1, b, 1.0)
    for j, z in enumerate(right.z[l][0].tolist()):
        yield moved("z", j, -1, z, 1.0)
    yield from (_answer(network, right, y, moves, l, j) for j in range(len(delta)))


def _answer(
    network: Network, right: Backprop, y: FloatArray, moves: FloatArray, l: int, j: int
) -> Wiggle:
    """Move what a unit answers, or an input; what it was made of stays."""
    L, n = network.L, len(moves)
    a = np.repeat(right.a[l], n, axis=0)
    a[:, j] += moves
    targets = np.repeat(y[None], n, axis=0)
    if l < L:
        slope = right.delta[l + 1][0] @ network.w[l + 1][:, j]
        zs, answers = _onward(network, a @ network.w[l + 1].T + network.b[l + 1], l + 1)
        costs = _costs(network.cost, zs[L], answers[L], targets)
        error = output_error(network, zs[L], answers[L], targets)
        change = costs - _costs(network.cost, right.z[L], right.a[L], y[None])
    else:
        z = np.repeat(right.z[L], n, axis=0)
        slope = slope_of_answers(network.cost, right.z[L], right.a[L], y[None])[0, j]
        zs, answers = {}, {}
        costs = cost_of_answers(network.cost, z, a, targets)
        error = _through(network, z, slope_of_answers(network.cost, z, a, targets))
        change = costs - cost_of_answers(network.cost, right.z[L], right.a[L], y[None])
    back = _back(network, {**right.z, **zs}, error)
    answers, value = {l: a, **answers}, float(right.a[l][0, j])
    return Wiggle("a", l, j, -1, value, float(slope), zs, answers, back, costs, change)


def _target(network: Network, right: Backprop, y: FloatArray, moves: FloatArray, j: int) -> Wiggle:
    """Move what is wanted of an output: only the cost and the errors follow."""
    L, n = network.L, len(moves)
    z, a = (np.repeat(values[L], n, axis=0) for values in (right.z, right.a))
    targets = np.repeat(y[None], n, axis=0)
    targets[:, j] += moves
    costs = cost_of_answers(network.cost, z, a, targets)
    change = costs - cost_of_answers(network.cost, right.z[L], right.a[L], y[None])
    # Cross-entropy is a straight line in y, of slope ln (1 - a) - ln a = -z; the other costs are
    # functions of a - y.
    if network.cost.cancels:
        slope = -right.z[L][0, j]
    else:
        slope = -cost_slope(network.cost, right.z[L], right.a[L], y[None])[0, j]
    back = _back(network, right.z, output_error(network, z, a, targets))
    return Wiggle("y", L, j, -1, float(y[j]), float(slope), {}, {}, back, costs, change)


def _onward(
    network: Network, z: FloatArray, l: int
) -> tuple[dict[int, FloatArray], dict[int, FloatArray]]:
    """Return z and a of layer l and all that follow it, given z of layer l."""
    zs, answers = {l: z}, {l: of(network.activation[l], z)}
    for after in range(l + 1, network.L + 1):
        zs[after] = answers[after - 1] @ network.w[after].T + network.b[after]
        answers[after] = of(network.activation[after], zs[after])
    return zs, answers


def _back(
    network: Network,
    z: Mapping[int, FloatArray],
    error: FloatArray,
    weight: tuple[int, int, int, FloatArray] | None = None,
) -> dict[int, FloatArray]:
    """Return δ of all layers, (n, n_l), given that of the last, (n, n_L).

    ``weight`` is the one that differs from row to row: its layer, unit, input, and by how much.
    """
    delta = {network.L: error}
    for l in range(network.L - 1, 0, -1):
        arriving = delta[l + 1] @ network.w[l + 1]
        if weight is not None and weight[0] == l + 1:
            _, j, k, moves = weight
            arriving[:, k] += moves * delta[l + 1][:, j]
        delta[l] = arriving * prime(network.activation[l], z[l], of(network.activation[l], z[l]))
    return delta


def _through(network: Network, z: FloatArray, nabla: FloatArray) -> FloatArray:
    """Return δᴸ, (n, n_L), of z whose answers are moved by hand: ∇ₐC there, and σ′ where z is."""
    sigma = network.activation[network.L]
    a = of(sigma, z)
    if not sigma.couples:
        return nabla * prime(sigma, z, a)
    found: FloatArray = a * (nabla - (nabla * a).sum(axis=1, keepdims=True))  # of softmax
    return found


def _costs(cost: Cost, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
    """Return the cost of each row, (n,)."""
    rows = zip(z, a, y, strict=True)
    return np.array([cost.value(*(row[None] for row in values)) for values in rows])
