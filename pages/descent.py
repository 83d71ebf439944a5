"""Descent: a parabola, a bowl, a valley, and noise."""

from ui.lessons import (
    descent_bowl,
    descent_noise,
    descent_parabola,
    descent_questions,
    descent_valley,
)
from ui.lessons.frame import Idea, lesson

lesson(
    "descent",
    [
        Idea("Downhill", descent_parabola.show),
        Idea("A bowl", descent_bowl.show),
        Idea("A valley", descent_valley.show),
        Idea("Noise", descent_noise.show),
        Idea("Predict", descent_questions.show),
    ],
)
