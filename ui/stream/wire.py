"""What both languages know, written for JavaScript from the Python that owns it.

    python -m ui.stream.wire

writes ``wire.d.ts``, the types of the frames' headers and of data without arrays, and
``constants.js``. A test says when one
of them is stale; ``make lint`` then tells where JavaScript spells a key otherwise.
"""

import json
import types
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from core.drawing.strokes import CANVAS
from runs.rooms.events import LONGEST_NAME
from ui.components.kit import linker

KIT = Path(__file__).parents[1] / "components" / "kit"
_PLAIN = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    type(None): "null",
    Any: "unknown",
}
_NOTE = "// Written by ui/stream/wire.py: change the Python, then run it.\n"


def headers() -> tuple[type, ...]:
    """Return the headers of all frames."""
    from ui.components.decision_map import DecisionMap
    from ui.components.digit_canvas import DigitCanvas
    from ui.components.gallery import Gallery
    from ui.components.heatmaps import Heatmaps
    from ui.components.hint_line import HintLine
    from ui.components.landscape import LandscapeMap
    from ui.components.live_plot import LivePlot
    from ui.components.network_diagram import NetworkDiagram
    from ui.components.progress_line import ProgressLine
    from ui.components.receipt_table import ReceiptTable
    from ui.components.rewind_bar import RewindBar
    from ui.components.stage import Stage
    from ui.components.warped_grid import WarpedGrid
    from ui.components.wiggle import Wiggle
    from ui.stream.socket import Message
    from ui.views.flow import StageFlow
    from ui.views.network import StageNetwork
    from ui.views.thumbs import StageThumbs
    from ui.views.timeline import StageTimeline

    return (
        DecisionMap,
        DigitCanvas,
        Gallery,
        Heatmaps,
        HintLine,
        LandscapeMap,
        LivePlot,
        NetworkDiagram,
        ProgressLine,
        ReceiptTable,
        RewindBar,
        WarpedGrid,
        Wiggle,
        Message,
        Stage,
        StageFlow,
        StageNetwork,
        StageThumbs,
        StageTimeline,
    )


def without_arrays() -> tuple[type, ...]:
    """Return what other components get: see ``packing.plain``."""
    from ui.components.equation_board import Board
    from ui.components.eta_slider import EtaSlider
    from ui.components.fill_in import FillIn
    from ui.components.kit.still_svg import StillSvg
    from ui.components.lectern import Lectern
    from ui.components.live_sliders import LiveSliders
    from ui.components.point_pad import PointPad
    from ui.stream.live_socket import LiveSocket

    return Board, EtaSlider, FillIn, Lectern, LiveSliders, LiveSocket, PointPad, StillSvg


def constants() -> dict[str, tuple[Any, str]]:
    """Return constants that JavaScript needs, each with what it is."""
    from ui.components import decision_map, digit_canvas, heatmaps, rewind_bar
    from ui.shell import play_button, session
    from ui.stream import socket

    return {
        "FULL": (heatmaps.FULL, "the colour of the largest value; its negative of the smallest"),
        "MISSING": (heatmaps.MISSING, "the colour of what is no number"),
        "STRONG": (decision_map.STRONG, "the colour of a sample of one of two classes"),
        "UNITS": (int(CANVAS.side), "across the canvas that digits are drawn on"),
        "PENS": (list(digit_canvas.PENS), "widths of the pen, in those units"),
        "DRAWN_POINTS": (digit_canvas.DRAWN_POINTS, "of a drawing, at most"),
        "PER_UNIT": (digit_canvas.PER_UNIT, "places of a point that travel, per unit"),
        "NEARLY": (digit_canvas.NEARLY, "a share above which an answer is called “>99” per cent"),
        "PLAY": (play_button.PLAY, "what the key of the lab's play button begins with"),
        "STEP": (play_button.STEP, "and of the button for one step"),
        "REWIND": (rewind_bar.KEY, "the key of the slider over the run's past"),
        "RUNS_COOKIE": (session.RUNS_COOKIE, "the name of what keeps this browser's runs"),
        "OWNER_COOKIE": (session.OWNER_COOKIE, "the name of what tells which browser this is"),
        "REMEMBERED": (session.REMEMBERED, "of them at most"),
        "UNKNOWN_RUN": (socket.UNKNOWN_RUN, "the code of a socket whose run is not there"),
        "TOGETHER": (socket.TOGETHER, "painted frames that are acknowledged in one message"),
        "FOR_GOOD": (list(socket.FOR_GOOD), "codes of a socket that need not be opened again"),
        "CLOSED": (socket.CLOSED, "the code of a socket whose lecture room was closed"),
        "TOO_MANY_TRIES": (socket.TOO_MANY_TRIES, "and of one that came with too many wrong codes"),
        "LONGEST_NAME": (LONGEST_NAME, "letters of a nickname"),
    }


def types_text() -> str:
    """Return the text of ``wire.d.ts``: an interface for each header and its parts."""
    known: dict[type, None] = {}
    for kind in (*headers(), *without_arrays()):
        _gather(kind, known)
    names = Counter(kind.__name__ for kind in known)
    if twice := [name for name, count in names.items() if count > 1]:
        raise ValueError(f"two kinds of data are called {twice}")  # TypeScript would merge them
    arrays = "export type Arrays = (Int8Array | Uint8Array | Float32Array)[];"
    return "\n".join([_NOTE, arrays, "", *(_interface(kind) for kind in known)])


def constants_text() -> str:
    """Return the text of ``constants.js``."""
    lines = [
        f"export const {name} = {json.dumps(value)}; // {about}"
        for name, (value, about) in constants().items()
    ]
    return "\n".join([_NOTE, *lines]) + "\n"


def _gather(kind: type, known: dict[type, None]) -> None:
    """Note a dataclass and those it consists of, parts first."""
    if kind in known:
        return
    for annotation in get_type_hints(kind).values():
        for part in _dataclasses(annotation):
            _gather(part, known)
    known[kind] = None


def _dataclasses(annotation: Any) -> Iterator[type]:
    if is_dataclass(annotation) and isinstance(annotation, type):
        yield annotation
    for part in get_args(annotation):
        yield from _dataclasses(part)


def _interface(kind: type) -> str:
    hints = get_type_hints(kind)
    lines = [f"  {field.name}: {_typed(hints[field.name])};" for field in fields(kind)]
    if kind in headers():
        lines.append("  arrays: Arrays;")
    return "\n".join([f"export interface {kind.__name__} {{", *lines, "}", ""])


def _typed(annotation: Any) -> str:
    """Return how TypeScript writes a type."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if is_dataclass(annotation) and isinstance(annotation, type):
        return annotation.__name__
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " | ".join(json.dumps(part) for part in parts)
    if origin in (Union, types.UnionType):
        return " | ".join(_typed(part) for part in parts)
    if origin is tuple and parts[-1:] != (Ellipsis,):
        return f"[{', '.join(map(_typed, parts))}]"
    if origin is Mapping:
        return f"Record<{', '.join(map(_typed, parts))}>"
    if isinstance(origin, type) and issubclass(origin, Sequence):
        inner = _typed(parts[0])
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    raise TypeError(f"JavaScript has no type for {annotation}")


def main() -> None:
    """Write both files."""
    # Components link their JavaScript when they are imported, and that may need what is missing.
    linker.javascript = lambda entry: "export default () => {};\n"
    (KIT / "constants.js").write_text(constants_text(), "utf-8")
    (KIT / "wire.d.ts").write_text(types_text(), "utf-8")


if __name__ == "__main__":
    main()
