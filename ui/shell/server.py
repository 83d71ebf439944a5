"""What this server process shares among all visitors: the runs, the engine, drawings."""

import atexit
import gc
from collections.abc import Callable
from functools import partial

import streamlit as st

from runs.batch.registry import Batches
from runs.drawings import Collections
from runs.engine import Engine
from runs.keeper import Keeper
from runs.limits import limits
from runs.pair import Pair
from runs.passes import Passes
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
    """Return the runs of all visitors, by their unguessable keys; kept ones come back."""
    return Runs(limits().runs, _revived, lambda run: keeper().save(run))


@st.cache_resource(show_spinner=False)
def keeper() -> Keeper:
    """Return what keeps runs beyond this process."""
    kept = Keeper(runs().all, collections().all)
    atexit.register(kept.stop)
    return kept


@st.cache_resource(show_spinner=False)
def passes() -> Passes:
    """Return the passes for other devices that were given out."""
    return Passes(keeper().store)


def _revived(key: str) -> tuple[Run, Callable[[], None]] | None:
    """Bring a run back from the store; one that played goes on."""
    run, playing = keeper().revived(key)
    if run is None:
        return None
    return run, partial(engine().start, run, run.play) if playing else lambda: None


@st.cache_resource(show_spinner=False)
def pairs() -> Runs[Pair]:
    """Return the comparisons of all visitors, by key."""
    return Runs()


@st.cache_resource(show_spinner=False)
def batches() -> Batches:
    """Return the sweeps of all visitors, by key."""
    return Batches()


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """Return the one engine that trains them."""
    return Engine(runs(), pairs())


@st.cache_resource(show_spinner=False)
def collections() -> Collections:
    """Return all visitors' collected drawings, by their unguessable keys."""
    return Collections(load=lambda key: keeper().drawn(key))
