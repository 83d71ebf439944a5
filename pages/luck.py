"""Is it luck? One net from many seeds, bands, and how many seeds a comparison needs."""

from ui.lessons.kit.page import Idea, lesson
from ui.lessons.luck import bands, enough, questions, rates, seeds

lesson(
    "luck",
    [
        Idea(
            "Twenty seeds",
            seeds.show,
            seeds.code,
            questions.SPREAD,
            "“I tried it once: two units cannot do it.” Drag Seeds to twenty, slowly.",
        ),
        Idea(
            "A band",
            bands.show,
            bands.code,
            questions.INSIDE,
            "“What is half of the nets?” Follow one seed after another.",
        ),
        Idea(
            "Small and large η",
            rates.show,
            say="“Which would you take?” Let the hall call both rates.",
        ),
        Idea(
            "How many seeds?",
            enough.show,
            enough.code,
            questions.NEEDED,
            "“Is A better?” Twenty seeds first, then drag until the line leaves 0.",
        ),
        Idea("Your predictions", questions.show, say="“What will you ask of a single curve?”"),
    ],
)
