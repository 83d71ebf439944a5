"""Even or odd? A net finds the bit that matters; then true parity, which is far harder."""

from ui.lessons.even_odd import digits, live, parity, published, questions
from ui.lessons.kit.page import Idea, lesson

lesson(
    "even_odd",
    [
        Idea(
            "Watch it learn",
            live.watch,
            question=questions.SEEDS,
            say="“Nobody tells it which bit counts.” Play, and point at the framed column.",
        ),
        Idea(
            "What it found",
            live.found,
            question=questions.UNSEEN,
            say="“Flip one bit: which one does it care for?” Point at the last column.",
        ),
        Idea(
            "The published run",
            published.show,
            published.code,
            say="“The same random numbers give the same digits.” Press the button.",
        ),
        Idea(
            "The text's digits",
            digits.show,
            digits.code,
            say="“The same text, and pixels 255 times too large.” Press the button.",
        ),
        Idea(
            "True parity",
            parity.show,
            question=questions.PARITY,
            say="“Now every bit counts, and none tells anything alone.” Play, then the other.",
        ),
        Idea("Your predictions", questions.show, say="“What surprised you?”"),
    ],
)
