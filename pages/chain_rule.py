"""The chain rule: a nudge that travels, blame, two ways that add up, and two modes."""

from ui.lessons.chain_rule import blame, modes, questions, travels, ways
from ui.lessons.kit.page import Idea, lesson

lesson(
    "chain_rule",
    [
        Idea(
            "A nudge travels",
            travels.show,
            travels.code,
            questions.PRODUCT,
            "“Push w, and watch the push arrive at C.” Drag Δ; read the product aloud.",
        ),
        Idea(
            "Blame",
            blame.show,
            blame.code,
            questions.SURE,
            "“δ is the blame of z, and nothing else.” Let the demon sit at z², then at z¹.",
        ),
        Idea(
            "Two ways",
            ways.show,
            ways.code,
            questions.BLAME,
            "“Two ways lead to the cost: their shares add up. That is BP2.” Set w²₁ to 0.",
        ),
        Idea(
            "Forward or reverse?",
            modes.show,
            modes.code,
            questions.SWEEPS,
            "“Both find the same: one in seven sweeps, the other in one.” Press Race.",
        ),
        Idea("Your predictions", questions.show, say="“What surprised you?”"),
    ],
)
