"""A canvas to draw a digit on, what the net sees of it, and how sure the net is of each digit.

The canvas sends its strokes while they are drawn and keeps its own ink. Use it in a fragment::

    strokes, seq = read_strokes("digit")
    image = image_from_strokes(strokes)
    digit_canvas(Answer(image, probabilities, seq), key="digit")
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.components.packing import pack, source

CANVAS = 280.0  # side of the canvas in its own units, whatever its size on screen

_MAX_POINTS = 6000  # the canvas stops at 5000; more is not from the canvas
_MAX_SEQ = 2**53  # the largest number JavaScript counts to one by one
_PER_UNIT = 10  # points travel to the browser as whole tenths of a unit

_HTML = """
<section class="digit-canvas" aria-label="Draw a digit">
  <div class="layout">
    <div class="draw">
      <canvas class="paper" tabindex="0" role="application" aria-roledescription="drawing canvas"
        aria-label="Drawing canvas" aria-describedby="hint"></canvas>
      <div class="tools">
        <button type="button" class="undo" disabled aria-label="Undo the last stroke">Undo</button>
        <button type="button" class="clear" disabled aria-label="Clear the drawing">Clear</button>
      </div>
    </div>
    <div class="seen">
      <figure>
        <canvas class="thumb" width="28" height="28" role="img"
          aria-label="The 28 by 28 picture that the net sees"></canvas>
        <figcaption>What the net sees</figcaption>
      </figure>
      <div class="answer" aria-hidden="true">
        <p class="line"></p>
        <p class="note"></p>
      </div>
    </div>
    <ol class="bars" aria-label="How sure the net is of each digit"></ol>
    <p class="hint" id="hint">
      Mouse, pen or finger. By keys: arrows move, Space puts the pen down or up, Ctrl+Z undoes.
    </p>
  </div>
  <p class="spoken" role="status" aria-live="polite"></p>
</section>
"""

_MOUNT = st.components.v2.component(
    "digit_canvas",
    html=_HTML,
    css=source("digit_canvas.css"),
    js=source("packing.js", "digit_canvas.js"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What the net makes of a drawing.

    Parameters
    ----------
    image : (28, 28) uint8 or None
        What the net sees; None for an empty canvas.
    probabilities : (10,) float32 or None
        How sure the net is of each digit, 0 to 1; None shows the picture alone.
    seq : int
        The number that `read_strokes` gave with the strokes this answers.
    note : str
        One short line below the answer.
    """

    image: NDArray[np.uint8] | None
    probabilities: NDArray[np.float32] | None
    seq: int
    note: str = ""


def read_strokes(key: str) -> tuple[list[NDArray[np.float32]], int]:
    """Read what is drawn on the canvas with this key; call it before `digit_canvas`.

    The drawing is kept for the session, so that it is there again when the visitor comes back to
    the page.

    Returns
    -------
    strokes : list of (k, 2) float32
        x and y of the pen, y down, in canvas units from 0 to 280. Empty when nothing is drawn, and
        when the browser sent something that is no drawing.
    seq : int
        The number of this state of the drawing, 0 for an untouched canvas.
    """
    state = st.session_state.get(key)
    sent = state.get("strokes") if isinstance(state, Mapping) else None
    if sent is not None:
        st.session_state[_kept(key)] = parse_strokes(sent)
    strokes, seq = st.session_state.get(_kept(key), ([], 0))
    return list(strokes), seq


def digit_canvas(answer: Answer, *, key: str) -> None:
    """Show the canvas and an answer to what is drawn on it.

    Parameters
    ----------
    answer : Answer
        With the ``seq`` that `read_strokes` returned: the canvas sends on when it sees it.
    key : str
        The same as for `read_strokes`.
    """
    strokes, _ = st.session_state.get(_kept(key), ([], 0))
    _MOUNT(key=key, data=frame(answer, strokes), on_strokes_change=_rerun)


def parse_strokes(sent: object) -> tuple[list[NDArray[np.float32]], int]:
    """Turn what the browser sent into strokes and their number; ``([], 0)`` for anything else."""
    if not isinstance(sent, Mapping):
        return [], 0
    seq, lists = sent.get("seq"), sent.get("strokes")
    if type(seq) is not int or not 0 <= seq <= _MAX_SEQ or not isinstance(lists, list):
        return [], 0
    if not all(isinstance(flat, list) and len(flat) % 2 == 0 for flat in lists):
        return [], seq
    if len(lists) + sum(map(len, lists)) > 3 * _MAX_POINTS:
        return [], seq
    if not all(_is_number(value) for flat in lists for value in flat):
        return [], seq
    strokes = [np.array(flat, np.float64).reshape(-1, 2) for flat in lists if flat]
    return [np.clip(stroke, 0.0, CANVAS).astype(np.float32) for stroke in strokes], seq


def frame(answer: Answer, strokes: list[NDArray[np.float32]]) -> bytes:
    """Pack what the browser shows.

    The strokes go along every time: the browser needs them only when it builds the canvas anew, but
    when that happens is not known here, and a digit takes a few hundred bytes.
    """
    points = np.concatenate(strokes) if strokes else np.empty((0, 2), np.float32)
    tenths = np.rint(points * _PER_UNIT).astype("<i2")
    image, probabilities = answer.image, answer.probabilities
    header: dict[str, Any] = {
        "seq": answer.seq,
        "note": answer.note,
        "lengths": [len(stroke) for stroke in strokes],
    }
    arrays: list[NDArray[Any]] = [
        np.empty(0, np.uint8) if image is None else image,
        np.empty(0, np.float32) if probabilities is None else np.asarray(probabilities, np.float32),
        tenths.reshape(-1).view(np.uint8),
    ]
    return pack(header, arrays)


def _kept(key: str) -> str:
    """Name the place in session state that outlives the widget: Streamlit drops a widget's own."""
    return f"{key}:drawing"


def _is_number(value: object) -> bool:
    """Tell numbers a canvas can send from all else; NaN, infinity and huge integers fail, too."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -1e6 < value < 1e6


def _rerun() -> None:
    """Do nothing: with a callback Streamlit keeps the strokes and reruns the fragment."""
