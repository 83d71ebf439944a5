"""The Train page: the stage, and what opens over it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import streamlit as st

from runs.run import Run
from runs.snapshot import Look
from ui.components.stage import Stage, mount
from ui.shell import navigation, server, session
from ui.stage import about_run, begin, panels, panels_open, requested, row, starts
from ui.stream.live_socket import LiveSocket, live_socket, lost
from ui.stream.socket import obey
from ui.views import HINT, VIEWS, Failed, Options, View, packed

TICK = 0.05  # seconds between frames where the socket does not bring them


def show() -> None:
    """Show this browser's run on the stage.

    An address that names views, or leaves parts out, is about the lab: they stood here once.
    """
    keys = st.query_params.to_dict()
    if {"views", "hide"} & keys.keys():
        st.switch_page(navigation.lab(), query_params=keys)
    run = session.current_run(starts.SPIRAL, starts.SLOWLY)
    opened = panels_open.opened()
    ticking = _ticks(run)
    st.fragment(_frame, run_every=TICK if ticking else None)(run, ticking, opened)
    panels.show(run, opened)


def _ticks(run: Run) -> bool:
    """Tell whether the page has to bring the frames, because the socket does not."""
    return run.playing and lost()


def _frame(run: Run, ticking: bool, opened: str) -> None:
    if page := st.session_state.pop(requested.PAGE, ""):
        st.switch_page(navigation.named(page))
    as_shown = session.is_shown(run) and opened == panels_open.opened()
    if not as_shown or (ticking and not _ticks(run)):
        st.rerun()  # the stage has asked for it, or need not ask any more
    server.runs().get(run.key)  # somebody looks at it: keep it playing
    server.engine().tick(run)
    look = run.look()
    views: dict[View, Options] = {HINT: {}}
    views |= {VIEWS[view.name]: {} for view in about_run.offered(look)}
    drawn = about_run.drawn(look)
    views |= {view: {} for view in drawn}
    if opened == "row":
        views[row.VIEW] = row.options()
    mount(
        _about(run, look),
        list(_packed(drawn, look)),
        lambda: requested.do(run),
    )
    live_socket(
        LiveSocket(
            run=run.key,
            playing=None,
            followed=run.followed,
            views={view.name: options for view, options in views.items()},
            at=None,
            present=0,
            base=st.get_option("server.baseUrlPath").strip("/"),
            lost=lost(),
            owner=session.owner(),
        ),
        lambda said: obey(begin.own(run), said),
    )


def _about(run: Run, look: Look) -> Stage:
    before, deed = begin.before(run)
    about = about_run.about(run, look)
    return replace(
        about,
        before=before,
        deed=deed,
        fresh=not (run.toggled or run.frame.steps or before),
        notice=session.WATCHING if session.is_guest(run) else about.notice,
        told=st.session_state.get(requested.TOLD, ""),
    )


def _packed(views: Sequence[View], look: Look) -> Iterator[bytes]:
    """Yield what the stage draws; one view that fails leaves its place empty."""
    for view in views:
        try:
            yield packed(view, look, {})
        except Failed as failed:
            st.warning(str(failed), icon=":material/visibility_off:")
