"""The visitor's own runs: a list to open, name, copy, delete, lay over each other and take away."""

import re
import time
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from core.data.catalogue import DATASETS
from core.data.load import load
from core.explain.numbers import number, percent
from core.functions.activations import ACTIVATIONS
from core.functions.optimizers import OPTIMIZERS
from core.specs import Setup
from runs.archive import MOST_BYTES, MOST_RUNS
from runs.library import Entry, Library, Removed
from runs.run import Run
from runs.saved import Summary
from runs.store.database import StoreError
from ui.components import live_plot
from ui.components.live_plot import Panel, Trace
from ui.shell import second_device, server, session, widgets
from ui.shell.uploads import upload
from ui.stage import begin, panels_open, pictures

PAGE = 12  # runs that are shown at once
MOST_LAID = 7  # runs over each other: as many as there are colours
_LARGEST_DRAWN = 300_000  # parameters of a network that is worth reading for its picture
_SHOWN, _SAID, _REMOVED, _UPLOADS = (f"my_runs.{n}" for n in ("shown", "said", "removed", "files"))


def show(run: Run) -> None:
    """Show the list; ``run`` is the one on the stage."""
    library = Library(session.me(), server.runs(), server.keeper())
    entries = library.entries()
    if not library.kept:
        st.caption("This server keeps no runs: these are gone when it stops. Export them to keep.")
    _told(library)
    st.html(Path(__file__).with_name("my_runs.css"))
    if not entries:
        st.markdown("Here your runs will be, as soon as one has learned anything.")
    shown = entries[: st.session_state.get(_SHOWN, PAGE)]
    found = library.summaries([entry.key for entry in shown])
    laid = [entry for entry in shown if st.session_state.get(_chosen(entry.key))]
    over = st.container()
    for entry in shown:
        if (summary := found.get(entry.key)) is not None:
            _row(library, entry, summary, run)
    if len(entries) > len(shown):
        st.button(f"Show more of {len(entries)}", on_click=_show_more, key="my_runs.more")
    with over:
        _overlaid(laid, found)
    st.subheader("Take them elsewhere", anchor=False)
    second_device.offer(run)
    _take_away(library, laid or entries)


def _told(library: Library) -> None:
    if (removed := st.session_state.get(_REMOVED)) is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Deleted: {_markdown(removed.name or 'a run without a name')}")
            undo = partial(_restore, library, removed)
            st.button("Undo", on_click=undo, key="my_runs.undo", icon=":material/undo:")
    if said := st.session_state.pop(_SAID, ""):
        st.info(_markdown(said))


def _row(library: Library, entry: Entry, summary: Summary, run: Run) -> None:
    key, name = entry.key, _title(entry, summary)
    with st.container(key=f"my_run.{key}", horizontal=True, vertical_alignment="center"):
        st.checkbox(f"Lay the curves of {name} over others", widgets.shown(_chosen(key), False),
                    key=_chosen(key), label_visibility="collapsed")  # fmt: skip
        st.html(_card(library, entry, summary), width="stretch")
        here = key == run.key
        st.button(
            "Open",
            key=f"my_runs.open.{key}",
            on_click=partial(_open, key),
            disabled=here,
            help="It is on the stage" if here else f"Open {name}",
        )
        more = st.popover(
            "More",
            key=f"my_runs.do.{key}",
            on_change="rerun",
            help="Rename, duplicate or delete it",
        )
        if more.open:
            with more:
                _deeds(library, entry, name, here=here)


def _deeds(library: Library, entry: Entry, name: str, *, here: bool) -> None:
    field = f"my_runs.name.{entry.key}"
    st.text_input(
        "Name",
        entry.name,
        key=field,
        max_chars=80,
        on_change=lambda: _try(lambda: library.rename(entry.key, st.session_state[field] or "")),
    )
    st.button(
        "Duplicate",
        key=f"my_runs.copy.{entry.key}",
        icon=":material/content_copy:",
        on_click=lambda: _try(lambda: library.duplicate(entry.key, f"{name}, copy")),
        width="stretch",
    )
    st.button(
        "Delete",
        key=f"my_runs.delete.{entry.key}",
        icon=":material/delete:",
        on_click=partial(_remove, library, entry.key),
        disabled=here,
        help="It is on the stage: open another one first" if here else None,
        width="stretch",
    )


def _card(library: Library, entry: Entry, summary: Summary) -> str:
    """Return picture, name and figures of a run as HTML, where nothing of a name is markup."""
    picture = _picture(entry.key, entry.when, library, summary)
    title, about = _title(entry, summary), words(summary.setup)
    if entry.name:
        about = f"{label(summary.setup)}, {about}"
    lines = about, figures(summary, entry.when)
    return (
        f'<div class="my-run"><img src="data:image/png;base64,{b64encode(picture).decode()}" '
        f'alt=""><div><b>{escape(title)}</b>'
        + "".join(f"<span>{escape(line)}</span>" for line in lines)
        + "</div></div>"
    )


@st.cache_data(max_entries=256, show_spinner=False)
def _picture(key: str, when: float, _library: Library, _summary: Summary) -> bytes:
    """Draw a run as it was then; the same is drawn once."""
    small = _summary.setup.network.parameter_count <= _LARGEST_DRAWN
    network = _library.network(_summary) if small else None
    return pictures.as_png(pictures.suited(load(_summary.setup.data), network, _summary.curves))


def label(setup: Setup) -> str:
    """Say what is learned."""
    return DATASETS[setup.data.name].label


def _title(entry: Entry, summary: Summary) -> str:
    return entry.name or label(summary.setup)


def words(setup: Setup) -> str:
    """Say in a line what network learns, and how."""
    _, network, settings = setup
    inside = " and ".join(
        dict.fromkeys(ACTIVATIONS[name].label for name in network.activations[:-1])
    )
    layers = "-".join(map(str, network.sizes))
    optimizer = OPTIMIZERS[settings.optimizer].label
    hidden = f" {inside}" if inside else ""
    return f"{layers}{hidden}, {optimizer} η {settings.eta:g}"


def figures(summary: Summary, when: float) -> str:
    """Say how far a run is, how good, and when it last learned."""
    data, good = load(summary.setup.data), summary.accuracy
    how = f"R² {number(good)}" if data.regression else f"{percent(good)} right"
    parts = [f"epoch {summary.epochs:,.1f}", how if data.graded else "", ago(time.time() - when)]
    return " · ".join(filter(None, parts))


def ago(seconds: float) -> str:
    """Say how long ago something was."""
    for one, name in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if (n := int(seconds // one)) >= 1:
            return f"{n} {name}{'s' if n > 1 else ''} ago"
    return "just now"


def _overlaid(laid: Sequence[Entry], found: dict[str, Summary]) -> None:
    """Show the curves of those that were chosen, in one diagram for each measure."""
    shown = [entry for entry in laid if entry.key in found][:MOST_LAID]
    if not shown:
        st.caption("Tick runs to lay their curves over each other.")
        return
    panels = over_each_other(
        [(_title(entry, found[entry.key]), found[entry.key]) for entry in shown]
    )
    names = ", ".join(trace.name for trace in panels[0].traces)
    live_plot.mount(
        live_plot.frame(
            panels,
            key="my_runs",
            revision=" ".join(entry.key for entry in shown),
            alt=f"{', '.join(panel.title for panel in panels)} over the epochs of {names}.",
        ),
        "my_runs",
    )
    if len(laid) > len(shown):
        st.caption(f"The first {MOST_LAID} of them are drawn.")


def over_each_other(runs: Sequence[tuple[str, Summary]]) -> list[Panel]:
    """Return a diagram for each measure, with the curves of runs that have names."""
    costs: list[Trace] = []
    good: dict[bool, list[Trace]] = {False: [], True: []}  # whether it is R², of quantities
    for colour, (name, summary) in enumerate(runs):
        curves, data = summary.curves, load(summary.setup.data)
        if name in {trace.name for trace in costs}:
            name = f"{name} ({colour + 1})"
        costs.append(Trace(name, curves.epoch, curves.cost, colour))
        if data.graded:
            good[data.regression].append(Trace(name, curves.epoch, curves.accuracy, colour))
    panels = [Panel("Validation cost", costs)]
    if good[False]:
        share = partial(Panel, y_range=(0, 1), tick_format=".0%", value_format=".2%")
        panels.append(share("Accuracy", good[False]))
    if good[True]:
        panels.append(Panel("R²", good[True], y_range=(0, 1), value_format=".3g"))
    return panels


def _take_away(library: Library, entries: Sequence[Entry]) -> None:
    keys = [entry.key for entry in entries][:MOST_RUNS]
    st.download_button(
        f"Export {len(keys)} run{'' if len(keys) == 1 else 's'} as a file",
        lambda: library.export(keys),  # made when it is wanted
        "runs.zip",
        "application/zip",
        on_click="ignore",
        disabled=not keys,
        icon=":material/download:",
        help="Those that are ticked, or all: set-ups, curves, weights, moments to rewind to",
        key="my_runs.export",
    )
    upload(
        "Import runs",
        type=["zip"],
        key=f"{_UPLOADS}.{st.session_state.get(_UPLOADS, 0)}",
        most_mb=MOST_BYTES // 10**6,
        help="A file that was exported here or elsewhere",
        on_change=partial(_take_in, library),
    )


# -- what is done ----------------------------------------------------------------------


def _chosen(key: str) -> str:
    return f"my_runs.chosen.{key}"


def _markdown(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|<>$:~-])", r"\\\1", text)


def _try(deed: Callable[[], object]) -> None:
    try:
        deed()
    except (ValueError, StoreError) as error:
        st.session_state[_SAID] = str(error)


def _show_more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, PAGE) + PAGE


def _open(key: str) -> None:
    found = server.runs().get(key)
    if found is None:
        st.session_state[_SAID] = "That run cannot go on here."
        return
    begin.again(found, "Another of your runs")
    panels_open.close()


def _remove(library: Library, key: str) -> None:
    def deed() -> None:
        st.session_state[_REMOVED] = library.remove(key)

    _try(deed)


def _restore(library: Library, removed: Removed) -> None:
    st.session_state.pop(_REMOVED, None)
    _try(lambda: library.restore(removed))


def _take_in(library: Library) -> None:
    number = st.session_state.get(_UPLOADS, 0)
    file = st.session_state.get(f"{_UPLOADS}.{number}")
    if file is None:
        return
    st.session_state[_UPLOADS] = number + 1  # empties the field

    def deed() -> None:
        count = library.take_in(file.getvalue())
        st.session_state[_SAID] = f"{count} run{'' if count == 1 else 's'} imported."

    _try(deed)
