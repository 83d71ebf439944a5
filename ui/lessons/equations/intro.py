"""What the lesson on the four equations is about: the visitor's own small net."""

import streamlit as st

from core.explain.walkthrough import walk
from ui.components.equation_board import board
from ui.lessons.equations import own_net, walk_board


def show() -> None:
    """Show the numbers that are there before anything is computed, and offer to change them."""
    st.markdown(
        "Here is a small net with random weights, and one sample: inputs **x**, and the answer "
        "**y** that is wanted. The next ideas show all that the computer does with them."
    )
    net = own_net.choose()
    way = walk(net.network(), *net.sample(), net.eta)
    board(
        [],
        walk_board.network(way, -1),
        hint="Point at a cell to see what it is.",
        key="equations.given",
    )
    st.caption(
        "Dots are unknown yet. The way forward finds z, a and the cost C; the way back finds δ and "
        "the gradients ∇w, ∇b. The raised number is the layer, not a power. We count the input as "
        "layer 0; Nielsen's book counts it as 1."
    )
