"""The lessons in their order: what each is called, and what it is for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson's place in the navigation; ``name`` is that of its file in pages/."""

    name: str
    title: str
    purpose: str
    icon: str


LESSONS: dict[str, Lesson] = {
    lesson.name: lesson
    for lesson in (
        Lesson(
            "one_neuron",
            "One neuron",
            "What a weight does, how wrong an answer is, and what a derivative is.",
            ":material/adjust:",
        ),
        Lesson(
            "descent",
            "Descent",
            "How to find the valley in fog: the slope, the learning rate, and what goes wrong.",
            ":material/trending_down:",
        ),
        Lesson(
            "chain_rule",
            "The chain rule",
            "How a nudge travels to the cost, who is to blame, and why the way back is the fast "
            "one.",
            ":material/link:",
        ),
        Lesson(
            "equations",
            "The four equations",
            "Backpropagation, one number at a time: where every gradient comes from.",
            ":material/functions:",
        ),
        Lesson(
            "gates",
            "Gates",
            "What one layer cannot learn, and what a hidden layer does about it.",
            ":material/memory:",
        ),
        Lesson(
            "even_odd",
            "Even or odd?",
            "Ten bits go in; the network finds out by itself that only the last one counts.",
            ":material/exposure_plus_1:",
        ),
        Lesson(
            "luck",
            "Is it luck?",
            "The same net from twenty seeds: what a band says, and when A is better than B.",
            ":material/casino:",
        ),
    )
}
