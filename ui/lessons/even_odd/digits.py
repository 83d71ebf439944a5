"""The same text's digits: its table beside ours, the net done right, and images by their number."""

from collections.abc import Iterator, Sequence

import numpy as np
import streamlit as st

from core.data.load import load
from core.explain.numbers import percent
from core.reproduce import raw_pixels
from core.reproduce.raw_pixels import Epoch
from core.specs import DataSpec
from ui.components import heatmaps
from ui.lessons.kit.code import beside
from ui.shell.widgets import shown

TICK = 0.15  # seconds
EPOCHS = 11  # those whose errors the text prints one after another
_STATE, _IMAGE = "even_odd.digits.course", "even_odd.digits.image"
NUMBER = 999  # the image that the text shows


class Course:
    """The run on its way, an epoch at a call."""

    def __init__(self) -> None:
        self._coming: Iterator[Epoch] = raw_pixels.course()
        self.epochs: list[Epoch] = []

    @property
    def finished(self) -> bool:
        """Whether all epochs are there that the text prints one after another."""
        return len(self.epochs) >= EPOCHS

    def advance(self) -> None:
        """Train for an epoch more."""
        self.epochs.append(next(self._coming))


def show() -> None:
    """Show the table, ours as it comes, and an image."""
    st.markdown(
        "*The Backward Pass* also read digits: 784 pixels **from 0 to 255**, 32 units, weights "
        "about as large as 1: most sigmoids begin on their flat ends. After 300 epochs it had "
        f"{percent(raw_pixels.PUBLISHED_ACCURACY, 2)} of the test right. Done right, with pixels "
        "from 0 to 1, small weights, cross-entropy and mini-batches of ten, one epoch is enough."
    )
    table, image = st.columns([3, 2])
    with image:
        _image()
    with table:
        if st.button("Compute it here, now", key="even_odd.digits.go", icon=":material/science:"):
            st.session_state[_STATE] = Course()
        course: Course | None = st.session_state.get(_STATE)
        running = course is not None and not course.finished
        st.fragment(_tables, run_every=TICK if running else None)(course, running)


def _tables(course: Course | None, running: bool) -> None:
    if course is not None and running:
        course.advance()
        if course.finished:
            st.rerun()
    found = course.epochs if course else []
    half = (EPOCHS + 1) // 2
    for column, numbers in zip(st.columns(2), (range(half), range(half, EPOCHS)), strict=True):
        column.markdown(rows(numbers, found))
    if found:
        last = found[-1]
        st.markdown(
            f"After {last.number + 1} epochs (the first is called 0): "
            f"**{percent(last.accuracy)}** of the test right with raw pixels, "
            f"**{percent(last.done_right or 0)}** done right."
        )
    st.caption(
        "Compared, not equal: on flat ends rounding grows, and all but the first digits "
        "are each processor's own. Its “probabilities” are ten sigmoids: they need not add up to 1."
    )


def rows(numbers: Sequence[int], found: Sequence[Epoch]) -> str:
    """Return a Markdown table of published errors, and ours where there are some."""
    lines = ["| epoch | error, published | here |", "|--:|:--|:--|"]
    for number in numbers:
        ours = f"{found[number].error:.5}" if number < len(found) else ""
        lines.append(f"| {number} | {raw_pixels.PUBLISHED[number]} | {ours} |")
    return "\n".join(lines)


def _image() -> None:
    """Show an image of the training set by its number."""
    train = load(DataSpec("mnist")).train
    number = st.number_input(
        "Image of the training set, counted from 0",
        0,
        len(train) - 1,
        shown(_IMAGE, NUMBER),
        key=_IMAGE,
        persist_state="session",
    )
    number = NUMBER if number is None else int(number)
    assert train.labels is not None
    label = int(train.labels[number])
    pixels = train.x[number].reshape(1, 28, 28) / 255
    key = "even_odd.digits.pixels"
    y = "".join(f"{value:.0f}" for value in train.y[number])
    tiles = heatmaps.Tiles(f"No. {number}: a {label}; as ten outputs {y}", np.asarray(pixels), [""])
    alt = f"Image {number} of the training set, a {label}."
    heatmaps.mount(
        heatmaps.frame([tiles], key=key, scale=1.0, alt=alt, quantity="ink", unit="share"), key
    )


def code() -> None:
    """Show the code that trains both."""
    beside(r"z = \sum_k w_k x_k + b, \quad 0 \le x_k \le 255", raw_pixels.course)
