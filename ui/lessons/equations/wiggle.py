"""Wiggle: grab any number of the net and drag it, and see what follows."""

from itertools import pairwise

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from core.explain.expressions import entry, named
from core.explain.plain import backprop
from core.explain.superscripts import lowered
from core.explain.wiggle import Wiggle, wiggles
from core.network import Network
from ui.components import wiggle
from ui.components.wiggle import Movable, WiggleGrid, WiggleLine
from ui.lessons.equations import own_net
from ui.lessons.equations.own_net import Chosen
from ui.lessons.kit.code import beside

REACH = 3.0  # how far a number can be moved
_PLACES = (121, 61, 41)  # as fine as is not too much to send
_MOST = 60_000  # numbers
# What is touched in vain says why.
_END = "C is the end: all leads there, nothing follows it. Grab what it comes from."
_FOUND = "δ is not set, it is found: how fast C changes with z. Grab that z, and see."
_SHARES = "With softmax the targets add up to 1, so none can be moved alone."
_ROUNDED = "An answer here rounds to 0 or 1, and its logarithm is not finite. Grab a z instead."
# ∂C/∂a and ∂C/∂y of one output.
_BY_ANSWER = {
    "quadratic": "{a} − {y}",
    "huber": "{a} − {y}, cut to ±1,",
    "cross_entropy": "({a} − {y}) / ({a} (1 − {a}))",
    "log_likelihood": "−{y} / {a}",
}
_BY_TARGET = {
    "quadratic": "{y} − {a}",
    "huber": "{y} − {a}, cut to ±1,",
    "cross_entropy": "−{z}",
}


def show() -> None:
    """Show the net to be wiggled."""
    st.markdown(
        "**Grab any number or line and drag it sideways.** What follows moves with it: forward to "
        "the cost C, and on the way back to δ, how fast C changes with each z. Read what the "
        "derivative, times your move Δ, predicts: right for small moves, then the two may part."
    )
    wiggle.mount(frame(own_net.chosen()), "equations.wiggle")


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"\Delta C \approx \frac{\partial C}{\partial z} \Delta z = \delta \, \Delta z", wiggles)


def places(sizes: tuple[int, ...]) -> int:
    """Return at how many places a number of a net can stand."""
    numbers = sum(n * (before + 3) for before, n in pairwise(sizes))
    following = 3 * sum(sizes)
    return next((n for n in _PLACES if n * numbers * following < _MOST), _PLACES[-1])


@st.cache_data(show_spinner=False, max_entries=50)
def frame(net: Chosen) -> bytes:
    """Pack the net with all that follows each number, wherever it is moved."""
    network, (x, y) = net.network(), net.sample()
    n = places(net.spec.sizes)
    step = 2 * REACH / (n - 1)
    moves = step * (np.arange(n) - (n - 1) / 2)
    found = [one for one in wiggles(network, x, y, moves) if _moves(one)]
    answers = sum((one.symbol, one.layer) == ("a", network.L) for one in found)
    rounded = _ROUNDED if answers < net.spec.sizes[-1] else ""
    batch = network.forward(x[None])
    batch.y[...] = y
    base = [batch.a[0][0]]
    at = {("a", 0): 0}
    for l in network.w:
        for symbol, values in (("z", batch.z[l][0]), ("a", batch.a[l][0])):
            at[symbol, l] = sum(map(len, base))
            base.append(values)
    at["C", 0] = sum(map(len, base))
    base.append(np.array([batch.cost(), 0.0]))
    right = backprop(network, x[None], y[None])
    for l, delta in sorted(right.delta.items()):
        at["δ", l] = sum(map(len, base))
        base.append(delta[0])
    couples = network.activation[network.L].couples
    lines = [
        WiggleLine(
            "Sample",
            [
                WiggleGrid("a⁰", batch.a[0].tolist(), 0),
                WiggleGrid("y", batch.y.tolist(), -1, _SHARES if couples else rounded),
                WiggleGrid("C", [[batch.cost()]], at["C", 0], _END),
            ],
        )
    ]
    for l in network.w:
        grids = [
            WiggleGrid(named("w", l), network.w[l].tolist(), -1),
            WiggleGrid(named("b", l), [network.b[l].tolist()], -1),
            WiggleGrid(named("z", l), batch.z[l].tolist(), at["z", l]),
            WiggleGrid(
                named("a", l), batch.a[l].tolist(), at["a", l], rounded if l == network.L else ""
            ),
            WiggleGrid(named("δ", l), right.delta[l].tolist(), at["δ", l], _FOUND),
        ]
        lines.append(WiggleLine(f"Layer {l}", grids))
    names = [[f"x{lowered(k + 1)}" for k in range(len(x))]]
    names += [[entry("a", l, j) for j in range(len(b))] for l, b in network.b.items()]
    return wiggle.frame(
        lines,
        [_movable(network, one, at) for one in found],
        np.concatenate(base),
        [_followers(network, one) for one in found],
        cost=at["C", 0],
        key="equations.wiggle",
        step=step,
        names=names,
    )


def _moves(one: Wiggle) -> bool:
    """Tell whether there is a slope, and a cost where a number stands and at a place beside it."""
    middle, finite = len(one.change) // 2, np.isfinite(one.change)
    beside = bool(finite[middle - 1] or finite[middle + 1])
    return bool(np.isfinite(one.slope) and finite[middle]) and beside


def _movable(network: Network, one: Wiggle, at: dict[tuple[str, int], int]) -> Movable:
    symbol, l, j, k = one.symbol, one.layer, one.unit, one.input
    if symbol == "y":
        y, a, z = f"y{lowered(j + 1)}", entry("a", l, j), entry("z", l, j)
        formula = _BY_TARGET[network.spec.cost].format(y=y, a=a, z=z)
        return Movable(y, "y", 0, j, one.slope, formula, at["C", 0], ())
    delta = entry("δ", l, j)
    if symbol == "w":
        formula, name = f"{delta} · {entry('a', l - 1, k)}", entry("w", l, j, k)
    else:
        name = entry(symbol, l, j)
        formula = delta
    if symbol == "a":
        after = l + 1
        formula = f"Σₖ {named('w', after)}ₖ{lowered(j + 1)} {named('δ', after)}ₖ"
        if l == network.L:
            y = f"y{lowered(j + 1)}"
            formula = _BY_ANSWER[network.spec.cost].format(a=name, y=y)
    node = {"w": (l, j, k), "a": (l, j, -1)}.get(symbol, ())
    return Movable(
        name,
        named(symbol, l),
        j if symbol == "w" else 0,
        k if symbol == "w" else j,
        one.slope,
        formula,
        at["a", l] if symbol == "a" else at["z", l],
        node,
    )


def _followers(network: Network, one: Wiggle) -> FloatArray:
    """Return what follows a number, place by place.

    That is z and a from its layer on, C and its change, and δ of all layers.
    """
    columns = []
    for l in sorted(one.a):
        if l in one.z:
            columns.append(one.z[l])
        columns.append(one.a[l])
    deltas = [one.delta[l] for l in network.w]
    return np.hstack([*columns, one.cost[:, None], one.change[:, None], *deltas])
