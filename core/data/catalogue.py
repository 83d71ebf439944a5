"""All data there is to learn from, by name: what each is called, heeds and needs."""

from dataclasses import dataclass

from core.data.bits import GATES


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of ``DATASETS``.

    ``uses`` names the fields of ``DataSpec`` that it heeds, ``needs_mnist`` tells whether it is
    made of MNIST's file.
    """

    label: str
    help: str
    uses: tuple[str, ...] = ()
    needs_mnist: bool = False


_POINTS = ("samples", "noise", "split", "seed", "features")


def _gate(name: str) -> Source:
    truth = ", ".join(f"{i >> 1}{i & 1} → {answer}" for i, answer in enumerate(GATES[name]))
    return Source(f"Gate: {name.upper()}", f"{truth}.")


DATASETS: dict[str, Source] = {
    "mnist": Source(
        "MNIST: handwritten digits",
        "50,000 images of 28 × 28 pixels to train on, 10,000 to validate.",
        needs_mnist=True,
    ),
    "mnist_1000": Source(
        "MNIST, its first 1,000",
        "So few images that a network can learn them by heart: see overfitting.",
        needs_mnist=True,
    ),
    "mnist_raw": Source(
        "MNIST, pixels 0–255",
        "Inputs 255 times as large: see sigmoids saturate.",
        needs_mnist=True,
    ),
    "even_odd": Source(
        "Even or odd? Numbers as bits",
        "Only the last bit matters. Does the network find out?",
        ("bits",),
    ),
    "parity": Source(
        "Parity: XOR of all bits",
        "Is the number of ones even? Every bit matters, and none tells anything alone.",
        ("bits", "split", "seed"),
    ),
    "and": _gate("and"),
    "or": _gate("or"),
    "nand": _gate("nand"),
    "xor": _gate("xor"),
    "circles": Source(
        "2-D: circles",
        "A disc inside a ring.",
        _POINTS,
    ),
    "quadrants": Source(
        "2-D: XOR",
        "Opposite quadrants belong together.",
        _POINTS,
    ),
    "clouds": Source(
        "2-D: Gaussians",
        "Two round clouds; a straight line tells them apart.",
        _POINTS,
    ),
    "spiral": Source(
        "2-D: spiral",
        "Two arms wound around each other: the hard one.",
        _POINTS,
    ),
    "three_clouds": Source(
        "2-D: three classes",
        "Three round clouds.",
        _POINTS,
    ),
    "slope": Source(
        "Regression: plane",
        "The target is (x + y) / 6, a plane.",
        _POINTS,
    ),
    "bump": Source(
        "Regression: Gaussian bump",
        "The target is a round hill in the middle.",
        _POINTS,
    ),
    "points": Source(
        "Your own points",
        "Put into the plane on the Train page, by hand or by a formula.",
        ("features", "table"),
    ),
    "written": Source(
        "Samples of the lesson",
        "The numbers of the lesson on the four equations, as they are.",
        ("table",),
    ),
    "csv": Source(
        "Your own table (CSV)",
        "One sample a row, one column to learn; any separator, words and dates, too.",
        ("split", "seed", "table", "reading"),
    ),
    "drawings": Source(
        "Your drawings",
        "What you collected on the Draw page.",
        ("split", "seed", "table"),
        needs_mnist=True,
    ),
    "drawings_mnist": Source(
        "Your drawings among MNIST",
        "What you collected on the Draw page, repeated, among 10,000 of MNIST’s images.",
        ("table",),
        needs_mnist=True,
    ),
}
