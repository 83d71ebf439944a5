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
        Idea("Downhill", descent_parabola.show, descent_parabola.code),
        Idea("A bowl", descent_bowl.show, descent_bowl.code),
        Idea("A valley", descent_valley.show, descent_valley.code),
        Idea("Noise", descent_noise.show, descent_noise.code),
        Idea("Predict", descent_questions.show),
    ],
)
