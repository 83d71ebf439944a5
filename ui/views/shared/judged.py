"""How good a network is, in words, and on which samples that was measured."""

from core.data.samples import Dataset
from core.explain.numbers import number, percent


def on(data: Dataset) -> str:
    """Return which samples accuracy and cost are measured on: "validation" or "training"."""
    return "validation" if data.held_out else "training"


def measure(data: Dataset) -> str:
    """Return what tells how good a network is; nothing where targets have no variance."""
    if not data.graded:
        return ""
    return "R²" if data.regression else "accuracy"


def written(data: Dataset, good: float) -> str:
    """Write an accuracy as a share in percent, and R² as a number, for it may be below 0."""
    return number(good) if data.regression else percent(good)
