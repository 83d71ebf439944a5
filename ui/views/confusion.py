"""Which class is taken for which, and the pictures behind each cell."""

import numpy as np
import streamlit as st

from core.arrays import IntArray
from core.data.samples import Dataset
from core.specs import NetworkSpec
from runs.snapshot import Look
from ui.components import heatmaps
from ui.components.heatmaps import Matrix, Panel, Tiles, clicked
from ui.components.live_plot import rounded_up
from ui.views.shared import judged
from ui.views.shared.matrices import pixels
from ui.views.view import Options, View

PICTURES = 16


def payload(look: Look, options: Options) -> bytes:
    """Pack the matrix of counts, and pictures in the chosen cell."""
    counts = _counts(look)
    names = class_names(look.data)
    wrong = counts * (1 - np.eye(len(names), dtype=int))
    scale = rounded_up(float(wrong.max())) or 1.0
    panels: list[Panel] = [
        Matrix(
            "Right class ↓, answer →",
            counts.astype(np.float32),
            [str(name) for name in names],
            [str(name) for name in names],
        )
    ]
    if look.data.image_shape is not None:
        panels += _pictures(look, _cell(options, len(names)), names, scale)
    return heatmaps.frame(
        panels,
        key=VIEW.name,
        title=VIEW.label,
        scale=scale,
        alt=words(look, options),
        quantity="samples",
        unit="count",
        clickable=look.data.image_shape is not None,
    )


def words(look: Look, _: Options) -> str:
    """Say how many are right, and which mistake is the most frequent."""
    counts, names = _counts(look), class_names(look.data)
    total, right = int(counts.sum()), int(np.trace(counts))
    wrong = counts.copy()
    np.fill_diagonal(wrong, 0)
    text = f"{right:,} of {total:,} {judged.on(look.data)} samples are right."
    if wrong.max():
        i, j = np.unravel_index(int(wrong.argmax()), wrong.shape)
        text += f" Most frequent mistake: {names[i]} taken for {names[j]}, {wrong[i, j]:,} times."
    return text


def class_names(data: Dataset) -> list[str]:
    """Return what the classes are called."""
    return list(data.class_names or data.output_names)


def choose(look: Look) -> Options:
    """Take the cell that was clicked."""
    place = clicked(VIEW.name)
    if look.data.image_shape is None:
        return {}
    if place is None or place[0] != 0:
        st.caption("Click a cell to see the images in it.")
        cell = st.session_state.get("confusion.cell")
    else:
        cell = st.session_state["confusion.cell"] = list(place[1:])
    return {"cell": cell} if cell else {}


def suits(_: NetworkSpec, data: Dataset) -> bool:
    """Suit classes."""
    return not data.regression


def _counts(look: Look) -> IntArray:
    labels, n = look.data.validation.labels, len(class_names(look.data))
    assert labels is not None
    predicted = look.answers.predicted.astype(np.intp)
    counts: IntArray = np.bincount(labels * n + predicted, minlength=n * n).reshape(n, n)
    return counts


def _cell(options: Options, n: int) -> tuple[int, int] | None:
    cell = options.get("cell")
    if not isinstance(cell, list) or len(cell) != 2:
        return None
    i, j = cell
    if type(i) is not int or type(j) is not int or not (0 <= i < n and 0 <= j < n):
        return None
    return i, j


def _pictures(
    look: Look, cell: tuple[int, int] | None, names: list[str], scale: float
) -> list[Panel]:
    if cell is None:
        return []
    i, j = cell
    labels = look.data.validation.labels
    rows = np.flatnonzero((labels == i) & (look.answers.predicted == j))[:PICTURES]
    title = f"{names[i]} taken for {names[j]}" if i != j else f"{names[i]}, recognised"
    if not len(rows):
        title += ": none"
    images = pixels(look.data, look.data.validation.x[rows])
    return [Tiles(title, images, [f"image {row}" for row in rows], 1.0)]


VIEW = View(
    name="confusion",
    label="Confusion",
    help="How often each class is taken for which, on validation samples; a click opens the "
    "images in a cell.",
    payload=payload,
    words=words,
    mount=heatmaps.mount,
    suits=suits,
    needs=frozenset({"answers"}),
    choose=choose,
)
