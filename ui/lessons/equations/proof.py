"""The proof that computes itself: a derivation with both sides of every line as numbers."""

import streamlit as st

from core.explain import proof
from core.explain.errata import BACKWARD, RETHINKING
from core.explain.expressions import entry
from core.explain.numbers import number
from core.explain.proof import Line
from core.network import Network
from ui.lessons.equations import own_net
from ui.lessons.kit.code import beside
from ui.lessons.kit.texts import linked
from ui.shell.widgets import place

PARTS = ("A weight of the last layer", "One layer back", "As printed, and wrong")
_PART, _WEIGHT = "equations.proof", "equations.proof.weight"
_DERIVED = (
    f"The derivation of {linked(BACKWARD)}, **computed on your net**. Its cost is E = Σ (y − a)², "
    "twice that of ½ Σ (y − a)² (behind a bracket ² is a square). "
    "Left: ∂E/∂w, measured. Right: what the line says for this weight's unit and input; "
    "derivatives in it are measured, too."
)
_AS_PRINTED = (
    f"Lines of {linked(RETHINKING)}, **computed on your net**. Its code has the cost ½ (y − a)². "
    "Left: what the line should give, by BP1 to BP4 with η = 1. Right: what it gives."
)
_BY_CHANCE = "A line with ✓ is wrong, too: here its two sides happen to agree."


def show() -> None:
    """Show the lines of the part that was chosen, for a weight of the visitor's net."""
    net = own_net.chosen()
    network, (x, y) = proof.for_the_text(net.network()), net.sample()
    about = st.container()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        part = st.radio(
            "Part",
            PARTS,
            place(_PART, PARTS),
            key=_PART,
            horizontal=True,
            label_visibility="collapsed",
            width="content",
            persist_state="session",
        )
        about.markdown(_AS_PRINTED if part == PARTS[2] else _DERIVED)
        back = part == PARTS[1]
        if back and network.L < 2:
            st.info("Your net has no hidden layer: give it one in “Your net”.")
            return
        j, k = _weight(network, network.L - 1 if back else network.L)
    derive = {PARTS[0]: proof.output_weight, PARTS[1]: proof.hidden_weight}
    lines = derive.get(part, proof.as_printed)(network, x, y, j, k)
    with st.container(gap="xxsmall"):
        for line in lines:
            _row(line, "" if part == PARTS[2] else _left(network, back=back))
    if part == PARTS[2] and any(line.holds for line in lines):
        st.caption(_BY_CHANCE)
    if network.spec != net.spec:
        st.caption(
            "This cost in place of your net's; the derivation takes each output by itself, so "
            "softmax gives way to sigmoids."
        )


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(
        r"\frac{\partial f(g(x))}{\partial x} = \frac{\partial f}{\partial g} \cdot "
        r"\frac{\partial g}{\partial x}",
        proof.output_weight,
    )


def sides(line: Line) -> str:
    """Return both sides of a line as numbers, with a mark: green if it holds, else red."""
    left = number(line.left, 6)
    right = "nothing" if line.right is None else number(line.right, 6)
    if line.holds:  # what is measured may differ in its last digits
        return f"{left} {'=' if left == right else '≈'} {right} :green[**✓**]"
    return f":red[{left} ≠ {right} **✗**]"


def _row(line: Line, left: str) -> None:
    """Show a line: the formula, both sides, and why it follows; on a phone one below the other."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"${left}{line.latex}$", width=300)
        st.markdown(sides(line), width=240)
        st.caption(line.because, width="content")


def _left(network: Network, *, back: bool) -> str:
    """Return what stands on the left of every line."""
    return rf"\tfrac{{\partial E}}{{\partial w^{network.L - back}}} = "


def _weight(network: Network, l: int) -> tuple[int, int]:
    rows, columns = network.w[l].shape
    # with the layer: a browser keeps the name of what is still on offer when the part changes
    offered = [(l, j, k) for j in range(rows) for k in range(columns)]
    chosen: tuple[int, int, int] = st.selectbox(
        "Weight",
        offered,
        place(_WEIGHT, offered),
        format_func=lambda edge: entry("w", *edge),
        key=_WEIGHT,
        label_visibility="collapsed",
        width=120,
        persist_state="session",
    )
    return chosen[1:]
