"""Why one layer fails at XOR: it draws a straight line, and no line will do."""

import streamlit as st

from core.data.bits import GATES, as_bits
from core.explain.truth_tables import best_line, right_of_line
from ui.components import plotly_figures
from ui.lessons.kit import sliders
from ui.lessons.kit.code import beside
from ui.shell.widgets import place


def show() -> None:
    """Let the visitor look for a line, and show why there is none for XOR."""
    st.markdown(
        "One layer answers 1 where z = w₁x₁ + w₂x₂ + b ≥ 0, because σ(z) ≥ ½ exactly there: on "
        "**one side of a straight line**. Get the ones on the blue side, the zeros on the other."
    )
    picture, controls = st.columns(2, vertical_alignment="center")
    with controls:
        gates = list(GATES)
        st.session_state.setdefault("gates.line.gate", "xor")
        gate = st.radio(
            "Gate",
            gates,
            place("gates.line.gate", gates),
            format_func=str.upper,
            key="gates.line.gate",
            horizontal=True,
            persist_state="session",
        )
        w1 = sliders.slider("w₁", "gates.line.w1", -2.0, 2.0, 1.0, step=0.1)
        w2 = sliders.slider("w₂", "gates.line.w2", -2.0, 2.0, 1.0, step=0.1)
        b = sliders.slider("b", "gates.line.b", -2.0, 2.0, -0.5, step=0.1)
        answers = GATES[gate]
        right = right_of_line((w1, w2), b, answers)
        st.markdown(
            f"Your line gets **{right} of 4** right. The best of all lines gets "
            f"**{best_line(answers)}**."
        )
    with picture:
        st.plotly_chart(
            plotly_figures.half_planes((w1, w2), b, as_bits(2), answers),
            key="gates.line.picture",
            alt=f"The corners of {gate.upper()} and a line with {right} of them on their side.",
            config={"displayModeBar": False},
        )
    if gate == "xor":
        st.markdown(
            "**Why none can:** XOR wants w₁ + b ≥ 0 and w₂ + b ≥ 0, so **w₁ + w₂ + 2b ≥ 0**. But "
            "it also wants b < 0 and w₁ + w₂ + b < 0, so **w₁ + w₂ + 2b < 0**. Both cannot be."
        )


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"w_1 x_1 + w_2 x_2 + b \ge 0", best_line)
