"""Even or odd? A net finds the bit that matters; then true parity, which is far harder."""

from ui.lessons import even_odd_live, even_odd_parity, even_odd_published, even_odd_questions
from ui.lessons.frame import Idea, lesson

lesson(
    "even_odd",
    [
        Idea("Watch it learn", even_odd_live.watch),
        Idea("What it found", even_odd_live.found),
        Idea("The published run", even_odd_published.show, even_odd_published.code),
        Idea("True parity", even_odd_parity.show),
        Idea("Predict", even_odd_questions.show),
    ],
)
