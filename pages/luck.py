"""Is it luck? Twenty seeds of one net, a band, and how many seeds tell two nets apart."""

from ui.lessons.kit.page import Idea, lesson
from ui.lessons.luck import bands, enough, questions, steps, twenty

lesson(
    "luck",
    [
        Idea(
            "Twenty seeds",
            twenty.show,
            twenty.code,
            questions.TWENTY,
            "“Same net, same data, another end.” Choose 3 units, then 4.",
        ),
        Idea(
            "A band",
            bands.show,
            bands.code,
            say="“Twenty curves in five numbers.” Move the epoch, and read the band aloud.",
        ),
        Idea(
            "Small and large η",
            steps.show,
            question=questions.LARGE,
            say="“Which η would you take, and for how many seeds?” Go through all five.",
        ),
        Idea(
            "A or B?",
            enough.show,
            enough.code,
            questions.ENOUGH,
            "“Five seeds each, and B won. Enough?” Press Other seeds, then move to 200.",
        ),
        Idea("Your predictions", questions.show, say="“What surprised you?”"),
    ],
)
