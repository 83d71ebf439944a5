"""The four equations: one sample through a small net and back, number by number."""

from ui.lessons.equations import (
    batch,
    check,
    intro,
    layers,
    questions,
    speed,
    walk,
    wiggle,
    your_turn,
)
from ui.lessons.kit.page import Idea, lesson

lesson(
    "equations",
    [
        Idea("Your net", intro.show),
        Idea("Wiggle", wiggle.show, wiggle.code),
        Idea("Step by step", walk.show),
        Idea("You are backprop", your_turn.show),
        Idea("Break it", check.show, check.code),
        Idea("Mini-batch", batch.show, batch.code),
        Idea("Why it is fast", speed.show),
        Idea("Layers as objects", layers.show, layers.code),
        Idea("Predict", questions.show),
    ],
)
