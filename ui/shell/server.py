"""What this server process shares among all visitors: the runs, the engine, drawings."""

import gc

import streamlit as st

from runs.drawings import Collections
from runs.engine import Engine
from runs.pair import Pair
from runs.registry import Runs
from runs.run import Run


@st.cache_resource(show_spinner=False)
def prepare() -> None:
    """Make this process quick to answer while it trains."""
    # What is imported by now is never garbage: collections need not look at it each time.
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def runs() -> Runs[Run]:
    """Return the runs of all visitors, by their unguessable keys."""
    return Runs()


@st.cache_resource(show_spinner=False)
def pairs() -> Runs[Pair]:
    """Return the comparisons of all visitors, by key."""
    return Runs()


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """Return the one engine that trains them."""
    return Engine(runs(), pairs())


@st.cache_resource(show_spinner=False)
def collections() -> Collections:
    """Return all visitors' collected drawings, by their unguessable keys."""
    return Collections()
