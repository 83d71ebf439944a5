"""The four equations: one sample through a small net and back, number by number."""

from ui.lessons import (
    equations_batch,
    equations_check,
    equations_intro,
    equations_questions,
    equations_speed,
    equations_walk,
)
from ui.lessons.frame import Idea, lesson

lesson(
    "equations",
    [
        Idea("Your net", equations_intro.show),
        Idea("Step by step", equations_walk.show),
        Idea("Mini-batch", equations_batch.show, equations_batch.code),
        Idea("Check and break it", equations_check.show, equations_check.code),
        Idea("Why it is fast", equations_speed.show),
        Idea("Predict", equations_questions.show),
    ],
)
