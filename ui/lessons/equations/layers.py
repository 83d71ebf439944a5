"""Layers as objects, as one of the texts builds them: an equation for each method."""

import streamlit as st

from core.explain.errata import RETHINKING
from core.explain.linked_layers import HiddenLayer, InputLayer, OutputLayer
from core.reproduce import nand
from ui.lessons.kit.code import Function, source
from ui.lessons.kit.texts import linked
from ui.shell.widgets import place

METHODS: dict[str, tuple[str, Function]] = {
    "forward": (r"z^l = w^l a^{l-1} + b^l" "\n" r"a^l = \sigma(z^l)", HiddenLayer.forward),
    "error, at the output (BP1)": (
        r"\delta^L = (a^L - y) \odot \sigma'(z^L)",
        OutputLayer.error,
    ),
    "error, inside (BP2)": (
        r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)",
        HiddenLayer.error,
    ),
    "backward (BP3, BP4)": (
        r"\nabla w = \tfrac{1}{m} \textstyle\sum_x \delta\, a^T"
        "\n"
        r"\nabla b = \tfrac{1}{m} \textstyle\sum_x \delta",
        HiddenLayer.backward,
    ),
    "update": (r"w \to w - \eta \nabla w" "\n" r"b \to b - \eta \nabla b", HiddenLayer.update),
}


@st.cache_data(show_spinner=False)
def answers(eta: float) -> tuple[list[float], list[float]]:
    """Return the costs before and after, and the answers, of the net trained with ``eta``."""
    return nand.learn(eta)


def show() -> None:
    """Show the linked layers, a method beside its equation, and what a wrong sign does."""
    st.markdown(
        f"{linked(RETHINKING)} builds a net from **objects that know their neighbours**: "
        "forward each asks the one before, back the one after for its δ. Choose a method."
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for number, (kind, units) in enumerate(
            ((InputLayer, "2 inputs"), (HiddenLayer, "2 units"), (OutputLayer, "1 output"))
        ):
            if number:
                st.markdown("← before", width="content")
            with st.container(border=True, width="content"):
                st.markdown(f"**{kind.__name__}** · {units}")
    left, signs = st.columns([3, 2])
    methods = list(METHODS)
    with left:
        method = st.radio(
            "Method",
            methods,
            place("equations.method", methods),
            key="equations.method",
            horizontal=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        formulas, function = METHODS[method]
        st.latex(formulas.replace("\n", r" \qquad "))
        st.code(source(function), language="python", wrap_lines=True)
    with signs:
        st.markdown(
            f"It learns NAND (not AND) in {nand.STEPS:,} steps, η = {nand.ETA:g}. The text prints "
            "no figures; its update has **the wrong sign**: with + the cost climbs."
        )
        st.markdown(results())


def code() -> None:
    """Show the equation beside the code that runs."""
    rows = [f"| {equation} | `{code}` |" for equation, code in nand.EQUATIONS]
    st.markdown("| equation | as a line of code |\n|:--|:--|\n" + "\n".join(rows))
    st.caption(
        "∇w = aᵀδ is as in the text's code, where samples are rows and w lies on its side. With a "
        "column for a sample, as in the lines above it, ∇w = δaᵀ."
    )
    st.code(source(nand.learn), language="python", wrap_lines=True)


def results() -> str:
    """Return a Markdown table of what both signs lead to."""
    (before, after), right = answers(nand.ETA)
    (same, climbed), wrong = answers(-nand.ETA)
    rows = ["| update | here, −η ∇ | as printed, +η ∇ |", "|:--|--:|--:|"]
    rows.append(f"| cost before | {before:.4f} | {same:.4f} |")
    rows.append(f"| cost after | {after:.4f} | {climbed:.4f} |")
    for (x, y), (wanted,), good, bad in zip(nand.X, nand.NAND, right, wrong, strict=True):
        rows.append(f"| {x} NAND {y} = {wanted} | {good:.4f} | {bad:.4f} |")
    return "\n".join(rows)
