"""Descent: a parabola, a bowl, a valley, and noise."""

from ui.lessons.descent import bowl, noise, parabola, questions, valley
from ui.lessons.kit.page import Idea, lesson

lesson(
    "descent",
    [
        Idea("Downhill", parabola.show, parabola.code),
        Idea("A bowl", bowl.show, bowl.code),
        Idea("A valley", valley.show, valley.code),
        Idea("Noise", noise.show, noise.code),
        Idea("Predict", questions.show),
    ],
)
