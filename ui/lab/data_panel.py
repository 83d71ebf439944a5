"""Which data to learn: a list, the settings that the chosen data heeds, and tables of one's own."""

from dataclasses import fields, replace
from typing import Any

import streamlit as st

from core.data.catalogue import DATASETS
from core.data.plane import FEATURES
from core.data.points import EXAMPLE
from core.specs import DataSpec
from ui.lab import table_reading
from ui.shell import presets, session
from ui.shell.uploads import upload
from ui.shell.widgets import choice, number, shown, undo_late_report

_NUMBERS = tuple(field.name for field in fields(DataSpec) if isinstance(field.default, int | float))
_PROBLEM = "table_problem"
_REFUSED = "table_refused"  # the session's key of a table that could not be used, and its reading
DRAWINGS = ("drawings", "drawings_mnist")
_EDITABLE = 20_000  # characters; longer tables are not shown in the text field


def values(data: DataSpec) -> dict[str, Any]:
    """Return what the widgets show for ``data``."""
    short = data.table if len(data.table) <= _EDITABLE else ""
    numbers = {f"set.data.{name}": getattr(data, name) for name in _NUMBERS}
    return numbers | {
        "set.data": data.name,
        "set.data.features": list(data.features),
        "set.data.table": short,
    }


def chosen(data: DataSpec) -> DataSpec:
    """Return ``data`` with what the widgets say.

    Raises
    ------
    ValueError
        If a value is not allowed.
    """
    uses = DATASETS[data.name].uses
    given = {name: st.session_state[f"set.data.{name}"] for name in _NUMBERS if name in uses}
    if "features" in uses:
        given["features"] = tuple(st.session_state["set.data.features"])
    return replace(data, **given)


def show(data: DataSpec) -> None:
    """Show the widgets."""
    source = DATASETS[data.name]
    choice("set.data", DataSpec.about("name"), on_change=_data_changed)
    st.caption(source.help)
    if data.name == "csv":
        _own_table(data)
    elif problem := st.session_state.pop(_PROBLEM, ""):
        st.error(f"{problem} The run goes on as it was.", icon=":material/error:")
    if "features" in source.uses:
        st.pills(
            "Features",
            list(FEATURES),
            format_func=lambda name: FEATURES[name][0],
            selection_mode="multi",
            default=shown("set.data.features", []),
            key="set.data.features",
            help="What the network is told about each point.",
        )
    if "bits" in source.uses:
        _number("bits")
    rest = [name for name in _NUMBERS if name in source.uses and name != "bits"]
    if rest:
        title = "Samples, noise, split" if "noise" in rest else "Split"
        # filled only while it is open: a browser overlooks values for fields it does not show
        expander = st.expander(title, key="data_settings", on_change="rerun")
        if expander.open:
            with expander:
                for name in rest:
                    _number(name)


def _number(name: str) -> None:
    whole = isinstance(getattr(DataSpec(), name), int)
    number(f"set.data.{name}", DataSpec.about(name), whole=whole, step=0.05)


def _own_table(data: DataSpec) -> None:
    upload(
        "Upload a table",
        type=table_reading.ENDINGS,
        key=f"upload.{st.session_state.get('uploads', 0)}",
        on_change=_uploaded,
        help=table_reading.HELP,
        most_mb=table_reading.MOST_MB,
    )
    paste = st.expander("Paste or edit the table", key="paste", on_change="rerun")
    if paste.open:
        with paste:
            st.text_area(
                "Table",
                shown("set.data.table", ""),
                key="set.data.table",
                height=220,
                help="One sample a line. The first line may name the columns.",
            )
            st.button(
                "Use this table",
                key="use_table",
                help="Start a new run that learns it",
                on_click=_pasted,
            )
    refused = st.session_state.get(_REFUSED)
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(f"{problem} The run goes on as it was.", icon=":material/error:")
    text, _ = refused or (data.table, "")
    if text:
        table_reading.show(
            text, _reading, _read_otherwise, key="reading", goes_on=" The run goes on as it was."
        )


def _reading() -> str:
    """Return what is said of the table that is shown: one that was refused, or the run's."""
    refused = st.session_state.get(_REFUSED)
    said: str = refused[1] if refused else session.current_run().setup.data.reading
    return said


def _read_otherwise(said: str) -> None:
    refused = st.session_state.get(_REFUSED)
    _use(refused[0] if refused else session.current_run().setup.data.table, said)


def heed(data: DataSpec) -> bool:
    """Start a run with the data that the list names, if these are others; tell whether they are."""
    undo_late_report("setup")
    other = bool(st.session_state["set.data"] != data.name)
    if other:
        _data_changed()
    return other


def _data_changed() -> None:
    undo_late_report("setup")
    st.session_state.pop(_REFUSED, None)
    name = st.session_state["set.data"]
    if name == session.current_run().setup.data.name:
        return
    table = {"csv": presets.example_table(), "points": EXAMPLE}.get(name, "")
    if name in DRAWINGS:
        table = session.collection().as_text()
    try:
        _start(DataSpec(name, table=table))
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)
        st.session_state["set.data"] = session.current_run().setup.data.name


def _uploaded() -> None:
    file = st.session_state.get(f"upload.{st.session_state.get('uploads', 0)}")
    if file is None:  # taken away, or a report that a rerun has overtaken
        return
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1  # empties the field
    try:
        text = table_reading.text_of(file.getvalue())
    except ValueError as error:
        st.session_state[_PROBLEM] = f"{file.name}: {error}"
        return
    _use(text)


def _pasted() -> None:
    _use(st.session_state["set.data.table"])


def _use(text: str, said: str = "") -> None:
    """Start a run that learns the table; where it cannot be used, it may be read otherwise."""
    given = {
        name: st.session_state.get(
            f"set.data.{name}", getattr(session.current_run().setup.data, name)
        )
        for name in ("split", "seed")
    }
    try:
        table_reading.watched(text, said)
        _start(DataSpec("csv", table=text, reading=said, **given))
    except ValueError as error:
        st.session_state.pop(_REFUSED, None)
        if len(text) < table_reading.LARGE:
            st.session_state[_REFUSED] = text, said
        else:
            st.session_state[_PROBLEM] = str(error)
    else:
        st.session_state.pop(_REFUSED, None)


def _start(data: DataSpec) -> None:
    session.new_run(presets.for_data(data, seed=st.session_state["set.seed"]))
