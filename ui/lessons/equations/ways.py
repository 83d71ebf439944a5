"""All ways lead to C: the paths from a weight to the cost, and their sum."""

import math
from itertools import pairwise

import streamlit as st

from core.explain.expressions import entry
from core.explain.numbers import number
from core.explain.paths import Path, gradient, paths, ways
from core.network import Network
from ui.components import network_diagram
from ui.components.equation_board import Grid, Line, Note, board
from ui.lessons.equations import own_net, picture
from ui.lessons.kit.code import beside
from ui.shell.widgets import place

Edge = tuple[int, int, int]
_KEY, _EDGE = "equations.ways", "equations.ways.edge"
_DEPTHS = (1, 2, 8)
_WIDTH = 5
_DIGITS = 6  # of the sum, at most: as many as its terms, with two decimals more, add up to


def show() -> None:
    """Show the paths of the weight that was clicked, their sum, and how layers multiply them."""
    net = own_net.chosen()
    network, (x, y) = net.network(), net.sample()
    st.markdown(
        "**Click a weight.** It moves the cost by every path that leads there, each a product; "
        "their sum is its gradient. BP2 adds up the same, layer by layer."
    )
    drawn, numbers = st.columns([2, 3], gap="medium")
    with drawn:
        chosen = _choose(network)
        found = paths(network, x, y, chosen)
        lit = sorted({edge for path in found for edge in edges(chosen[0], path)})
        network_diagram.mount(picture.frame(net, _KEY, chosen, lit), _KEY, _clicked)
    with numbers:
        total = gradient(network, x, y, chosen)
        lines = table(found, chosen, total)
        board(lines[:1], lines[1:], hint="Point at a number.", key="equations.ways.board")
        st.markdown(growth())
        st.caption(
            f"With layers of {_WIDTH} units: the paths from one weight of the first layer, the "
            "multiplications if each is walked, and those of BP2 for **all** errors. Layers "
            "multiply the paths; BP2 stays one product a layer."
        )


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(
        r"\frac{\partial C}{\partial w^l_{jk}} = \sum_{m, \ldots, p, q} a^{l-1}_k \, "
        r"\sigma'(z^l_j) \, w^{l+1}_{mj} \cdots \sigma'(z^{L-1}_p) \, w^L_{qp} \, \delta^L_q",
        paths,
    )


def edges(layer: int, path: Path) -> list[Edge]:
    """Return the lines that a path goes by, behind its weight."""
    return [
        (layer + step, to, unit) for step, (unit, to) in enumerate(pairwise(path.units), start=1)
    ]


def table(found: list[Path], edge: Edge, total: float) -> list[Line]:
    """Return the paths with their factors and products, and their sum beside the gradient."""
    products = [path.product for path in found]
    decimals = _DIGITS - 1 - (math.floor(math.log10(abs(total))) if total else 0)
    while decimals > 1 and _rounded(products, decimals) != fixed(total, decimals):
        decimals -= 1
    rows, notes, labels = [], [], []
    for row, path in enumerate(found):
        written = [number(factor) for factor in path.factors]
        result = fixed(path.product, decimals + 2)
        rows.append([*written, result])
        uses = [(0, row, column) for column in range(len(written))]
        notes.append(
            [Note(f"{name} = {text}") for name, text in zip(path.names, written, strict=True)]
            + [Note(f"{' × '.join(path.names)} = {result}", uses)]
        )
        through = enumerate(path.units, start=edge[0])
        labels.append(" → ".join(entry("z", l, unit) for l, unit in through) + " → C")
    kinds = [_kind(name) for name in found[0].names]
    paths_shown = Grid("", rows, notes, row_labels=labels, col_labels=[*kinds, "product"])
    added = Grid("sum of all paths", [[fixed(sum(products), decimals)]])
    equation = "∇b by BP3" if edge[2] < 0 else "∇w by BP4"
    right = Grid(equation, [[fixed(total, decimals)]])
    return [Line([paths_shown]), Line([added, "=", right])]


def growth() -> str:
    """Return a Markdown table: what more layers do to the paths, and to BP2."""
    rows = ["| hidden layers | paths | path by path | by BP2 |", "|--:|--:|--:|--:|"]
    for hidden in _DEPTHS:
        counted = ways((_WIDTH,) * (hidden + 2))
        rows.append(f"| {hidden} | {counted.count:,} | {counted.walked:,} | {counted.bp2:,} |")
    return "\n".join(rows)


def fixed(value: float, decimals: int) -> str:
    """Write a number with so many decimals."""
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")  # no −0.00


def _rounded(products: list[float], decimals: int) -> str:
    """Return the sum of what is shown of the products."""
    return fixed(sum(round(product, decimals + 2) for product in products), decimals)


def _kind(name: str) -> str:
    """Return what stands in a column, of whatever unit: "σ′(z¹)" for "σ′(z¹₂)"."""
    return name.translate({ord(digit): None for digit in "₀₁₂₃₄₅₆₇₈₉"})


def _choose(network: Network) -> Edge:
    """Ask for a weight or bias, by name; a click on the picture chooses it, too."""
    offered: list[Edge] = [
        (l, j, k) for l, w in network.w.items() for j in range(len(w)) for k in range(w.shape[1])
    ]
    offered += [(l, j, -1) for l, b in network.b.items() for j in range(len(b))]
    chosen: Edge = st.selectbox(
        "Weight or bias",
        offered,
        place(_EDGE, offered),
        format_func=lambda edge: entry("b", *edge[:2]) if edge[2] < 0 else entry("w", *edge),
        key=_EDGE,
        label_visibility="collapsed",
        width=200,
        persist_state="session",
    )
    return chosen


def _clicked() -> None:
    edge = network_diagram.selected(_KEY)
    if edge is not None:
        st.session_state[_EDGE] = tuple(edge)
