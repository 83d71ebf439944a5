"""Which step a view speaks of: the latest one, or in the past the one that follows."""

from runs.snapshot import Look


def whose(look: Look) -> str:
    """Name the mini-batch of ``look.batch`` and ``look.gradient``."""
    if look.frame.now is None:
        return "the latest mini-batch"
    return f"step {look.frame.steps + 1:,}, the one that follows this moment"


def unseen(look: Look) -> str:
    """Say why there is no mini-batch to look at."""
    if look.frame.now is None:
        return "No mini-batch was seen yet: press Step."
    return "The step that follows this moment is too large to be shown: go back to now."
