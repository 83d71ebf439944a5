"""What every lesson is made of: a sentence of purpose, then one idea at a time.

A page of a lesson is a list of ideas::

    lesson("descent", [Idea("Downhill", downhill), Idea("Too far", too_far)])

Widgets in an idea need ``persist_state="session"`` to keep their values while another is shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson's place in the navigation; ``name`` is that of its file in pages/."""

    name: str
    title: str
    purpose: str
    icon: str


LESSONS: dict[str, Lesson] = {
    lesson.name: lesson
    for lesson in (
        Lesson(
            "descent",
            "Descent",
            "How a ball finds the valley: the gradient, the learning rate, and what goes wrong.",
            ":material/trending_down:",
        ),
        Lesson(
            "equations",
            "The four equations",
            "Backpropagation, one number at a time: where every gradient comes from.",
            ":material/functions:",
        ),
        Lesson(
            "gates",
            "Gates",
            "What one layer cannot learn, and what a hidden layer does about it.",
            ":material/memory:",
        ),
        Lesson(
            "even_odd",
            "Even or odd?",
            "Ten bits go in; the network finds out by itself that only the last one counts.",
            ":material/exposure_plus_1:",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Idea:
    """One screenful: a short title for the selector, and what draws the rest."""

    title: str
    show: Callable[[], None]


def lesson(name: str, ideas: Sequence[Idea]) -> None:
    """Show a lesson: its purpose, the selector of ideas, and the chosen idea."""
    about = LESSONS[name]
    key = f"{name}.idea"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.header(about.title, anchor=False, width="content")
        st.markdown(about.purpose, width="content")
    chosen = min(st.session_state.setdefault(key, 1), len(ideas))
    with st.container(horizontal=True, gap="xsmall"):
        # Buttons, not a segmented control: that would keep the arrow keys from a lesson's steps.
        for number, idea in enumerate(ideas, start=1):
            st.button(
                f"{number} {idea.title}",
                key=f"{key}.{number}",
                on_click=_go,
                args=(key, number),
                type="primary" if number == chosen else "secondary",
            )
    ideas[chosen - 1].show()
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        for step, label, shortcut in (
            (-1, "Previous idea", "Shift+Left"),
            (1, "Next idea", "Shift+Right"),
        ):
            st.button(
                label,
                key=f"{key}{step:+}",
                on_click=_go,
                args=(key, chosen + step),
                disabled=not 1 <= chosen + step <= len(ideas),
                shortcut=shortcut,
            )


def _go(key: str, number: int) -> None:
    st.session_state[key] = number
