"""A canvas to draw a digit on, what a net sees of it, and how sure nets are of each digit.

The canvas sends its strokes while they are drawn and keeps its own ink. Use it in a fragment::

    drawn = read_drawing("digit")
    image = image_of(drawn.drawing, canvas=drawn.canvas)
    digit_canvas(names, drawn, image, answers, key="digit")
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core.arrays import ByteArray
from core.drawing import CANVAS, Canvas, Strokes
from ui.components.kit.linker import component
from ui.components.kit.packing import pack

PENS = (10, 16, 26)  # widths, in units of the canvas
DRAWN_POINTS = 5000  # where the canvas stops
MOST_POINTS = 6000  # more is not from the canvas
NEARLY = 0.995  # an answer above it is nearly certain, and not called certain
TOO_MANY = f"A drawing of more than {MOST_POINTS:,} points is not read: clear it and draw again."

_MAX_SEQ = 2**53  # the largest number JavaScript counts to one by one
_LONGEST = 1e7  # ms of drawing
PER_UNIT = 10  # points travel to the browser as whole tenths of a unit
_PREVIEW = 140  # largest side of an uploaded picture on the canvas, px
_ICONS = {  # word, what it does, path of the picture
    "undo": ("Undo", "Undo", "M9 6 4 11l5 5 M4 11h10a5 5 0 0 1 0 9h-3"),
    "redo": ("Redo", "Redo", "M15 6l5 5-5 5 M20 11H10a5 5 0 0 0 0 9h3"),
    "replay": ("Replay", "Replay the drawing", "M8 5l11 7-11 7z"),
    "pen": ("Pen", "Pen width", ""),
    "clear": ("Clear", "Clear the drawing", "M5 5l14 14 M19 5 5 19"),
}


def _button(name: str, word: str, label: str, path: str) -> str:
    inside = (
        f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>'
        if path
        else '<span class="nib"></span>'
    )
    return (
        f'<button type="button" class="{name}" aria-label="{label}" title="{label}">'
        f'<span class="icon">{inside}</span><span>{word}</span></button>'
    )


HTML = f"""
<section class="digit-canvas" aria-label="Draw a digit">
  <div class="layout">
    <div class="draw">
      <canvas class="paper" tabindex="0" role="application" aria-roledescription="drawing canvas"
        aria-label="Drawing canvas" aria-describedby="hint"></canvas>
      <div class="tools">
        {"".join(_button(name, *icon) for name, icon in _ICONS.items())}
      </div>
    </div>
    <div class="seen">
      <figure>
        <canvas class="thumb" width="28" height="28" role="img"
          aria-label="The 28 by 28 picture that the net sees"></canvas>
        <figcaption>What the net sees</figcaption>
      </figure>
      <div class="answer" aria-hidden="true">
        <div class="lines"></div>
        <p class="note"></p>
      </div>
    </div>
    <ol class="bars" aria-label="How sure the net is of each digit"></ol>
    <p class="hint" id="hint">
      Mouse, pen or finger: the answer follows the stroke. By keys: arrows move, Space puts the pen
      down or up, Ctrl+Z undoes.
    </p>
  </div>
  <p class="spoken" role="status" aria-live="polite"></p>
</section>
"""

_MOUNT = component(__file__, html=HTML)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What one reader says.

    Attributes
    ----------
    outputs : (10,)
        How sure it is of each digit, 0 to 1.
    label : int
        The digit it reads, -1 for none.
    line, note, spoken : str
        The answer in large print, one short line below it, and a sentence for screen readers.
    """

    outputs: NDArray[np.floating[Any]]
    label: int
    line: str
    note: str
    spoken: str


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What is on the canvas.

    Attributes
    ----------
    strokes : list of (k, 3) float32
        x and y of the pen, y down, in canvas units from 0 to 280; t in ms of drawing.
    seq : int
        The number of this state of the drawing, 0 for an untouched canvas.
    pen : float
        Width of the pen, canvas units.
    picture : (h, w) uint8, optional
        A picture that was uploaded: it stands on the canvas in place of strokes.
    picture_id : int
        Its number, 0 if there is none.
    problem : str
        Why a drawing could not be taken.
    """

    strokes: list[NDArray[np.float32]] = field(default_factory=list)
    seq: int = 0
    pen: float = CANVAS.pen
    picture: ByteArray | None = None
    picture_id: int = 0
    problem: str = ""

    @property
    def drawing(self) -> ByteArray | Strokes:
        """What ``core.drawing`` reads."""
        return [stroke[:, :2] for stroke in self.strokes] if self.picture is None else self.picture

    @property
    def canvas(self) -> Canvas:
        """The canvas with the pen that was used."""
        return Canvas(CANVAS.side, self.pen)


@dataclass(frozen=True, slots=True, eq=False)
class _Uploaded:
    """A picture, its number, and the state of the drawing that it took the place of."""

    picture: ByteArray
    number: int
    seq: int


def read_drawing(key: str) -> Drawn:
    """Read what is on the canvas with this key; call it before `digit_canvas`.

    The drawing is kept for the session, so that it is there again when the visitor comes back to
    the page. What the browser sends that is no drawing counts as none.
    """
    state = st.session_state.get(key)
    sent = state.get("strokes") if isinstance(state, Mapping) else None
    uploaded: _Uploaded | None = st.session_state.get(_kept(key, "picture"))
    if sent is not None:
        drawn = parse(sent)
        if uploaded is not None and (
            drawn.seq <= uploaded.seq or drawn.picture_id == uploaded.number
        ):
            seq = max(drawn.seq, uploaded.seq)
            drawn = Drawn([], seq, drawn.pen, uploaded.picture, uploaded.number)
        st.session_state[_kept(key, "drawing")] = drawn
    kept: Drawn = st.session_state.get(_kept(key, "drawing")) or Drawn()
    return kept


def put_picture(key: str, picture: ByteArray) -> None:
    """Put a picture (h, w) on the canvas in place of what is drawn there."""
    drawn = read_drawing(key)
    before: _Uploaded | None = st.session_state.get(_kept(key, "picture"))
    number = 1 if before is None else before.number + 1
    st.session_state[_kept(key, "picture")] = _Uploaded(picture, number, drawn.seq)
    st.session_state[_kept(key, "drawing")] = Drawn([], drawn.seq, drawn.pen, picture, number)


def digit_canvas(
    names: Sequence[str],
    drawn: Drawn,
    image: ByteArray | None,
    answers: Sequence[Answer],
    *,
    key: str,
    desk: str = "",
    watched: bool = False,
) -> None:
    """Show the canvas and the readers' answers to what is drawn on it; see ``frame``."""
    shown = frame(names, drawn, image, answers, desk=desk, watched=watched)
    _MOUNT(key=key, data=shown, on_strokes_change=_rerun)


def parse(sent: object) -> Drawn:
    """Turn what the browser sent into a drawing; anything else into an empty one."""
    if not isinstance(sent, Mapping):
        return Drawn()
    seq, lists = sent.get("seq"), sent.get("strokes")
    pen, number = sent.get("pen", CANVAS.pen), sent.get("picture", 0)
    if type(seq) is not int or not 0 <= seq <= _MAX_SEQ or not isinstance(lists, list):
        return Drawn()
    if type(number) is not int or not _is_number(pen) or not 1 <= pen <= CANVAS.side / 4:
        return Drawn(seq=seq)
    if not all(isinstance(flat, list) and len(flat) % 3 == 0 for flat in lists):
        return Drawn(seq=seq)
    if len(lists) + sum(map(len, lists)) > 4 * MOST_POINTS:
        return Drawn(seq=seq, problem=TOO_MANY)
    if not all(_is_number(value) for flat in lists for value in flat):
        return Drawn(seq=seq)
    strokes = [np.array(flat, np.float64).reshape(-1, 3) for flat in lists if flat]
    highest = (CANVAS.side, CANVAS.side, _LONGEST)
    strokes32 = [np.clip(stroke, 0.0, highest).astype(np.float32) for stroke in strokes]
    return Drawn(strokes32, seq, float(pen), None, number)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader answers, in words."""

    label: int
    line: str
    note: str
    spoken: str


@dataclass(frozen=True, slots=True)
class DigitCanvas:
    """Header of a frame: see ``frame``. ``lengths`` are those of the strokes, in points.

    ``base`` is the path that the whole app is served under.
    """

    seq: int
    pen: float
    problem: str
    picture: int
    lengths: Sequence[int]
    names: Sequence[str]
    readers: Sequence[Reading]
    desk: str
    base: str
    watched: bool


def frame(
    names: Sequence[str],
    drawn: Drawn,
    image: ByteArray | None,
    answers: Sequence[Answer],
    *,
    desk: str = "",
    watched: bool = False,
) -> bytes:
    """Pack what the browser shows.

    The drawing goes along every time: the browser needs it only when it builds the canvas anew, but
    when that happens is not known here, and a digit takes a few hundred bytes.

    Parameters
    ----------
    names : sequence of str
        Of the readers, one to four.
    drawn : Drawn
        As ``read_drawing`` returned it: the canvas sends on when it sees its number.
    image : (28, 28) uint8 or None
        What the nets see; None for an empty canvas.
    answers : sequence of Answer
        One for each reader; none to an empty canvas.
    desk : str
        The key of the socket that answers at once, where there is one.
    watched : bool
        Whether the page shows more of the drawing, and is to hear of it while it is drawn.
    """
    strokes = drawn.strokes
    points = np.concatenate(strokes) if strokes else np.empty((0, 3), np.float32)
    header = DigitCanvas(
        seq=drawn.seq,
        pen=drawn.pen,
        problem=drawn.problem,
        picture=drawn.picture_id if drawn.picture is not None else 0,
        lengths=[len(stroke) for stroke in strokes],
        names=names,
        readers=[Reading(a.label, a.line, a.note, a.spoken) for a in answers],
        desk=desk,
        base=st.get_option("server.baseUrlPath").strip("/"),
        watched=watched,
    )
    outputs = [np.asarray(answer.outputs, np.float32) for answer in answers]
    arrays: list[NDArray[Any]] = [
        np.empty(0, np.uint8) if image is None else image,
        np.concatenate(outputs) if outputs else np.empty(0, np.float32),
        np.rint(points[:, :2] * PER_UNIT).astype("<i2").reshape(-1).view(np.uint8),
        points[:, 2].astype(np.float32),
        np.empty(0, np.uint8) if drawn.picture is None else _preview(drawn.picture),
    ]
    return pack(header, arrays)


def _preview(picture: ByteArray) -> ByteArray:
    """Return the picture as a small square, on paper of its own brightness."""
    step = -(-max(picture.shape) // _PREVIEW)
    small = picture[::step, ::step]
    side = max(small.shape)
    square = np.full((side, side), np.median(small), np.uint8)
    top, left = (side - small.shape[0]) // 2, (side - small.shape[1]) // 2
    square[top : top + small.shape[0], left : left + small.shape[1]] = small
    return square


def _kept(key: str, what: str) -> str:
    """Name the place in session state that outlives the widget: Streamlit drops a widget's own."""
    return f"{key}:{what}"


def _is_number(value: object) -> bool:
    """Tell numbers a canvas can send from all else; NaN, infinity and huge integers fail, too."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -1e8 < value < 1e8


def _rerun() -> None:
    """Do nothing: with a callback Streamlit keeps the strokes and reruns the fragment."""
