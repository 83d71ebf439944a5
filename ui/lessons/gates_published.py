"""The published run: three inputs, one layer; then XOR with four hidden units."""

import numpy as np
import streamlit as st

from core.reproduce import three_inputs
from core.reproduce.three_inputs import LAST_COLUMN_COPIED, XOR, X
from ui.lessons.code import beside

# As the text prints them: final outputs of both nets, and the second one's errors by step.
ONE_LAYER = ("0.00966449", "0.00786506", "0.99358898", "0.99211957")
ERRORS = {
    0: "0.4964100319027255",
    10_000: "0.008584525653247152",
    20_000: "0.00578945986250781",
    30_000: "0.004629176776769983",
    40_000: "0.00395876528027365",
    50_000: "0.0035101225678616783",
}
HIDDEN = ("0.00260572", "0.99672209", "0.99701711", "0.00386759")
SHOWN = (0, 10, 30, 100, 200, 300, 500, 1000, 2000, 5000, 9999, 20_000, 30_000, 59_999)
_READY = "gates.reproduced"

Recorded = dict[int, tuple[list[float], float]]
"""By step: the four answers before it, and the mean of |y - a|."""


@st.cache_data(show_spinner=False)
def computed() -> tuple[Recorded, Recorded]:
    """Run both nets on this server, at the first request."""
    return (
        _recorded((3, 1), LAST_COLUMN_COPIED, 10_000),
        _recorded((3, 4, 1), XOR, 60_000),
    )


def _recorded(sizes: tuple[int, ...], y: list[list[int]], count: int) -> Recorded:
    found: Recorded = {}
    for step, batch in three_inputs.steps(sizes, y, count):
        if step in SHOWN or step in ERRORS:
            a = batch.a[batch.network.L]
            found[step] = a[:, 0].tolist(), float(np.abs(batch.y - a).mean())
    return found


def agreement(ours: str, theirs: str) -> str:
    """Say how far two printed numbers agree: "same", or how many of the leading digits do."""
    if ours == theirs:
        return "same"
    alike = next(
        (i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b),
        min(len(ours), len(theirs)),
    )
    digits = len(theirs.lstrip("0."))
    return f"first {len(theirs[:alike].lstrip('0.'))} of {digits} digits"


def table(head: str, names: list[str], published: list[str], ours: list[str]) -> str:
    """Return a Markdown table: the text's figures, ours where there are some, and agreement."""
    rows = [f"| {head} | the text | here | |", "|:--|:--|:--|:--|"]
    for place, (name, theirs) in enumerate(zip(names, published, strict=True)):
        found = ours[place] if ours else ""
        said = agreement(found, theirs) if found else ""
        rows.append(f"| {name} | {theirs} | {found} | {said} |")
    return "\n".join(rows)


def errors(xor: Recorded) -> str:
    """Return a Markdown table of the errors, in cells that a phone can break into lines."""
    rows = ["| XOR: step | error in the text" + (" · here |" if xor else " |"), "|:--|:--|"]
    for step, theirs in ERRORS.items():
        found = str(xor[step][1]) if xor else ""
        ours = f" · {found} · {agreement(found, theirs)}" if found else ""
        rows.append(f"| {step:,} | {theirs}{ours} |")
    return "\n".join(rows)


def show() -> None:
    """Show the published figures, and ours at a click."""
    st.markdown(
        "A text's toy: three input bits, the third always 1 (it serves as bias). First the answer "
        "copies the first bit: **one layer** does. Then it is the XOR of the first two: that "
        "takes **four hidden units** and 60,000 steps."
    )
    if st.button("Compute it here, now", key="gates.reproduce", icon=":material/science:"):
        st.session_state[_READY] = True
    one: Recorded = {}
    xor: Recorded = {}
    if st.session_state.get(_READY):
        with st.spinner("10,000 steps, then 60,000"):
            one, xor = computed()
    left, right = st.columns([4, 5])
    rows = [" ".join(map(str, row)) for row in X]
    with left:
        ours = [f"{a:.8f}" for a in one[9_999][0]] if one else []
        st.markdown(table("one layer", rows, list(ONE_LAYER), ours))
        ours = [f"{a:.8f}" for a in xor[59_999][0]] if xor else []
        st.markdown(table("XOR", rows, list(HIDDEN), ours))
    with right:
        st.markdown(errors(xor))
        st.caption(
            "Processors round the last digits differently: where they differ from the text's, it "
            "says how many agree."
        )
        if xor:
            _scrub(one, xor)


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"w \to w + a^T \left[ (y - a) \odot a (1 - a) \right]", three_inputs.steps)


def _scrub(one: Recorded, xor: Recorded) -> None:
    """Let the visitor go through the run and see the truth tables fill in."""
    steps = [step for step in SHOWN if step in xor]
    st.session_state.setdefault("gates.scrub", steps[0])
    step = st.select_slider("After steps", steps, key="gates.scrub", persist_state="session")
    rows = [
        "| | " + " | ".join(" ".join(map(str, row)) for row in X) + " |",
        "|:--|--:|--:|--:|--:|",
    ]
    for name, found in (("one layer", one), ("XOR", xor)):
        if step in found:
            rows.append(f"| {name} | " + " | ".join(f"{a:.3f}" for a in found[step][0]) + " |")
    st.markdown("\n".join(rows))
