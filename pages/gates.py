"""Gates: what one layer cannot learn, and what a hidden layer does about it."""

from ui.lessons.gates import hidden, line, live, published, questions
from ui.lessons.kit.page import Idea, lesson

lesson(
    "gates",
    [
        Idea(
            "Four gates",
            live.show,
            question=questions.ONE_LAYER,
            say="“Four rows are all that there is to learn.” Play AND, then XOR.",
        ),
        Idea(
            "No line",
            line.show,
            line.code,
            questions.LINEAR,
            "“Who finds a line?” Let the hall tell you the numbers, then read the proof.",
        ),
        Idea(
            "A hidden layer",
            hidden.show,
            question=questions.STARTS,
            say="“Each hidden unit is a gate of its own: which ones?” Play; press New weights.",
        ),
        Idea(
            "The published run",
            published.show,
            published.code,
            say="“Somebody ran this years ago. Do its digits come again?” Press the button.",
        ),
        Idea("Your predictions", questions.show, say="“What surprised you?”"),
    ],
)
