"""The pages of the app: what each is called, where it lies, and which comes next."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.shell.lessons import LESSONS

_PAGES = Path(__file__).resolve().parents[2] / "pages"


def train() -> StreamlitPage:
    """Return the stage."""
    return st.Page(
        _PAGES / "train.py",
        title="Train",
        icon=":material/play_circle:",
        help="Watch a network learn, and change it in the picture",
        default=True,
    )


def lab() -> StreamlitPage:
    """Return the lab: every setting and every view of a run on one page."""
    return st.Page(
        _PAGES / "lab.py",
        title="Lab",
        icon=":material/science:",
        help="Every setting and every view of your run on one page",
    )


def compare() -> StreamlitPage:
    """Return the page of two networks in lockstep."""
    return st.Page(
        _PAGES / "compare.py",
        title="Compare",
        icon=":material/compare:",
        help="Two networks that differ in one setting, trained in step",
    )


def seeds() -> StreamlitPage:
    """Return the page of many runs at once."""
    return st.Page(
        _PAGES / "seeds.py",
        title="Seeds",
        icon=":material/casino:",
        url_path="seeds",
        help="Is it luck? The same run with many seeds, and settings against each other",
    )


def draw() -> StreamlitPage:
    """Return the page that reads handwriting."""
    return st.Page(
        _PAGES / "draw.py",
        title="Draw",
        icon=":material/draw:",
        help="Draw a digit; the network reads it while you draw",
    )


def room() -> StreamlitPage:
    """Return the lecturer's page of a lecture room."""
    return st.Page(
        _PAGES / "room.py",
        title="Room",
        icon=":material/groups:",
        url_path="room",
        help="Teach a hall: students join by phone and see what you do",
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


def hour() -> StreamlitPage:
    """Return the plan of a lecture."""
    return st.Page(
        _PAGES / "hour.py",
        title="One hour",
        icon=":material/schedule:",
        url_path="hour",
        help="A lecture with this product, minute by minute",
    )


def after(name: str) -> StreamlitPage:
    """Return the lesson after the one of this name; after the last it is the lab's turn."""
    place = list(LESSONS).index(name) + 1
    return lessons()[place] if place < len(LESSONS) else train()


def named(name: str) -> StreamlitPage:
    """Return the page of this name; the lessons' is their first.

    Raises
    ------
    KeyError
        If there is none.
    """
    pages = {"train": train, "lab": lab, "compare": compare, "seeds": seeds, "draw": draw}
    return lessons()[0] if name == "lessons" else pages[name]()
