"""The published run of the net, computed here again, digit for digit."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.reproduce import even_odd, legacy
from ui.lessons.kit.code import beside

# Errors as the text prints them, by epoch; and the weights after all epochs that it describes.
PUBLISHED = {
    0: "0.48236",
    1: "0.3234",
    2: "0.16235",
    3: "0.075001",
    4: "0.040232",
    5: "0.025256",
    6: "0.017793",
    7: "0.013523",
    8: "0.010801",
    9: "0.0089463",
    998: "4.031e-05",  # the text writes 0.00004031 and 0.00004026
    999: "4.0268e-05",
}
PUBLISHED_END = {
    "Test accuracy": "1.0",
    "First weights, the last bit's column": "[-1.88, -6.11, 6.16]",
    "Second weights": "[[-1.04, -5.99, 5.84], [0.99, 6.5, -5.35]]",
}
_READY = "even_odd.reproduced"


@st.cache_data(show_spinner=False)
def report() -> list[str]:
    """Return the lines of the run, computed on this server at the first request."""
    return list(even_odd.report())


def computed(lines: Sequence[str]) -> tuple[dict[int, str], dict[str, str]]:
    """Return errors by epoch, and what stands after them, from a report's lines."""
    errors, end = {}, {}
    for line in lines:
        if line.startswith("* Epoch:"):
            epoch, error = line.removeprefix("* Epoch:").split(", Error:")
            errors[int(epoch)] = error.strip()
        else:
            name, value = line.split(": ", 1)
            end[name] = value
    return errors, end


def table(head: str, published: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """Return a Markdown table: the text's figures, and ours where there are some."""
    rows = [f"| {head} | published | here | verdict |", "|:--|:--|:--|:--|"]
    for name, theirs in published.items():
        found = ours.get(name, "")
        same = "" if not found else "same" if found == theirs else "**differs**"
        rows.append(f"| {name} | {theirs} | {found} | {same} |")
    return "\n".join(rows)


def show() -> None:
    """Show the published figures, and ours at a click."""
    st.markdown(
        "*The Backward Pass* published this run: ten bits, three hidden units, 1,000 epochs. Same "
        "seed, same order: here are its figures, and ours when you ask."
    )
    if st.button("Compute it here, now", key="even_odd.reproduce", icon=":material/science:"):
        st.session_state[_READY] = True
    figures: tuple[dict[int, str], dict[str, str]] = {}, {}
    if st.session_state.get(_READY):
        with st.spinner("1,000 epochs of 87 mini-batches"):
            figures = computed(report())
    ours = {str(epoch): error for epoch, error in figures[0].items()}
    errors = [(str(epoch), error) for epoch, error in PUBLISHED.items()]
    for column, part in zip(st.columns(3), (errors[:4], errors[4:8], errors[8:]), strict=True):
        column.markdown(table("epoch", dict(part), ours))
    st.markdown(table("after 1,000 epochs", PUBLISHED_END, figures[1]))
    st.caption(
        "Weights (in the text a picture) and last error (there 0.00004026) are our record. Its "
        "cost has no ½: its errors are twice the lab's, and its learning rate η 0.3 is the "
        "lab's 0.6."
    )


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"C_x = \sum_j (y_j - a_j)^2", legacy.epochs)
