"""My drawings: a collection to look at, to take away and bring back, and to train on."""

import numpy as np
import streamlit as st

from core.data.drawings import DIGITS
from core.specs import DataSpec
from ui.components import heatmaps
from ui.components.heatmaps import Tiles
from ui.draw import archive
from ui.draw.page import Scene
from ui.shell import presets, session
from ui.shell.uploads import upload

SHOWN = 40
_KEY = "draw.mine"
_PROBLEM = "draw.mine.problem"
_UPLOADS = "draw.mine.uploads"
_TRAIN = "draw.mine.train"
_CAME = "draw.mine.came"
_TRAINS = (
    ("drawings", "Train on them alone", "Opens Train with your drawings as data."),
    (
        "drawings_mnist",
        "Train on them among MNIST",
        "Your drawings, repeated, among 10,000 of MNIST’s.",
    ),
)
"""Data to train on: its name, its button, and a hint; the last is for digits only."""


def show(scene: Scene) -> None:
    """Show the latest drawings and what can be done with them."""
    collection = session.collection()
    n = len(collection)
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(problem, icon=":material/error:")
    if came := st.session_state.pop(_CAME, 0):
        st.toast(f"{came} drawing{'s' * (came > 1)} came.")
    if n:
        _tiles()
        with st.container(horizontal=True, gap="small"):
            for name, label, help in _TRAINS[: 2 if collection.symbols == DIGITS else 1]:
                st.button(
                    label,
                    key=f"{_TRAIN}.{name}",
                    icon=":material/play_circle:",
                    help=help,
                    on_click=_train,
                    args=(name,),
                )
            st.download_button(
                "Export",
                lambda: archive.write(collection),  # it runs outside this session
                "drawings.zip",
                "application/zip",
                icon=":material/download:",
                on_click="ignore",
            )
            st.button("Remove the last", on_click=_remove_last, icon=":material/backspace:")
            st.button("Remove all", on_click=collection.remove_all, icon=":material/delete:")
    else:
        st.caption(
            "Nothing collected yet. Draw a digit, open “Teach it”, say which digit it is, and add "
            "it. A few of each digit are enough to train on."
        )
    number = st.session_state.get(_UPLOADS, 0)
    upload(
        "Import drawings",
        type=["zip"],
        key=f"{_UPLOADS}.{number}",
        on_change=_imported,
        most_mb=archive.MOST_BYTES // 10**6,
        help=f"A zip of pictures and {archive.TABLE}, as it is saved here.",
    )
    if st.session_state.pop(_TRAIN, False):
        st.switch_page("../../pages/train.py")  # as ui/shell/main.py sees it


def _tiles() -> None:
    collection = session.collection()
    n, symbols = len(collection), collection.symbols
    counts = np.bincount(collection.labels, minlength=len(symbols))
    told = ", ".join(
        f"{count} × {symbol}" for symbol, count in zip(symbols, counts, strict=True) if count
    )
    latest = "" if n <= SHOWN else f", the latest {SHOWN}"
    heatmaps.mount(
        heatmaps.frame(
            [
                Tiles(
                    f"{n} drawing{'s' * (n > 1)}{latest}",
                    collection.images[-SHOWN:].astype(np.float32) / np.float32(255),
                    [f"a {symbols[label]}" for label in collection.labels[-SHOWN:]],
                )
            ],
            key=_KEY,
            scale=1.0,
            alt=f"Your drawings: {told}.",
            quantity="ink",
            unit="share",
        ),
        _KEY,
    )


def _remove_last() -> None:
    collection = session.collection()
    collection.remove(len(collection) - 1)


def _imported() -> None:
    number = st.session_state.get(_UPLOADS, 0)
    file = st.session_state.get(f"{_UPLOADS}.{number}")
    st.session_state[_UPLOADS] = number + 1  # empties the field
    if file is None:
        return
    try:
        came = archive.read(file.getvalue())
        session.collection().take(came)
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_CAME] = len(came)


def _train(name: str) -> None:
    """Start a run on the drawings; the page then changes to the lab."""
    try:
        data = DataSpec(name, table=session.collection().as_text())
        session.new_run(presets.for_data(data, seed=0))
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_TRAIN] = True
