"""What this server process shares among all visitors: the runs, the engine, bundled networks."""

import gc
from typing import Any

import streamlit as st

from core.bundled import bundled
from core.network import Network
from runs.engine import Engine, Viewed
from runs.lockstep import Lockstep
from runs.run import Run


@st.cache_resource(show_spinner=False)
def prepare() -> None:
    """Make this process quick to answer while it trains."""
    # What is imported by now is never garbage: collections need not look at it each time.
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def runs() -> Viewed[Run]:
    """Return the runs of all visitors, by their unguessable keys."""
    return Viewed()


@st.cache_resource(show_spinner=False)
def pairs() -> Viewed[Lockstep]:
    """Return the comparisons of all visitors, by key."""
    return Viewed()


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """Return the one engine that trains them."""
    return Engine(runs(), pairs())


def bundled_network() -> tuple[Network, dict[str, Any]]:
    """Return the network that came with the product, and its recipe."""
    best = bundled()
    return best.network, best.recipe
