"""What is said about a run that suffers from something."""

from dataclasses import dataclass

from ui.views.shared.hints.remedy import Remedy

ENOUGH_STEPS = 50  # before this nothing is said: it is too early to tell


@dataclass(frozen=True)
class Hint:
    """What a run suffers from, in a sentence or two, and what one click does about it.

    ``since`` is the epoch, with its fraction, at which it began; None where nobody can tell.
    ``remedy`` is None where nothing mends it.
    """

    name: str
    text: str
    remedy: Remedy | None
    since: float | None = None
