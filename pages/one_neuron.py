"""One neuron: weights, a slope, a cost, and what a derivative is."""

from ui.lessons.kit.page import Idea, lesson
from ui.lessons.one_neuron import gallery, nudge, questions, slope, weighing, wrong

lesson(
    "one_neuron",
    [
        Idea(
            "A neuron",
            weighing.show,
            weighing.code,
            say="“It weighs, adds, bends: that is all a neuron does.” Drag w₂ across 0, then b.",
        ),
        Idea(
            "Its slope",
            slope.show,
            slope.code,
            questions.STEEP,
            "“How fast does a follow z? Read it off the tangent.” Drag z to the right end.",
        ),
        Idea(
            "All activations",
            gallery.show,
            say="“The curve may be another.” Drag z to −6, and let the hall find the dead slopes.",
        ),
        Idea(
            "Wrong by how much?",
            wrong.show,
            wrong.code,
            questions.TWICE,
            "“Who trains it in the fewest moves?” Let somebody call the sliders.",
        ),
        Idea(
            "A nudge",
            nudge.show,
            nudge.code,
            questions.SILENT,
            "“A little push, and how far did C go? Their ratio is the derivative.” Choose Δ 1, "
            "then 0.01.",
        ),
        Idea("Your predictions", questions.show, say="“What surprised you?”"),
    ],
)
