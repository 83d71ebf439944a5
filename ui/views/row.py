"""What the network answers to a row of one's own, in the table's words and units."""

import math
from collections.abc import Sequence

import numpy as np
import streamlit as st

from core.data.samples import Dataset, Entry
from core.evaluation import answers
from core.specs import NetworkSpec
from runs.snapshot import Look
from ui.components import receipt_table
from ui.components.receipt_table import Block
from ui.shell.widgets import shown
from ui.views.shared.numbers import number
from ui.views.view import Options, View

ASKED = 24  # entries that have a field; the others stay at what is usual
STEPS = 200  # of a slider


def payload(look: Look, options: Options) -> bytes:
    """Pack the answer."""
    title, rows = _answer(look, options)
    head = ["", look.data.output_names[0] if look.data.regression else "output"]
    return receipt_table.frame(title, [Block("", head, rows)], key=VIEW.name, alt=title)


def words(look: Look, options: Options) -> str:
    """Say the answer."""
    return _answer(look, options)[0]


def _answer(look: Look, options: Options) -> tuple[str, list[list[str]]]:
    """Return the answer in a sentence, and all outputs."""
    data = look.data
    with np.errstate(all="ignore"):  # a network may have been trained to extremes
        x = data.inputs_for(_values(data.entries, options.get("row")))
        a = look.network.forward(x.astype(look.spec.dtype)).a[look.network.L]
    name = data.output_names[0]
    if data.regression:
        own = _plain(data.unit.own(float(a[0, 0])))
        return f"{name} ≈ {own}", [["answer", own]]
    classes = data.class_names or data.output_names
    rows = [
        [output, number(float(value), 3)]
        for output, value in zip(data.output_names, a[0], strict=True)
    ]
    return f"The answer: {classes[int(answers(a)[0])]}", rows


def _plain(value: float) -> str:
    """Write a quantity as people do: prices have no powers."""
    large = 1000 <= abs(value) < 1e9
    return f"{value:,.0f}".replace("-", "−") if large else number(value, 4)


def _values(entries: Sequence[Entry], row: object) -> list[float]:
    """Return a value for each entry: what was said, else what is usual."""
    said = row if isinstance(row, list) else []
    values = []
    for i, entry in enumerate(entries):
        value = said[i] if i < len(said) else entry.usual
        known = type(value) in (int, float) and math.isfinite(value) and abs(value) < 1e30
        values.append(float(value) if known else entry.usual)
    return values


def choose(look: Look) -> Options:
    """Ask for each entry, over the range that is known."""
    row = []
    entries = look.data.entries
    with st.container(horizontal=True, gap="medium"):
        for i, entry in enumerate(entries[:ASKED]):
            row.append(_asked(entry, f"row.{i}.{entry.name}.{entry.low:g}.{entry.high:g}"))
    if len(entries) > ASKED:
        st.caption(
            f"Fields for the first {ASKED} of {len(entries)} columns; the others have their mean "
            "or commonest word."
        )
    return {"row": row}


def _asked(entry: Entry, key: str) -> float:
    label = entry.name[:60]
    range_ = f"{_plain(entry.low)} to {_plain(entry.high)} in the table."
    if entry.words:
        usual = entry.words[int(entry.usual)]
        word = shown(key, usual)
        place = entry.words.index(word) if word in entry.words else int(entry.usual)
        chosen = st.selectbox(
            label, entry.words, place, key=key, width=200, help="A word of the table."
        )
        return float(entry.words.index(chosen))
    if entry.low == entry.high:
        return entry.usual
    if entry.whole:
        whole = st.slider(
            label,
            int(entry.low),
            int(entry.high),
            shown(key, int(entry.usual)),
            key=key,
            width=200,
            help=range_,
        )
        return float(whole)
    step = 10.0 ** math.floor(math.log10((entry.high - entry.low) / STEPS))
    value = st.slider(
        label,
        entry.low,
        entry.high,
        shown(key, entry.usual),
        step,
        format="%.4g",
        key=key,
        width=200,
        help=range_,
    )
    return float(value)


def suits(_: NetworkSpec, data: Dataset) -> bool:
    """Suit tables of one's own."""
    return bool(data.entries)


VIEW = View(
    name="row",
    label="Try a row",
    help="Say what a row of your table holds: the network answers, also while it trains.",
    payload=payload,
    words=words,
    mount=receipt_table.mount,
    suits=suits,
    choose=choose,
)
