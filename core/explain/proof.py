"""A derivation of the gradient, line by line, both sides of every line as numbers.

Source: "Neural Networks: The Backward Pass", section 5.1, for its cost E = Σ (y - a)². What a line
has not worked out yet is measured: (f(+h) - f(-h)) / 2h.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import Backprop, backprop, of, prime
from core.network import Network

_H = 1e-5
_FINEST = 2e-8  # of what is measured, where the cost is not larger than
_LARGE = 200.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its right side as LaTeX, why it follows, and both sides as numbers.

    ``right`` is None where it cannot be computed at all; ``finest`` is what measuring can tell.
    """

    latex: str
    because: str
    left: float
    right: float | None
    finest: float = _FINEST

    @property
    def holds(self) -> bool:
        """Whether both sides agree as far as measuring goes."""
        return self.right is not None and bool(np.isclose(self.left, self.right, 1e-5, self.finest))


def for_the_text(network: Network) -> Network:
    """Return the network with the quadratic cost, and with sigmoids where its output couples units.

    The derivation takes every unit by itself, which softmax does not allow.
    """
    spec = network.spec
    output = "sigmoid" if network.activation[network.L].couples else spec.activations[-1]
    activations = (*spec.activations[:-1], output)
    return Network(replace(spec, activations=activations, cost="quadratic"), network.parameters)


def output_weight(network: Network, x: FloatArray, y: FloatArray, j: int, k: int) -> list[Line]:
    """Derive ∂E/∂w of the last layer, from input k to unit j, for a sample x (n_0,), y (n_L,)."""
    L = network.L
    seen, wanted = backprop(network, x[None], y[None]), float(y[j])
    z, before = float(seen.z[L][0, j]), float(seen.a[L - 1][0, k])
    unit = _unit(network, L)
    error = wanted - unit(z)
    slope = float(_slopes(network, seen, L)[j])

    by = _step(before)

    def answer(move: float) -> float:
        return unit(z + move * before)

    left = _measured(lambda move: _error(network, seen, y, L, j, before * move), by)
    w, a, low = f"w^{L}", f"a^{L}", f"a^{L - 1}"
    lines = [
        Line(
            rf"\tfrac{{\partial (y - {a})^2}}{{\partial {w}}}",
            "no other answer depends on this weight",
            left,
            _measured(lambda move: (wanted - answer(move)) ** 2, by),
        ),
        Line(
            rf"\tfrac{{\partial (y - {a})^2}}{{\partial (y - {a})}} \cdot "
            rf"\tfrac{{\partial (y - {a})}}{{\partial {w}}}",
            "chain rule",
            left,
            _measured(lambda move: (error + move) ** 2)
            * _measured(lambda move: wanted - answer(move), by),
        ),
        Line(
            rf"2 (y - {a}) \left(0 - \tfrac{{\partial {a}}}{{\partial {w}}}\right)",
            "the slope of u² is 2u; y does not depend on w",
            left,
            2 * error * (0 - _measured(answer, by)),
        ),
        Line(
            rf"-2 (y - {a}) \, \tfrac{{\partial \sigma(z^{L})}}{{\partial z^{L}}} \cdot "
            rf"\tfrac{{\partial z^{L}}}{{\partial {w}}}",
            "chain rule",
            left,
            -2
            * error
            * _measured(lambda move: unit(z + move))
            * _measured(lambda move: z + move * before),
        ),
        Line(
            rf"-2 (y - {a}) \, \sigma'(z^{L}) \, \tfrac{{\partial z^{L}}}{{\partial {w}}}",
            "that is what σ′ means",
            left,
            -2 * error * slope * _measured(lambda move: z + move * before),
        ),
        Line(
            rf"-2 (y - {a}) \, \sigma'(z^{L}) \, {low}",
            "z = w a + b, so its slope in w is a",
            left,
            -2 * error * slope * before,
        ),
        Line(
            rf"\delta^{L} {low}",
            "δ = −2 (y − a) ⊙ σ′(z), twice ours: no ½ in E",
            left,
            2 * float(seen.delta[L][0, j]) * before,
        ),
    ]
    return _as_fine(lines, network, seen, y, by)


def hidden_weight(network: Network, x: FloatArray, y: FloatArray, j: int, k: int) -> list[Line]:
    """Derive ∂E/∂w of the last hidden layer, from input k to unit j.

    Raises
    ------
    ValueError
        If there is no hidden layer.
    """
    L, l = network.L, network.L - 1
    if l < 1:
        raise ValueError("This net has no hidden layer.")
    seen = backprop(network, x[None], y[None])
    z, a, before = float(seen.z[l][0, j]), float(seen.a[l][0, j]), float(seen.a[l - 1][0, k])
    unit, w, delta = _unit(network, l), network.w[L][:, j], 2 * seen.delta[L][0]
    slope = float(_slopes(network, seen, l)[j])
    by = _step(before)
    left = _measured(lambda move: _error(network, seen, y, l, j, before * move), by)
    answer = _measured(lambda move: unit(z + move * before), by)

    def after(i: int) -> Callable[[float], float]:
        """Z of output i, when the answer of unit j moves."""
        return lambda move: float(seen.z[L][0, i] + w[i] * move)

    def through(i: int) -> Callable[[float], float]:
        """Z of output i, when the weight moves."""
        return lambda move: after(i)(unit(z + move * before) - a)

    by_weight = [_measured(through(i), by) for i in range(len(w))]
    by_answer = [_measured(after(i)) for i in range(len(w))]
    inner, da, dz = rf"w^{l}", rf"a^{l}", rf"z^{l}"
    lines = [
        Line(
            rf"\textstyle\sum_i \delta^{L}_i \, \tfrac{{\partial z^{L}_i}}{{\partial {inner}}}",
            "chain rule, by way of every output; δ is that of E, twice ours",
            left,
            float(delta @ by_weight),
        ),
        Line(
            rf"\textstyle\sum_i \delta^{L}_i \, \tfrac{{\partial z^{L}_i}}{{\partial {da}}} \cdot "
            rf"\tfrac{{\partial {da}}}{{\partial {inner}}}",
            "chain rule",
            left,
            float(delta @ by_answer) * answer,
        ),
        Line(
            rf"\textstyle\sum_i \delta^{L}_i w^{L}_i \cdot "
            rf"\tfrac{{\partial {da}}}{{\partial {inner}}}",
            "z = w a + b, so its slope in a is w",
            left,
            float(delta @ w) * answer,
        ),
        Line(
            rf"\textstyle\sum_i \delta^{L}_i w^{L}_i \cdot "
            rf"\tfrac{{\partial \sigma({dz})}}{{\partial {dz}}} \cdot "
            rf"\tfrac{{\partial {dz}}}{{\partial {inner}}}",
            "chain rule",
            left,
            float(delta @ w)
            * _measured(lambda move: unit(z + move))
            * _measured(lambda move: z + move * before),
        ),
        Line(
            rf"\textstyle\sum_i \delta^{L}_i w^{L}_i \, \sigma'({dz}) \, a^{l - 1}",
            "as in the last layer",
            left,
            float(delta @ w) * slope * before,
        ),
        Line(
            rf"\delta^{l} a^{l - 1}",
            "δ of this layer is all that stands before a: BP2",
            left,
            2 * float(seen.delta[l][0, j]) * before,
        ),
    ]
    return _as_fine(lines, network, seen, y, by)


def as_printed(network: Network, x: FloatArray, y: FloatArray, j: int, k: int) -> list[Line]:
    """Return lines of "Rethinking Backprop" that do not hold as printed, for its ½ (y - a)².

    Parameters
    ----------
    j, k : int
        The weight of the last layer from input k to unit j.
    """
    L = network.L
    seen = backprop(network, x[None], y[None])
    before, delta = float(seen.a[L - 1][0, k]), seen.delta[L][0]
    lines = [
        Line(
            rf"\delta^{L} = y - a^{L}",
            "“the true values minus the predicted”: the sign, and no σ′",
            float(delta[j]),
            float(y[j] - seen.a[L][0, j]),
        ),
        Line(
            rf"\Delta w^{L} = +\eta \, \nabla w^{L}",
            "η = 1; the step goes uphill",
            -float(delta[j]) * before,
            float(delta[j]) * before,
        ),
    ]
    if L > 1:
        w, slopes = network.w[L], _slopes(network, seen, L - 1)
        fits = w.shape[0] == w.shape[1]
        no_transpose = float((w @ delta)[k] * slopes[k]) if fits else None
        lines += [
            Line(
                rf"\nabla w^{L} = \textstyle\sum w^{L} \delta^{L} \sigma'(z^{L - 1})",
                "w δ σ′ is the error of the layer before, no gradient of w",
                float(delta[j]) * before,
                float(delta @ w[:, k] * slopes[k]),
            ),
            Line(
                rf"\delta^{L - 1} = w^{L} \delta^{L} \odot \sigma'(z^{L - 1})",
                "no transpose"
                + ("" if fits else f": {w.shape[0]}×{w.shape[1]} times {len(delta)} does not fit"),
                float(seen.delta[L - 1][0, k]),
                no_transpose,
            ),
        ]
    return [replace(line, finest=0.0) for line in lines]  # nothing here is measured


def _measured(f: Callable[[float], float], h: float = _H) -> float:
    return (f(h) - f(-h)) / (2 * h)


def _step(before: float) -> float:
    """Return how far a weight is moved: z, which moves ``before`` times as far, goes by _H."""
    return _H / max(1.0, abs(before))


def _as_fine(
    lines: list[Line], network: Network, seen: Backprop, y: FloatArray, by: float
) -> list[Line]:
    """Return lines that hold as far as an error E of this size, moved by ``by``, can be measured.

    A number of n digits has as many however large it is: what it is rounded by grows with it.
    """
    error = float(((y - seen.a[network.L][0]) ** 2).sum())
    finest = _FINEST * max(1.0, error / _LARGE) * _H / by
    return [replace(line, finest=finest) for line in lines]


def _unit(network: Network, l: int) -> Callable[[float], float]:
    """Return σ of a single unit of a layer."""
    return lambda z: float(of(network.activation[l], np.array([[z]]))[0, 0])


def _slopes(network: Network, seen: Backprop, l: int) -> FloatArray:
    slopes: FloatArray = prime(network.activation[l], seen.z[l], seen.a[l])[0]
    return slopes


def _error(
    network: Network, seen: Backprop, y: FloatArray, l: int, unit: int, move: float
) -> float:
    """Return E = Σ (y - a)² with z of a unit moved."""
    z = seen.z[l].copy()
    z[0, unit] += move
    a = of(network.activation[l], z)
    for after in range(l + 1, network.L + 1):
        a = of(network.activation[after], a @ network.w[after].T + network.b[after])
    return float(((y - a) ** 2).sum())
