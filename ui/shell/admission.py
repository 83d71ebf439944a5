"""Who is let in: above the process' limits a page says when to come back, and looks by itself."""

import gc
import logging
import time
from weakref import WeakSet

import streamlit as st

from runs.limits import limits, used_memory
from ui.shell import server

AGAIN = 20  # seconds between looks of a page that waits
LEASE = 10.0  # seconds; a run that was looked at within them is watched
_LOG = logging.getLogger(__name__)
_VISIT = "visit"
_SWEEP = 10.0  # seconds between looks for visits that are over


class Visit:
    """One page that was let in; it ends with its session."""


class Door:
    """Counts the visits of a process."""

    def __init__(self) -> None:
        self.visits: WeakSet[Visit] = WeakSet()
        self._swept = -_SWEEP

    def full(self) -> str:
        """Return why nobody new can be let in now; '' if somebody can."""
        most = limits()
        if len(self.visits) >= most.visitors:
            self._sweep()
        if len(self.visits) >= most.visitors:
            return f"{most.visitors:,} pages are open, as many as it takes on."
        if used_memory() > most.memory:
            return "Its memory is taken up by the runs of those who are here."
        if len(list(server.runs().watched(LEASE))) >= most.runs:
            return f"{most.runs:,} runs are watched at once, as many as it takes on."
        return ""

    def _sweep(self) -> None:
        """Forget visits that are over: sessions end in circles, which Python finds late."""
        if (now := time.monotonic()) - self._swept >= _SWEEP:
            self._swept = now
            gc.collect()


@st.cache_resource(show_spinner=False)
def door() -> Door:
    """Return the door of this process."""
    return Door()


def let_in() -> bool:
    """Tell whether this page may be here; who was let in once may stay."""
    if _VISIT in st.session_state:
        return True
    if why := door().full():
        _LOG.warning("Nobody new is let in", extra={"facts": {"why": why}})
        return False
    visit = Visit()
    st.session_state[_VISIT] = visit
    door().visits.add(visit)
    return True


def wait_outside() -> None:
    """Say that the server is full, and look again and again whether it still is."""
    st.header("This server is full just now", anchor=False)

    @st.fragment(run_every=AGAIN)
    def look() -> None:
        if why := door().full():
            st.markdown(
                f"{why} Places become free as soon as others leave, often within minutes. You need "
                f"do nothing: this page looks again every {AGAIN} seconds and lets you in. No run "
                "is lost meanwhile, and links stay good."
            )
        else:
            st.rerun()

    look()
