"""What a lecturer shows in an hour, and what is said to it.

Each stop names its page and idea as the page itself does; a test holds it to that.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """``minutes`` at one place: a page, and in a lesson the title of an idea.

    ``do`` is what is pressed or asked there. ``question`` is the key of the one at the head of the
    idea, if the hall predicts first; all others are left out.
    """

    minutes: int
    page: str
    idea: str
    do: str
    question: str = ""


HOUR: Sequence[Stop] = (
    Stop(3, "draw", "", "Somebody draws a 7; the answer follows the stroke. “How does it know?”"),
    Stop(3, "train", "", "It plays: two arms come apart; Space stops it. “How does it learn?”"),
    Stop(4, "one_neuron", "A neuron", "Drag w₂ across 0, then b: it weighs, adds, bends."),
    Stop(
        3,
        "one_neuron",
        "Its slope",
        "Ask for hands, Reveal. Then read σ′ off the tangent.",
        "one_neuron.steep",
    ),
    Stop(3, "one_neuron", "Wrong by how much?", "The hall calls the sliders until C < 0.01."),
    Stop(3, "one_neuron", "A nudge", "Δ 1, then 0.01: the ratio settles. “A derivative.”"),
    Stop(
        4,
        "descent",
        "Fog",
        "Ten questions for the hall. Another mountain: Feel the slope, step.",
    ),
    Stop(
        3,
        "descent",
        "Downhill",
        "Hands, Reveal; then the five buttons from left to right.",
        "descent.edge",
    ),
    Stop(2, "descent", "Noise", "Size 1, 16, 1,000: “a few samples are a cheap guess.”"),
    Stop(3, "chain_rule", "A nudge travels", "Drag Δ; read the three ratios and their product."),
    Stop(3, "chain_rule", "Blame", "Let the demon sit at z², then z¹: δ = ∂C/∂z."),
    Stop(
        4,
        "chain_rule",
        "Two ways",
        "Hands, Reveal. “Two ways, and they add up: BP2.”",
        "chain_rule.blamed",
    ),
    Stop(6, "equations", "Step by step", "→ through BP1 to BP4; read one cell of each aloud."),
    Stop(3, "equations", "Break it", "Forget σ′: on XOR C stays near ¼. Then the wrong sign."),
    Stop(
        3,
        "chain_rule",
        "Forward or reverse?",
        "Hands, Reveal, Race: seven sweeps or one.",
        "chain_rule.sweeps",
    ),
    Stop(3, "gates", "No line", "Who finds a line for XOR? Then read the proof."),
    Stop(3, "gates", "A hidden layer", "Play: which gate does each hidden unit become?"),
    Stop(3, "even_odd", "Watch it learn", "Play: the last bit wins, and nobody told it."),
    Stop(1, "even_odd", "Your predictions", "“What surprised you?” Then give them the address."),
)
