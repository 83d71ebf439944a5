"""Wiggle: grab any number of the net and drag it, and see what follows."""

from itertools import pairwise

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from core.explain.expressions import entry, named
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


def show() -> None:
    """Show the net to be wiggled."""
    st.markdown(
        "**Grab any number or line and drag it sideways.** What follows moves with it, up to the "
        "cost C. Read beside it what the derivative, times Δ, predicts: right for small moves, "
        "then the two part."
    )
    wiggle.mount(frame(own_net.chosen()), "equations.wiggle")


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"\Delta C \approx \frac{\partial C}{\partial z} \Delta z = \delta \, \Delta z", wiggles)


def places(sizes: tuple[int, ...]) -> int:
    """Return at how many places a number of a net can stand."""
    numbers = sum(n * (before + 3) for before, n in pairwise(sizes))
    following = 2 * sum(sizes)
    return next((n for n in _PLACES if n * numbers * following < _MOST), _PLACES[-1])


@st.cache_data(show_spinner=False, max_entries=50)
def frame(net: Chosen) -> bytes:
    """Pack the net with all that follows each number, wherever it is moved."""
    network, (x, y) = net.network(), net.sample()
    n = places(net.spec.sizes)
    step = 2 * REACH / (n - 1)
    found = wiggles(network, x, y, step * (np.arange(n) - (n - 1) / 2))
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
    lines = [
        WiggleLine(
            "Sample",
            [
                WiggleGrid("a⁰", batch.a[0].tolist(), 0),
                WiggleGrid("y", batch.y.tolist(), -1),
                WiggleGrid("C", [[batch.cost()]], at["C", 0]),
            ],
        )
    ]
    for l in network.w:
        grids = [
            WiggleGrid(named("w", l), network.w[l].tolist(), -1),
            WiggleGrid(named("b", l), [network.b[l].tolist()], -1),
            WiggleGrid(named("z", l), batch.z[l].tolist(), at["z", l]),
            WiggleGrid(named("a", l), batch.a[l].tolist(), at["a", l]),
        ]
        lines.append(WiggleLine(f"Layer {l}", grids))
    names = [[f"x{lowered(k + 1)}" for k in range(len(x))]]
    names += [[entry("a", l, j) for j in range(len(b))] for l, b in network.b.items()]
    return wiggle.frame(
        lines,
        [_movable(network, one, at) for one in found],
        np.concatenate(base),
        [_followers(network, one) for one in found],
        key="equations.wiggle",
        step=step,
        names=names,
    )


def _movable(network: Network, one: Wiggle, at: dict[tuple[str, int], int]) -> Movable:
    symbol, l, j, k = one.symbol, one.layer, one.unit, one.input
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
            formula = "∇C"
    node = {"w": (l, j, k), "a": (l, j, -1)}.get(symbol, ())
    if symbol == "z" and l == network.L and network.cost.cancels:
        node = (l, j, -1)
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
    """Return what follows a number, place by place: z and a from its layer on, C and its change."""
    columns = []
    for l in range(one.layer, network.L + 1):
        if l in one.z and not (one.symbol == "a" and l == one.layer):
            columns.append(one.z[l])
        columns.append(one.a[l])
    return np.hstack([*columns, one.cost[:, None], one.change[:, None]])
