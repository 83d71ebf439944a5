"""What every lesson is made of: one idea at a time, each with an address of its own.

A page of a lesson is a list of ideas::

    lesson("descent", [Idea("Downhill", downhill), Idea("Too far", too_far)])

The address ends in ``?idea=2`` for the second, or in its title: ``?idea=too-far``. Each fits on the
screen of a projector, 1280 by 720. So the code waits behind a button. Widgets in an idea need
``persist_state="session"`` to keep their values while another is shown.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import streamlit as st

from ui.components import present_key
from ui.components.scroll_to_top import begin_at_top
from ui.lessons.kit import predict, score
from ui.lessons.kit.predict import Question
from ui.shell import lecture, navigation
from ui.shell.lessons import LESSONS
from ui.shell.widgets import shown

STRIP = "lessons.strip"  # the session's key of whether the lecturer's strip is shown
_ASKED = "lessons.strip.asked"  # of whether the latest address asked for it

_PAGE, _STRIP = (
    f"<style>{Path(__file__).with_name(f'{name}.css').read_text('utf-8')}</style>"
    for name in ("page", "strip")
)


@dataclass(frozen=True, slots=True)
class Idea:
    """One screenful: a short title for the selector, and what draws the rest.

    ``code`` shows formulas beside the code that computes them, in a window of its own. ``question``
    is asked first. ``say`` is what a lecturer says of it, in one line.
    """

    title: str
    show: Callable[[], None]
    code: Callable[[], None] | None = None
    question: Question | None = None
    say: str = ""


def lesson(name: str, ideas: Sequence[Idea]) -> None:
    """Show a lesson: its title, the selector of ideas, and the chosen idea.

    Whoever follows a lecturer sees the lecturer's idea, and no way to another one.
    """
    follows = lecture.follows()
    about = LESSONS[name]
    key = f"{name}.idea"
    chosen = _chosen(key, [one.title for one in ideas])
    idea = ideas[chosen - 1]
    dress()
    head = st.container(
        horizontal=True, vertical_alignment="center", gap="medium", key="lesson_head"
    )
    with head:
        st.header(about.title, anchor=False, width="content")
        wide: Literal["content"] | int = "content" if follows else 900
        with st.container(horizontal=True, gap="xsmall", width=wide, key="lesson_ideas"):
            # Buttons, not a segmented control: that keeps the arrow keys from a lesson's steps.
            for number, one in enumerate(ideas, start=1):
                if follows and number != chosen:
                    continue
                st.button(
                    f"{number} {one.title}",
                    key=f"{key}.{number}",
                    on_click=_go,
                    args=(key, number),
                    type="primary" if number == chosen else "secondary",
                )
    strip = not follows and _strip(idea, last=idea is ideas[-1])
    questions = {n: one.question for n, one in enumerate(ideas, start=1) if one.question}
    asks = idea.question is not None and not predict.passed(idea.question)
    lecture.puts_question(asks)
    if idea.question is not None and asks:
        predict.gate(idea.question)
    else:
        if idea is ideas[-1] and questions:
            score.show(name, questions, None if follows else partial(_go, key))
        idea.show()
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        begin_at_top(f"{name} {chosen}")
        if strip:
            st.toggle("Lecturer's line", shown(STRIP, False), key=STRIP, persist_state="session")
        if idea.code is not None and st.button(
            "Equation and code",
            key=f"{key}.code",
            icon=":material/code:",
            help="The equation, and beside it the code that runs",
        ):
            st.dialog(idea.title, width="large")(idea.code)()
        if not follows:
            _moves(name, key, chosen, len(ideas))
    present_key.mount()


def dress() -> None:
    """Have the page's letters be a lesson's while presenting."""
    st.html(_PAGE)


def address(title: str) -> str:
    """Return how an address may name an idea: "wrong-by-how-much"."""
    return re.sub(r"\W+", "-", title.casefold()).strip("-")


def _chosen(key: str, titles: Sequence[str]) -> int:
    """Return the idea to show: the address's where that is new, else the session's."""
    told, asked = f"{key}.told", st.query_params.get("idea", "")
    names = [address(title) for title in titles]
    wanted = names.index(asked) + 1 if asked in names else int(asked) if asked.isdecimal() else 0
    if wanted and wanted != st.session_state.get(told):
        st.session_state[key] = wanted
    chosen: int = min(max(st.session_state.setdefault(key, 1), 1), len(titles))
    st.session_state[key] = st.session_state[told] = chosen
    # An address that names this idea in words stays: to write it anew would be a step of Back's.
    if chosen != (wanted or 1) or (asked and not wanted):
        st.query_params["idea"] = str(chosen)
    return chosen


def _strip(idea: Idea, *, last: bool) -> bool:
    """Show what a lecturer says, if that is asked for; tell whether there is anything to say."""
    asked = st.query_params.get("lecture") == "on"
    if asked and not st.session_state.get(_ASKED):  # what is switched off afterwards stays off
        st.session_state[STRIP] = True
    st.session_state[_ASKED] = asked
    if idea.say and st.session_state.get(STRIP):
        st.html(_STRIP)
        with st.container(key="lecturers_strip"):
            st.markdown(f"**Say:** {idea.say}{'' if last else ' **Then press Shift + →**'}")
    return bool(idea.say)


def _moves(name: str, key: str, chosen: int, last: int) -> None:
    """Lead to the idea before, and to the next one or on."""
    _move("Previous idea", "Shift+Left", key, -1, chosen - 1 if chosen > 1 else None)
    if chosen < last:
        _move("Next idea", "Shift+Right", key, 1, chosen + 1)
    else:
        _on(name, key)


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
