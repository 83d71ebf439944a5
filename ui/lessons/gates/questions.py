"""The questions at the end of the lesson on gates."""

import numpy as np
import streamlit as st

from core.data.bits import GATES
from ui.lessons.gates import hidden, live
from ui.lessons.gates import net as net
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question, predict

_STEPS = 1000
_STARTS = 10


def show() -> None:
    """Ask, and offer the lab."""
    predict(ONE_LAYER, STARTS, LINEAR)
    chosen = live.chosen()
    inside = net.setup("xor", hidden.hidden(), net.seed())
    with st.container(horizontal=True, gap="small"):
        open_in_lab(
            chosen,
            net.PACE,
            label=f"Your {chosen.data.name.upper()} net in the lab",
            key="gates.lab",
        )
        open_in_lab(inside, net.PACE, label="XOR with a hidden layer", key="gates.lab.xor")


def _right(answers: np.ndarray) -> int:
    return int(((answers > 0.5) == np.array(GATES["xor"], bool)).sum())


def _said(answers: np.ndarray) -> str:
    return ", ".join(f"{a:.3f}" for a in answers)


def _one_layer() -> Measured:
    _, answers = net.trained(net.setup("xor", 0, 1), _STEPS)
    undecided = bool(np.abs(answers - 0.5).max() < 0.05)
    return Measured(
        2 if undecided else 0 if _right(answers) == 4 else 1,
        f"After {_STEPS:,} steps it answers {_said(answers)}: the mean of what was wanted.",
    )


def _starts() -> Measured:
    solved = {
        hidden: sum(
            _right(answers) == 4 and bool(np.abs(answers - GATES["xor"]).max() < 0.2)
            for seed in range(_STARTS)
            for _, answers in [net.trained(net.setup("xor", hidden, seed), _STEPS)]
        )
        for hidden in (2, 4)
    }
    two = solved[2]
    return Measured(
        0 if two == _STARTS else 1 if two > _STARTS / 2 else 2,
        f"Two units: {two} of {_STARTS}; four units: {solved[4]} of {_STARTS}. More units than "
        "needed make it easier to find a way.",
    )


def _linear() -> Measured:
    _, answers = net.trained(net.setup("xor", 4, 1, "linear"), _STEPS)
    right = _right(answers)
    return Measured(
        0 if right == 4 else 1,
        f"It answers {_said(answers)}. A line of lines is a line: without a bent activation, two "
        "layers are one.",
    )


ONE_LAYER = Question(
    "gates.one_layer",
    "One layer is trained on XOR for a long time. What does it answer?",
    ("All four right.", "Three right, one clearly wrong.", "About ½ to everything."),
    _one_layer,
)
STARTS = Question(
    "gates.starts",
    "Two hidden units can solve XOR. From ten random starts, how many nets find it?",
    ("All ten.", "Most, not all.", "Half of them, or fewer."),
    _starts,
)
LINEAR = Question(
    "gates.linear",
    "Four hidden units, but linear: a = z instead of a sigmoid. Does it solve XOR?",
    ("Yes.", "No."),
    _linear,
)
