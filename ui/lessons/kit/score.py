"""What became of the predictions of a lesson, and what to look at next."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui.lessons.kit.predict import Answer, Question, answer, ask_again


def show(name: str, questions: Mapping[int, Question], go: Callable[[int], None] | None) -> None:
    """Tell how many came as predicted; ``questions`` by the number of their idea, ``go`` there.

    Without ``go``, in a room that was asked together, there are the questions only.
    """
    answers = {number: answer(question) for number, question in questions.items()}
    known = {number: found for number, found in answers.items() if found is not None}
    wrong = [number for number, found in known.items() if not found.right]
    open_ = [number for number in questions if number not in known]
    lines = [
        f"**{number}** {question.text}{_found(question, answers[number])}"
        for number, question in questions.items()
    ]
    st.markdown("\n\n".join(lines))
    if go is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(verdict(len(known), len(wrong), len(questions)), width="content")
        for number in wrong or open_:
            st.button(
                f"Look at idea {number}",
                key=f"{name}.again.{number}",
                on_click=_look,
                args=(questions[number], number, go),
            )


def _look(question: Question, number: int, go: Callable[[int], None]) -> None:
    """Go to an idea; a question that was skipped is asked there."""
    if answer(question) is None:
        ask_again(question)
    go(number)


def _found(question: Question, answer: Answer | None) -> str:
    """Say below a question what was predicted and measured: a phone has no room for columns."""
    if answer is None:
        return ""
    said = question.options[answer.predicted].rstrip(".")
    if answer.right:
        return f"  \nYou said, and measured was: **{said}**"
    right = question.options[answer.measured.right].rstrip(".")
    return f"  \nYou said: {said} · measured: **{right}**"


def verdict(answered: int, wrong: int, asked: int) -> str:
    """Say how it went, and what to look at next."""
    if not answered:
        return "No prediction yet. These lead to the questions:"
    right = f"**{answered - wrong} of {answered}** came as you predicted."
    if wrong:
        return f"{right} Look again, and ask what you took for granted:"
    if answered < asked:
        return f"{right} Still open:"
    return f"{right} You can explain this lesson to somebody else. Try."
