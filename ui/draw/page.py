"""The Draw page's frame: who reads, the canvas with its answers, and one section below."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.arrays import ByteArray
from core.drawing import WHOLE, Pipeline, image_of
from core.drawing.photo import read_photo
from core.formats import LOADERS
from runs.run import Run
from ui.components.digit_canvas import Answer, Drawn, digit_canvas, put_picture, read_drawing
from ui.draw import photo, readers
from ui.draw.answering import answer
from ui.draw.desk import desk
from ui.draw.readers import Reader
from ui.draw.uploaded_picture import ENDINGS, MOST_BYTES, read_picture
from ui.shell import server, session
from ui.shell.uploads import upload
from ui.shell.widgets import shown
from ui.views.shared.opened import open_view

CANVAS = "digit"  # key of the canvas
STEPS = {
    "box": ("Box", "Cut out the ink and scale it to 20 pixels."),
    "pen": ("Pen", "Make the strokes as wide as MNIST’s, 2.6 pixels."),
    "centre": ("Centre", "Move the centre of mass to the middle."),
}
TICK = 0.4  # seconds between answers of a network that is training

_DOUBT = "draw.doubt"
_KEEP_ABOVE = "draw.keep_above"
_PINNED = "draw.pinned"
_PROBLEM = "draw.problem"
_SECTION = "draw.section"
_UPLOADS = "draw.uploads"


@dataclass(frozen=True, eq=False)
class Scene:
    """A drawing and those who read it; sections show more of it."""

    run: Run | None
    drawn: Drawn
    image: ByteArray | None
    readers: list[Reader]
    answers: list[Answer]
    keep_above: float


Section = Callable[[Scene], None]


def show(run: Run | None, sections: dict[str, Section]) -> None:
    """Show everything; a change of the drawing reruns just this."""
    playing = run is not None and run.frame.playing
    st.fragment(_all, run_every=TICK if playing else None)(run, playing, sections)


def _all(run: Run | None, playing: bool, sections: dict[str, Section]) -> None:
    if run is not None:
        server.runs().get(run.key)  # somebody looks at it: keep it playing
        server.engine().tick(run)
        if run.frame.playing != playing:
            st.rerun()
    top = st.container()
    scene = _scene(run)
    # before all else: while one draws, nothing is as urgent
    labels = [reader.label for reader in scene.readers]
    at = desk()
    at.lay(scene.readers, pipeline(), scene.keep_above)
    watched = st.session_state.get(_SECTION) is not None
    digit_canvas(
        labels, scene.drawn, scene.image, scene.answers, key=CANVAS, desk=at.key, watched=watched
    )
    with top:
        _top(run)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            st.caption("  \n".join(reader.described for reader in scene.readers))
        if run is not None and readers.reads_digits(run):
            st.button(
                "Pin in the lab",
                disabled=scene.image is None,
                icon=":material/keep:",
                help="Watch the ten answers to this drawing while your network learns.",
                on_click=_pin,
                args=(run, scene.image),
            )
    if st.session_state.pop(_PINNED, False):
        st.switch_page("../../pages/lab.py")  # as ui/shell/main.py sees it
    name = st.pills(
        "More",
        list(sections),
        default=st.session_state.get(_SECTION),
        key=_SECTION,
        label_visibility="collapsed",
        persist_state="session",
    )
    if name is not None:
        sections[name](scene)


def _scene(run: Run | None) -> Scene:
    """Return the drawing, and what those who were chosen say of it."""
    names = readers.available(run)
    chosen = st.session_state.get(_who(names)) or []
    found = [readers.reader(name, run) for name in names if name in chosen]
    found = found or [readers.reader(names[0], run)]
    drawn = read_drawing(CANVAS)
    image = image_of(drawn.drawing, pipeline(), drawn.canvas)
    keep_above = st.session_state.get(_DOUBT, 50) / 100
    said = [] if image is None else [answer(reader, image, keep_above) for reader in found]
    return Scene(run, drawn, image, found, said, keep_above)


def _who(names: list[str]) -> str:
    """Return the key of the choice of readers: who has trained a network starts with that."""
    return f"draw.who.{names[0]}"


def _top(run: Run | None) -> None:
    """Say what one does here; ask who reads, how sure they must be, and for pictures."""
    names = readers.available(run)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header("Draw a digit", anchor=False)
        options = st.popover(
            "Options", key="draw.options", icon=":material/tune:", on_change="rerun"
        )
        if options.open:  # each of its fields would cost time at every stroke
            with options:
                _more()
        with st.container(
            horizontal=True, width="content", wrap=False, gap="xsmall", vertical_alignment="center"
        ):
            st.markdown("Who reads it:", width="content")
            who = _who(names)
            st.pills(
                "Who reads it",
                names,
                selection_mode="multi",
                default=shown(who, names[:1]),
                format_func=readers.LABELS.__getitem__,
                key=who,
                label_visibility="collapsed",
                persist_state="session",
                width="content",
            )
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(problem, icon=":material/error:")
    photo.show(lambda picture: put_picture(CANVAS, picture))


def _more() -> None:
    uploads = st.session_state.get(_UPLOADS, 0)
    upload(
        "A picture of a digit",
        type=ENDINGS,
        key=f"draw.picture.{uploads}",
        on_change=_picture_came,
        help="A drawing, or a photo of pen or pencil on paper, as the phone takes it: JPEG, PNG, "
        "BMP, GIF or HEIC up to 50 megapixels, WebP up to 24. Several digits are found one by one.",
        most_mb=MOST_BYTES // 10**6,
    )
    if st.toggle(
        "Use the camera",
        key="draw.camera",
        help="Takes the photo here; the browser asks for leave first.",
    ):
        st.camera_input(
            "A photo of a digit",
            key=f"draw.photo.{uploads}",
            on_change=_photo_came,
            label_visibility="collapsed",
        )
    upload(
        "A saved network to read with",
        type=[ending.removeprefix(".") for ending in LOADERS],
        key=f"draw.network.{uploads}",
        on_change=_network_came,
        help="From this lab (.npz), of Nielsen’s network2.py (.json), ONNX, Keras 3 or "
        "safetensors: dense layers only.",
        most_mb=readers.MOST_BYTES // 10**6,
    )
    st.slider(
        "“I don’t know” below a confidence of",
        0,
        99,
        shown(_DOUBT, 50),
        format="%d %%",
        key=_KEEP_ABOVE,
        on_change=_doubt_changed,
    )


def _doubt_changed() -> None:
    """Keep the value: the slider is there only while it is seen."""
    st.session_state[_DOUBT] = st.session_state[_KEEP_ABOVE]


def _picture_came() -> None:
    _take("draw.picture", _read)


def _photo_came() -> None:
    _take("draw.photo", _read)


def _read(file: Any) -> None:
    """Put the first digit of a picture on the canvas, and keep the others at hand."""
    found = read_photo(read_picture(file.getvalue()))
    if found.digits:
        put_picture(CANVAS, found.digits[0].picture)
    photo.keep(found)


def _network_came() -> None:
    def take(file: Any) -> None:
        readers.load_saved(file.name, file.getvalue())

    _take("draw.network", take)


def _take(field: str, take: Callable[[Any], None]) -> None:
    """Take an uploaded file, then empty the field."""
    number = st.session_state.get(_UPLOADS, 0)
    file = st.session_state.get(f"{field}.{number}")
    st.session_state[_UPLOADS] = number + 1
    if file is None:
        return
    st.session_state["draw.options"] = False  # what came of it is not covered
    try:
        take(file)
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)


def _pin(run: Run, image: ByteArray | None) -> None:
    """Keep the drawing's answers over time; the page then changes to the lab, where they show."""
    session.mine(run).pin(image)
    open_view("pinned")
    st.session_state[_PINNED] = True


def pipeline() -> Pipeline:
    """Return the steps that are switched on; all of them unless the switches are in sight."""
    if st.session_state.get(_SECTION) != "Steps":
        return WHOLE
    return Pipeline(**{name: st.session_state.get(f"draw.step.{name}", True) for name in STEPS})


def choose_one(scene: Scene, key: str) -> Reader:
    """Return the reader that a section is about; ask if there are several."""
    if len(scene.readers) == 1:
        return scene.readers[0]
    names = [reader.name for reader in scene.readers]
    key = f"{key}.{'.'.join(names)}"
    name = st.pills(
        "Which of them?",
        names,
        default=shown(key, names[0]),
        format_func=readers.LABELS.__getitem__,
        key=key,
        label_visibility="collapsed",
    )
    return scene.readers[names.index(name) if name in names else 0]
