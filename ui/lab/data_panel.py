"""Which data to learn: a list, the settings that the chosen data heeds, and tables of one's own."""

from dataclasses import fields, replace
from typing import Any

import streamlit as st

from core.data.catalogue import DATASETS
from core.data.plane import FEATURES
from core.specs import DataSpec
from ui.shell import presets, session
from ui.shell.widgets import choice, number, undo_late_report

_NUMBERS = tuple(field.name for field in fields(DataSpec) if isinstance(field.default, int | float))
_PROBLEM = "table_problem"
DRAWINGS = ("drawings", "drawings_mnist")
_EDITABLE = 20_000  # characters; longer tables are not shown in the text field


def values(data: DataSpec) -> dict[str, Any]:
    """Return what the widgets show for ``data``."""
    short = data.table if len(data.table) <= _EDITABLE else ""
    shown = {f"set.data.{name}": getattr(data, name) for name in _NUMBERS}
    return shown | {
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
    st.file_uploader(
        "Upload a table",
        type=["csv", "txt", "tsv"],
        key=f"upload.{st.session_state.get('uploads', 0)}",
        on_change=_uploaded,
        help="At most 50,000 rows of numbers; the last column is the target. The first line may "
        "name the columns.",
    )
    paste = st.expander("Paste or edit the table", key="paste", on_change="rerun")
    if paste.open:
        with paste:
            st.text_area(
                "Table",
                key="set.data.table",
                height=220,
                help="One sample a line: numbers, then what to learn. The first line may name the "
                "columns.",
            )
            st.button(
                "Use this table",
                key="use_table",
                help="Start a new run that learns it",
                on_click=_pasted,
            )
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(f"{problem} The run goes on as it was.", icon=":material/error:")


def _data_changed() -> None:
    undo_late_report("setup")
    name = st.session_state["set.data"]
    if name == session.current_run().setup.data.name:
        return
    table = presets.example_table() if name == "csv" else ""
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
        text = file.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        st.session_state[_PROBLEM] = f"{file.name} is no text in UTF-8: save the table as CSV."
        return
    _use(text)


def _pasted() -> None:
    _use(st.session_state["set.data.table"])


def _use(text: str) -> None:
    given = {name: st.session_state[f"set.data.{name}"] for name in ("split", "seed")}
    try:
        _start(DataSpec("csv", table=text, **given))
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)


def _start(data: DataSpec) -> None:
    session.new_run(presets.for_data(data, seed=st.session_state["set.seed"]))
