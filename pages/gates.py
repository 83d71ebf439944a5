"""Gates: what one layer cannot learn, and what a hidden layer does about it."""

from ui.lessons.gates import hidden, line, live, published, questions
from ui.lessons.kit.page import Idea, lesson

lesson(
    "gates",
    [
        Idea("Four gates", live.show),
        Idea("No line", line.show, line.code),
        Idea("A hidden layer", hidden.show),
        Idea("The published run", published.show, published.code),
        Idea("Predict", questions.show),
    ],
)
