"""Descent: fog, a parabola, a bowl, a valley, and noise."""

from ui.lessons.descent import bowl, fog, noise, parabola, questions, valley
from ui.lessons.kit.page import Idea, lesson

lesson(
    "descent",
    [
        Idea(
            "Fog",
            fog.show,
            fog.code,
            say="“Who finds the lowest place with ten questions?” Let the hall call out numbers.",
        ),
        Idea(
            "Downhill",
            parabola.show,
            parabola.code,
            questions.EDGE,
            "“The tangent tells which way is down; η tells how far we dare to go.” Press the five "
            "buttons from left to right.",
        ),
        Idea(
            "A bowl",
            bowl.show,
            bowl.code,
            say="“Two numbers, two slopes: together they are the gradient.” Click the map.",
        ),
        Idea(
            "A valley",
            valley.show,
            valley.code,
            questions.STEEPEST,
            "“The steep walls dictate η, and the flat floor suffers for it.” Look at the curves.",
        ),
        Idea(
            "Noise",
            noise.show,
            noise.code,
            questions.NOISE,
            "“A few samples are a guess of all of them, and a cheap one.” Set the size from 1 to "
            "1,000.",
        ),
        Idea("Your predictions", questions.show, say="“What surprised you?”"),
    ],
)
