"""The live views of a run: which are shown, and how the newest frame gets to them.

A socket brings frames to the page (``ui.socket``). Where there is none, the fragment ticks and
brings them itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import streamlit as st

from runs.frame import Look
from runs.run import Run
from ui import process, state
from ui.components import hint_line, rewind_bar
from ui.components.carrier import carrier, connected
from ui.hints import REMEDIES
from ui.views import ALWAYS, FIRST, HINT, PROGRESS, REWIND, VIEWS, Options, View, packed, suitable

TICK = 0.05  # seconds between frames while a run plays
_ON = "views.on"


def view(run: Run) -> None:
    """Show the chosen views, and keep them up to date while the run plays."""
    playing = run.frame.playing
    ticking = playing and not connected()
    st.fragment(_frame, run_every=TICK if ticking else None)(run, playing, ticking)


def _frame(run: Run, playing: bool, ticking: bool) -> None:
    process.runs().get(run.key)  # somebody looks at it: keep it playing
    process.engine().tick(run)
    look, at = run.look(), rewind_bar.pointed_at(run.frame.steps)
    if look.frame.playing != playing or ticking != (playing and not connected()):
        st.rerun()  # it stopped by itself, say: let the buttons say so, and tick or not
    if at is not None:
        look = run.past(at)
    shown: dict[View, Options] = {view: {} for view in ALWAYS}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width=390):
            PROGRESS.mount(packed(PROGRESS, look, {}), PROGRESS.name)
        with st.container(width="stretch"):
            REWIND.mount(packed(REWIND, look, {}), REWIND.name, lambda: _forked(run))
    HINT.mount(packed(HINT, look, {}), HINT.name, lambda: _accepted(run))
    chosen = _chosen(look)
    run.watch({name for view in (HINT, *chosen) for name in view.needs})
    for row in _rows(chosen):
        with _flow(row):
            for view in row:
                with st.container(width=view.width or "stretch"):
                    shown[view] = view.choose(look)
                    view.mount(packed(view, look, shown[view]), view.name)
    carrier(
        run=run.key,
        playing=playing,
        views={view.name: options for view, options in shown.items()},
        at=at,
        base=st.get_option("server.baseUrlPath").strip("/"),
    )


def show_view(name: str) -> None:
    """Have a view among those shown when the lab is opened next."""
    st.session_state[_ON] = [*{**dict.fromkeys(st.session_state.get(_ON, FIRST)), name: None}]


def _accepted(run: Run) -> None:
    """Do what the hint offered."""
    remedy = REMEDIES.get(hint_line.accepted(HINT.name))
    if remedy is None:
        return
    setup = remedy.of(run.data_spec, run.network_spec, run.settings)
    with suppress(ValueError):  # a remedy that leaves the allowed range: nothing to do
        if remedy.live:
            run.change(setup[2])
        else:
            state.new_run(*setup)


def _forked(run: Run) -> None:
    """Go on from the moment that the visitor looks at, as another run."""
    steps = rewind_bar.fork_from()
    if steps is not None:
        state.show(run.fork(steps))


def _chosen(look: Look) -> list[View]:
    """Ask which views to show; what nobody looks at is neither observed nor packed."""
    offered = suitable(look.spec, look.data)
    first = [view.name for view in offered if view.name in FIRST]
    st.session_state.setdefault(_ON, first)
    chosen = st.pills(
        "Views",
        [view.name for view in offered],
        selection_mode="multi",
        format_func=lambda name: VIEWS[name].label,
        key=_ON,
        label_visibility="collapsed",
        help="  \n".join(f"**{view.label}:** {view.help}" for view in offered),
        persist_state="session",
    )
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
