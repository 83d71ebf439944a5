"""What this server process shares among all visitors: the runs, the engine, drawings."""

import atexit
import gc
import logging
import os
import socket
from contextlib import ExitStack

import streamlit as st
from streamlit.watcher import polling_path_watcher

from runs.batch.registry import Batches
from runs.drawings import Collections
from runs.engine import Engine
from runs.hub.alone import Alone
from runs.hub.homes import Homes
from runs.hub.hub import Hub, HubError
from runs.keeper import Keeper
from runs.limits import limits
from runs.passes import Passes
from runs.registry import Runs
from runs.rooms.results import Results
from runs.rooms.rooms import CHANNEL, Rooms
from runs.rooms.store import RoomStore
from runs.run import Run
from ui.shell import handed_on, one_lock, one_value, replica, whole_press

_LOG = logging.getLogger(__name__)
RELOADED = 5.0  # seconds until a configuration that was edited holds
HUB = "PLAYGROUND_HUB"
"""The environment's variable: the address of a server of Redis' protocol that replicas share."""

# What is to be done once when the process ends: by a signal, or else.
_at_end = ExitStack()
atexit.register(_at_end.close)


def stop() -> None:
    """Store what is new: the process is about to end."""
    _at_end.close()


@st.cache_resource(show_spinner=False)
def prepare() -> None:
    """Make this process quick to answer while it trains, and sound where many ask at once."""
    # What is imported by now is never garbage: collections need not look at it each time.
    gc.collect()
    gc.freeze()
    one_value.give()
    one_lock.give()
    whole_press.give()
    handed_on.in_turn()
    # Streamlit looks five times a second whether its configuration was edited, and each time takes
    # the interpreter's lock from training. It has no setting for that; the name is its own.
    vars(polling_path_watcher)["_POLLING_PERIOD_SECS"] = RELOADED


@st.cache_resource(show_spinner=False)
def runs() -> Runs[Run]:
    """Return the runs and pairs of all visitors, by unguessable keys; kept ones come back."""
    return Runs(
        limits().runs, lambda key: homes().find(key), _leave, lambda run: homes().enter(run)
    )


def _leave(run: Run) -> None:
    """Keep what goes out of memory, for whichever process is asked for it next."""
    if not run.elsewhere:
        keeper().save(run)
    homes().leave(run)


@st.cache_resource(show_spinner=False)
def hub() -> Hub:
    """Return the connection to the other replicas, if there are to be any."""
    address = os.environ.get(HUB, "").strip()
    if not address:
        return Alone()
    name = replica.name() or f"{socket.gethostname()}-{st.get_option('server.port')}"
    try:
        from runs.hub.redis import RedisHub  # needs a package that one process does without

        return RedisHub(address, name)
    except (HubError, ImportError) as error:
        _LOG.error("This process is on its own: %s", error)
        return Alone(trouble=str(error))


@st.cache_resource(show_spinner=False)
def homes() -> Homes:
    """Return what tells which process trains which run."""
    return Homes(hub(), runs, lambda key: keeper().revived(key), lambda *to: engine().start(*to))


@st.cache_resource(show_spinner=False)
def keeper() -> Keeper:
    """Return what keeps runs beyond this process."""
    held = homes()
    kept = Keeper(held.own, collections().all)
    _at_end.callback(held.stop)  # last: whoever takes its runs over is to find them saved
    _at_end.callback(kept.stop)
    _at_end.callback(engine().stop)  # first: nothing goes on that would not be saved
    return kept


@st.cache_resource(show_spinner=False)
def rooms() -> Rooms:
    """Return the lecture rooms that this process has to do with."""
    store = keeper().store
    found = Rooms(lambda: None if store is None else RoomStore(store), hub(), limits().rooms)
    homes().hear_also(CHANNEL, found.hear)
    results = Results(found, lambda: runs().all())
    results.start()
    _at_end.callback(found.stop)
    _at_end.callback(results.stop)
    return found


@st.cache_resource(show_spinner=False)
def passes() -> Passes:
    """Return the passes for other devices that were given out."""
    return Passes(keeper().store)


@st.cache_resource(show_spinner=False)
def batches() -> Batches:
    """Return the sweeps of all visitors, by key."""
    return Batches()


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """Return the one engine that trains them."""
    return Engine(runs())


@st.cache_resource(show_spinner=False)
def collections() -> Collections:
    """Return all visitors' collected drawings, by their unguessable keys."""
    return Collections(load=lambda key: keeper().drawn(key))
