"""Gates: what one layer cannot learn, and what a hidden layer does about it."""

from ui.lessons import (
    gates_hidden,
    gates_layers,
    gates_line,
    gates_live,
    gates_published,
    gates_questions,
)
from ui.lessons.frame import Idea, lesson

lesson(
    "gates",
    [
        Idea("Four gates", gates_live.show),
        Idea("No line", gates_line.show, gates_line.code),
        Idea("A hidden layer", gates_hidden.show),
        Idea("The published run", gates_published.show, gates_published.code),
        Idea("Layers as objects", gates_layers.show, gates_layers.code),
        Idea("Predict", gates_questions.show),
    ],
)
