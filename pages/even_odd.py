"""Even or odd? A net finds the bit that matters; then true parity, which is far harder."""

from ui.lessons.even_odd import live, parity, published, questions
from ui.lessons.kit.page import Idea, lesson

lesson(
    "even_odd",
    [
        Idea("Watch it learn", live.watch),
        Idea("What it found", live.found),
        Idea("The published run", published.show, published.code),
        Idea("True parity", parity.show),
        Idea("Predict", questions.show),
    ],
)
