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
        hint="Dots are what backpropagation will find out. Press “Next idea” to begin.",
        key="equations.given",
    )
