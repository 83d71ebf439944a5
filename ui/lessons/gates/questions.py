"""The questions of the lesson on gates, each at the head of its idea; and the way to the lab."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from core.data.bits import GATES
from core.network import Network
from ui.components import heatmaps
from ui.lessons.gates import hidden, live
from ui.lessons.gates import net as net
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question

_STEPS = 1000
_STARTS = 10
_SIDE = 40  # points along a side of a map


def show() -> None:
    """Offer the lab."""
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


def _maps(networks: Mapping[str, Network], key: str) -> None:
    """Show what each network answers over the plane."""
    steps = np.linspace(-0.5, 1.5, _SIDE)
    across, up = np.meshgrid(steps, steps[::-1])
    points = np.column_stack([across.ravel(), up.ravel()])
    answers = [one.forward(points).a[one.L].reshape(_SIDE, _SIDE) for one in networks.values()]
    tiles = heatmaps.Tiles("Answer at each point", np.array(answers) - 0.5, list(networks))
    frame = heatmaps.frame(
        [tiles], key=key, scale=0.5, alt=", ".join(networks) + ".", quantity="answer − ½"
    )
    heatmaps.mount(frame, key)


def _right(answers: np.ndarray) -> int:
    return int(((answers > 0.5) == np.array(GATES["xor"], bool)).sum())


def _said(answers: np.ndarray) -> str:
    return ", ".join(f"{a:.3f}" for a in answers)


def _one_layer() -> Measured:
    network, answers = net.trained(net.setup("xor", 0, 1), _STEPS)
    undecided = bool(np.abs(answers - 0.5).max() < 0.05)
    return Measured(
        2 if undecided else 0 if _right(answers) == 4 else 1,
        f"After {_STEPS:,} steps it answers {_said(answers)}: the mean of what was wanted.",
        lambda: _maps({"one layer": network}, "gates.one_layer.picture"),
    )


def _starts() -> Measured:
    nets = {
        hidden: [net.trained(net.setup("xor", hidden, seed), _STEPS) for seed in range(_STARTS)]
        for hidden in (2, 4)
    }
    solved = {hidden: sum(map(_solves, found)) for hidden, found in nets.items()}
    two = solved[2]
    named = {
        f"start {seed + 1}: {'solved' if _solves(one) else 'stuck'}": one[0]
        for seed, one in enumerate(nets[2])
    }
    return Measured(
        0 if two == _STARTS else 1 if two > _STARTS / 2 else 2,
        f"Two units: {two} of {_STARTS}; four units: {solved[4]} of {_STARTS}. More units than "
        "needed make it easier to find a way.",
        lambda: _maps(named, "gates.starts.picture"),
    )


def _solves(trained: tuple[Network, FloatArray]) -> bool:
    return _right(trained[1]) == 4 and bool(np.abs(trained[1] - GATES["xor"]).max() < 0.2)


def _linear() -> Measured:
    network, answers = net.trained(net.setup("xor", 4, 1, "linear"), _STEPS)
    right = _right(answers)
    return Measured(
        0 if right == 4 else 1,
        f"It answers {_said(answers)}. A line of lines is a line: without a bent activation, two "
        "layers are one.",
        lambda: _maps({"linear layers": network}, "gates.linear.picture"),
    )


ONE_LAYER = Question(
    "gates.one_layer",
    "XOR is 1 where exactly one of its two bits is. One layer is trained on it for a long time: "
    "what does it answer?",
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
    "Four units between input and answer, but linear: a = z instead of a sigmoid. Do they solve "
    "XOR?",
    ("Yes.", "No."),
    _linear,
)
