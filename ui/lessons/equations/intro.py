"""What the lesson on the four equations is about: the visitor's own small net."""

import streamlit as st

from core.explain.walkthrough import walk
from ui.components import network_diagram
from ui.components.equation_board import board
from ui.lessons.equations import own_net, picture, walk_board


def show() -> None:
    """Show the net, the numbers that are there before anything is computed, and offer to change."""
    st.markdown(
        "A small net with random weights, and one sample: inputs **x**, and the answer **y** that "
        "is wanted. The raised number of w, b, z, a and δ is the **layer**, not a power: the input "
        "is layer 0. w¹₂₁ leads to unit 2 from input 1."
    )
    net = own_net.choose()
    way = walk(net.network(), *net.sample(), net.eta)
    drawn, numbers = st.columns([1, 2], gap="medium")
    with drawn:
        network_diagram.mount(picture.frame(net, "equations.net"), "equations.net", lambda: None)
    with numbers:
        board(
            [],
            walk_board.forward(way),
            hint="Point at a cell to see what it is.",
            key="equations.given",
        )
        st.caption(
            "Dots are not worked out here yet. The way forward finds z (what a unit adds up), a "
            "(what it answers) and the cost C; the way back then finds δ, and what each weight and "
            "bias has to do with C. The input **x** is layer 0, so it is called a⁰, too; Nielsen's "
            "book on neural networks counts it as layer 1."
        )
