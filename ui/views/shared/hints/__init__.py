"""What a run seems to suffer from, why, and what to do about it; nothing where it is well."""

from collections.abc import Callable

import numpy as np

from runs.snapshot import Look
from ui.views.shared.hints.ailments import (
    dead,
    overfitting,
    saturated,
    symmetric,
    too_large,
    too_small,
)
from ui.views.shared.hints.fall import fell, spoilt
from ui.views.shared.hints.remedy import Remedy, named
from ui.views.shared.hints.said import ENOUGH_STEPS, Hint
from ui.views.shared.hints.standstill import standstill

__all__ = ["ENOUGH_STEPS", "RULES", "Hint", "Remedy", "hint", "named", "unsaid"]

RULES: tuple[Callable[[Look], Hint | None], ...] = (
    symmetric,
    spoilt,
    saturated,
    dead,
    too_large,
    fell,
    overfitting,
    standstill,
    too_small,
)
"""The most urgent first."""


def hint(look: Look) -> Hint | None:
    """Return the most urgent hint; None if there is nothing to say, or not yet."""
    if look.frame.steps < ENOUGH_STEPS:
        return None
    with np.errstate(all="ignore"):  # costs may have grown beyond all bounds
        return next((found for rule in RULES if (found := rule(look)) is not None), None)


def unsaid(look: Look) -> str:
    """Return what stands where there is no hint: when there will be one, else nothing."""
    if not look.frame.steps:
        return "Press Play, and this line tells what goes wrong."
    return "Too early to tell." if look.frame.steps < ENOUGH_STEPS else ""
