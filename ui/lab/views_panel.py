"""The live views of a run: which are shown, and how the newest frame gets to them.

A socket brings frames to the page (``ui.stream.socket``). Where there is none, the fragment ticks
and brings them itself.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

import streamlit as st

from runs.run import Run
from runs.snapshot import Look
from ui.components import hint_line, rewind_bar
from ui.lab.by_hand import by_hand
from ui.shell import server, session
from ui.stream.live_socket import LiveSocket, live_socket, lost
from ui.stream.socket import obey
from ui.views import (
    ALWAYS,
    HINT,
    PROGRESS,
    REWIND,
    VIEWS,
    Failed,
    Options,
    View,
    first,
    packed,
    suitable,
)
from ui.views.shared.hints import named
from ui.views.shared.opened import newly_opened

TICK = 0.05  # seconds between frames while a run plays
_ON = "views.on"
_SHOWN = "views.shown"  # what the list of views says while it is not on the page


class Status(NamedTuple):
    """What the rest of the page depends on: how the run stands, and its planned changes made."""

    playing: bool
    trouble: str
    notice: str
    followed: int


def status(run: Run) -> Status:
    """Return how the run stands now."""
    return Status(run.frame.playing, run.frame.trouble, run.frame.notice, run.followed)


def view(run: Run, said: Status, hidden: Collection[str] = ()) -> None:
    """Show the chosen views, and keep them up to date while the run plays.

    ``said`` is the run's status as the page above says it: taken before that was written, so that
    a run which stops meanwhile is not overlooked.
    """
    ticking = _ticks(said)
    st.fragment(_frame, run_every=TICK if ticking else None)(run, said, ticking, hidden)


def _ticks(said: Status) -> bool:
    return said.playing and lost()


def _frame(run: Run, said: Status, ticking: bool, hidden: Collection[str]) -> None:
    if not session.is_shown(run):
        st.rerun()  # a hint's remedy or the rewind bar has just started another run
    server.runs().get(run.key)  # somebody looks at it: keep it playing
    server.engine().tick(run)
    look, at = run.look(), rewind_bar.pointed_at(run.key, run.frame.steps)
    if status(run) != said or ticking != _ticks(said):
        st.rerun()  # it stopped by itself, say: let the buttons say so, and tick or not
    if at is not None:
        look = run.past(at)
    shown: dict[View, Options] = {view: {} for view in ALWAYS if view.name not in hidden}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width=390):
            PROGRESS.mount(packed(PROGRESS, look, {}), PROGRESS.name)
        if REWIND in shown:
            with st.container(width="stretch"):
                REWIND.mount(packed(REWIND, look, {}), REWIND.name, lambda: _forked(run))
    if HINT in shown:
        HINT.mount(packed(HINT, look, {}), HINT.name, lambda: _accepted(run))
    chosen = _chosen(look, hidden)
    run.watch({name for view in (*shown, *chosen) for name in view.needs})
    if session.PRESENT in hidden:
        shown |= _presented(look, chosen)
    else:
        shown |= _listed(run, look, chosen, ask="views" not in hidden)
    live_socket(
        LiveSocket(
            run=run.key,
            playing=said.playing,
            followed=said.followed,
            views={view.name: options for view, options in shown.items()},
            at=at,
            present=_rows_presented(len(chosen)) if session.PRESENT in hidden else 0,
            base=st.get_option("server.baseUrlPath").strip("/"),
            lost=lost(),
            owner=session.owner(),
        ),
        lambda said: obey(session.mine(run), said),
    )


def _listed(run: Run, look: Look, chosen: Sequence[View], *, ask: bool) -> dict[View, Options]:
    """Show views below each other, with what can be chosen for them."""
    shown = {}
    for row in _rows(chosen):
        with _flow(row):
            for view in row:
                with st.container(width=view.width or "stretch"):
                    shown[view] = _drawn(view, look, ask=ask)
                    if ask and view is VIEWS["receipt"]:
                        by_hand(run, look)
    return shown


def _presented(look: Look, chosen: Sequence[View]) -> dict[View, Options]:
    """Have views share the screen among them, as large as they get."""
    rows = _rows_presented(len(chosen))
    across = -(-len(chosen) // rows) if rows else 0
    for start in range(0, len(chosen), across or 1):
        row = chosen[start : start + across]
        for column, view in zip(st.columns(across), row, strict=False):
            with column:
                _drawn(view, look, ask=False)
    return {view: {} for view in chosen}


def _drawn(view: View, look: Look, *, ask: bool) -> Options:
    """Show a view, or say that it cannot be shown; return what was chosen for it."""
    options: Options = {}
    try:
        try:
            options = view.choose(look) if ask else {}
        except Exception as error:  # whatever it is, the other views stay
            raise Failed(view) from error
        view.mount(packed(view, look, options), view.name)
    except Failed as failed:
        st.warning(str(failed), icon=":material/visibility_off:")
    return options


def _rows_presented(views: int) -> int:
    return 1 if 0 < views <= 3 else 2 if views else 0


def _accepted(run: Run) -> None:
    """Do what was offered, though the run may have gone on since."""
    remedy = named(hint_line.accepted(HINT.name))
    if remedy is None:
        return
    with suppress(ValueError):  # a remedy that leaves the allowed range: nothing to do
        mended = remedy.on(run)
        if mended is not run:
            session.show(mended)


def _forked(run: Run) -> None:
    """Go on from the moment that the visitor looks at, as another run."""
    steps = rewind_bar.fork_from()
    if steps is not None:
        session.show(run.fork(steps))


def _chosen(look: Look, hidden: Collection[str]) -> list[View]:
    """Ask which views to show; what nobody looks at is neither observed nor packed.

    The URL may name them: ``views=curves,weights``.
    """
    offered = suitable(look.spec, look.data)
    kind = first(look.data)
    named = st.query_params.get("views", ",".join(kind)).split(",")
    key = f"{_ON}.{'-'.join(kind)}"  # each kind of data keeps its own choice
    shown = st.session_state.get(f"{_SHOWN}.{key}", named)
    if "views" in hidden:
        return [view for view in offered if view.name in shown]
    # Nobody closes several views at once: a browser that lost its widgets says so.
    if key not in st.session_state or (not st.session_state[key] and len(shown) > 1):
        st.session_state[key] = [view.name for view in offered if view.name in shown]
    if opened := newly_opened():
        st.session_state[key] = list({*st.session_state[key], *opened})
    about = "  \n".join(f"**{view.label}:** {view.help}" for view in offered)
    with st.container(horizontal=True, wrap=False, gap="small"):
        st.markdown("Views", help=about, width="content")
        with st.container(width="stretch"):
            chosen = st.pills(
                "Views",
                [view.name for view in offered],
                selection_mode="multi",
                default=[view.name for view in offered if view.name in st.session_state[key]],
                format_func=lambda name: VIEWS[name].label,
                key=key,
                label_visibility="collapsed",
                help=about,
                wrap=True,
                persist_state="session",
            )
    st.session_state[f"{_SHOWN}.{key}"] = chosen
    return [view for view in offered if view.name in chosen]


def _rows(shown: Sequence[View]) -> list[list[View]]:
    """Put views side by side that have a width of their own and follow one another."""
    rows: list[list[View]] = []
    for view in shown:
        if view.width and rows and rows[-1][-1].width:
            rows[-1].append(view)
        else:
            rows.append([view])
    return rows


@contextmanager
def _flow(row: Sequence[View]) -> Iterator[None]:
    if row[0].width:
        with st.container(horizontal=True, gap="medium"):
            yield
    else:
        yield
