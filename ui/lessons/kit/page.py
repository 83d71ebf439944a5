"""What every lesson is made of: a sentence of purpose, then one idea at a time.

A page of a lesson is a list of ideas::

    lesson("descent", [Idea("Downhill", downhill), Idea("Too far", too_far)])

Each fits on the screen of a projector, 1280 by 720. So the code waits behind a button. Widgets in
an idea need ``persist_state="session"`` to keep their values while another is shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ui.components import present_key
from ui.components.scroll_to_top import begin_at_top
from ui.shell import navigation
from ui.shell.lessons import LESSONS


@dataclass(frozen=True, slots=True)
class Idea:
    """One screenful: a short title for the selector, and what draws the rest.

    ``code`` shows formulas beside the code that computes them, in a window of its own.
    """

    title: str
    show: Callable[[], None]
    code: Callable[[], None] | None = None


def lesson(name: str, ideas: Sequence[Idea]) -> None:
    """Show a lesson: its title, the selector of ideas, and the chosen idea."""
    about = LESSONS[name]
    key = f"{name}.idea"
    chosen = min(st.session_state.setdefault(key, 1), len(ideas))
    idea = ideas[chosen - 1]
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.header(about.title, anchor=False, width="content")
        with st.container(horizontal=True, gap="xsmall", width="stretch"):
            # Buttons, not a segmented control: that keeps the arrow keys from a lesson's steps.
            for number, one in enumerate(ideas, start=1):
                st.button(
                    f"{number} {one.title}",
                    key=f"{key}.{number}",
                    on_click=_go,
                    args=(key, number),
                    type="primary" if number == chosen else "secondary",
                )
    idea.show()
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        begin_at_top(f"{name} {chosen}")
        if idea.code is not None and st.button(
            "Equation and code",
            key=f"{key}.code",
            icon=":material/code:",
            help="The equation, and beside it the code that runs",
        ):
            st.dialog(idea.title, width="large")(idea.code)()
        _move("Previous idea", "Shift+Left", key, -1, chosen - 1 if chosen > 1 else None)
        if idea is not ideas[-1]:
            _move("Next idea", "Shift+Right", key, 1, chosen + 1)
        else:
            _on(name, key)
    present_key.mount()


def _move(label: str, shortcut: str, key: str, step: int, to: int | None) -> None:
    st.button(
        label,
        key=f"{key}{step:+}",
        on_click=_go,
        args=(key, to),
        disabled=to is None,
        shortcut=shortcut,
    )


def _on(name: str, key: str) -> None:
    """Lead from the last idea to the next lesson, or into the lab."""
    following = navigation.after(name)
    if st.button(f"Next: {following.title}", key=f"{key}.on", icon=following.icon):
        st.switch_page(following)


def _go(key: str, number: int) -> None:
    st.session_state[key] = number
