"""The four equations: one sample through a small net and back, number by number."""

from ui.lessons.equations import (
    batch,
    check,
    errata,
    intro,
    layers,
    proof,
    questions,
    speed,
    walk,
    ways,
    wiggle,
    your_turn,
)
from ui.lessons.kit.page import Idea, lesson

lesson(
    "equations",
    [
        Idea(
            "Your net",
            intro.show,
            say="“Numbers in, numbers out; every line is a weight.” Point at a line.",
        ),
        Idea(
            "Wiggle",
            wiggle.show,
            wiggle.code,
            say="“How much does this one weight matter?” Drag it a little: ΔC/Δ is about ∂C/∂w.",
        ),
        Idea(
            "Step by step",
            walk.show,
            say="“δ is the blame of a unit: ∂C/∂z.” Press → until BP2; read one cell aloud.",
        ),
        Idea(
            "You are backprop",
            your_turn.show,
            say="“Now you.” Level 1-1-1: let the hall say each number, wrong ones too.",
        ),
        Idea(
            "Break it",
            check.show,
            check.code,
            questions.SIGN,
            say="“Forget σ′, and XOR is never learnt.” Switch it on; watch the cost stand still.",
        ),
        Idea(
            "Mini-batch",
            batch.show,
            batch.code,
            say="“Every sample pulls its own way; the step follows the mean.”",
        ),
        Idea(
            "All ways lead to C",
            ways.show,
            ways.code,
            questions.VANISHING,
            say="“How does this weight reach the cost?” Click one in the first layer; count.",
        ),
        Idea(
            "Why it is fast",
            speed.show,
            say="“One pass back instead of one pass for each weight.” Press Measure.",
        ),
        Idea(
            "Layers as objects",
            layers.show,
            layers.code,
            say="“The same equations as methods; and what one wrong sign does.” Choose a method.",
        ),
        Idea(
            "The proof",
            proof.show,
            proof.code,
            say="“Every line is true, and here is its number.” Then press As printed.",
        ),
        Idea(
            "Errata",
            errata.show,
            say="“Printed, and wrong.” Let the hall pick a cure; the check is often the judge.",
        ),
        Idea(
            "Your predictions",
            questions.show,
            question=questions.SYMMETRY,
            say="“All weights 0: what do the units learn?” Ask the hall before you reveal.",
        ),
    ],
)
