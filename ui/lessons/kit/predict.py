"""Predict, then reveal: a question that an experiment answers here and now.

A prediction is kept as it was when the experiment ran: what is clicked afterwards changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ui.shell import lecture

WITHOUT = "lessons.without_questions"


@dataclass(frozen=True, slots=True)
class Measured:
    """What an experiment found: the place of the right option, and a sentence with the numbers.

    ``picture`` shows what it saw.
    """

    right: int
    sentence: str
    picture: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with options; ``experiment`` finds out which is right, in a few seconds at most.

    ``key`` is unique among all lessons.
    """

    key: str
    text: str
    options: Sequence[str]
    experiment: Callable[[], Measured]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was predicted, and what was then measured."""

    predicted: int
    measured: Measured

    @property
    def right(self) -> bool:
        """Whether it came as it was predicted."""
        return self.predicted == self.measured.right


def answer(question: Question) -> Answer | None:
    """Return this visitor's answer, if it was revealed."""
    found: Answer | None = st.session_state.get(f"{question.key}.answer")
    return found


def passed(question: Question) -> bool:
    """Tell whether the idea behind a question may be shown: it was answered, or skipped."""
    asked = st.query_params.get("questions")
    if asked in ("on", "off"):
        st.session_state[WITHOUT] = asked == "off"
    if st.session_state.get(f"{question.key}.again"):
        return False
    return bool(st.session_state.get(WITHOUT) or st.session_state.get(f"{question.key}.passed"))


def ask_again(question: Question) -> None:
    """Have a question that was skipped stand at the head of its idea."""
    st.session_state[f"{question.key}.again"] = True


def gate(question: Question) -> None:
    """Ask before an idea is shown, then show the experiment, then lead on to the idea."""
    found = answer(question)
    with st.container(border=True):
        if found is None:
            st.markdown("**First, a prediction**")
            _form(question)
            return
        asked, seen = st.columns([2, 3])
        with asked:
            _form(question)
        with seen:
            _tell(question, found)


def _form(question: Question) -> None:
    """Show the options, and what may be done next."""
    chosen, found = f"{question.key}.chosen", answer(question)
    st.radio(
        question.text,
        range(len(question.options)),
        format_func=lambda place: question.options[place],
        index=st.session_state.get(chosen) if found is None else found.predicted,
        key=chosen if found is None else f"{question.key}.locked",
        disabled=found is not None,
        persist_state="session" if found is None else None,
    )
    with st.container(horizontal=True, gap="small"):
        if found is None:
            _reveal(question, st.session_state[chosen])
        else:
            st.button(
                "Go on to the idea",
                key=f"{question.key}.on",
                type="primary",
                on_click=_pass,
                args=(question,),
            )


def _reveal(question: Question, predicted: int | None) -> None:
    revealed = st.button(
        "Reveal",
        key=f"{question.key}.reveal",
        icon=":material/science:",
        type="primary",
        disabled=predicted is None,
        help="Locks your prediction, and runs the experiment on this server, now",
    )
    st.button("Skip the question", key=f"{question.key}.skip", on_click=_pass, args=(question,))
    if lecture.has_asked(question.key):
        st.markdown("The room is asked: Reveal shows its answers, too.", width="content")
    elif lecture.has_room():
        st.button(
            "Ask the room",
            key=f"{question.key}.ask",
            icon=":material/groups:",
            help="It comes to all phones; Reveal shows what they said",
            on_click=lecture.ask,
            args=(question.key, question.text, question.options),
        )
    if revealed and predicted is not None:
        with st.spinner("The experiment runs"):
            measured = question.experiment()
        st.session_state[f"{question.key}.answer"] = Answer(predicted, measured)
        lecture.reveal(question.key, measured.right, measured.sentence)
        st.rerun()


def _tell(question: Question, found: Answer) -> None:
    if found.right:
        st.success(f"As you predicted. {found.measured.sentence}", icon=":material/check:")
    else:
        right = question.options[found.measured.right]
        st.info(f"Measured: **{right}** {found.measured.sentence}", icon=":material/science:")
    if found.measured.picture is not None:
        found.measured.picture()


def _pass(question: Question) -> None:
    st.session_state[f"{question.key}.passed"] = True
    lecture.go_on(question.key)
    st.session_state[f"{question.key}.again"] = False
