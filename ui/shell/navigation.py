"""The pages of the app: what each is called, where it lies, and which comes next."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.shell.lessons import LESSONS

_PAGES = Path(__file__).resolve().parents[2] / "pages"


def train() -> StreamlitPage:
    """Return the lab."""
    return st.Page(
        _PAGES / "train.py",
        title="Train",
        icon=":material/play_circle:",
        help="Train a network and watch it learn",
        default=True,
    )


def compare() -> StreamlitPage:
    """Return the page of two networks in lockstep."""
    return st.Page(
        _PAGES / "compare.py",
        title="Compare",
        icon=":material/compare:",
        help="Two networks that differ in one setting, trained in step",
    )


def draw() -> StreamlitPage:
    """Return the page that reads handwriting."""
    return st.Page(
        _PAGES / "draw.py",
        title="Draw",
        icon=":material/draw:",
        help="Draw a digit; the network reads it while you draw",
    )


def lessons() -> list[StreamlitPage]:
    """Return the lessons in their order."""
    return [
        st.Page(
            _PAGES / f"{lesson.name}.py",
            title=lesson.title,
            icon=lesson.icon,
            url_path=lesson.name.replace("_", "-"),
            help=lesson.purpose,
        )
        for lesson in LESSONS.values()
    ]


def after(name: str) -> StreamlitPage:
    """Return the lesson after the one of this name; after the last it is the lab's turn."""
    place = list(LESSONS).index(name) + 1
    return lessons()[place] if place < len(LESSONS) else train()
