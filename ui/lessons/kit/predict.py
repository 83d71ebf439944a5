"""Predict, then reveal: a question that an experiment answers here and now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True, slots=True)
class Measured:
    """What an experiment found: the place of the right option, and a sentence with the numbers."""

    right: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with options; ``experiment`` finds out which is right, in a few seconds at most.

    ``key`` is unique among all lessons.
    """

    key: str
    text: str
    options: Sequence[str]
    experiment: Callable[[], Measured]


def predict(*questions: Question) -> None:
    """Ask the questions side by side; each answer is measured when the visitor asks for it."""
    for column, question in zip(st.columns(len(questions)), questions, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.fragment(_ask)(question)


def _ask(question: Question) -> None:
    found, chosen = f"{question.key}.found", f"{question.key}.chosen"
    st.radio(
        question.text,
        range(len(question.options)),
        format_func=lambda place: question.options[place],
        index=st.session_state.get(chosen),
        key=chosen,
        persist_state="session",
    )
    prediction = st.session_state[chosen]
    revealed = st.button(
        "Reveal",
        key=f"{question.key}.reveal",
        icon=":material/science:",
        disabled=prediction is None,
        help="Runs the experiment on this server, now",
    )
    if revealed:
        with st.spinner("The experiment runs"):
            st.session_state[found] = question.experiment()
    if found not in st.session_state:
        return
    measured: Measured = st.session_state[found]
    if prediction == measured.right:
        st.success(f"As you predicted. {measured.sentence}", icon=":material/check:")
    else:
        answer = question.options[measured.right]
        st.info(f"Measured: **{answer}** {measured.sentence}", icon=":material/science:")
