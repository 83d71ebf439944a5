"""Whose turn it is to train: everybody gets the same time, whatever a step of theirs takes."""

import time
from collections.abc import Callable, Sequence

from runs.registry import Playable

SLICE = 0.015  # seconds of training per turn, or less when many play:
ROUND = 0.052  # seconds until each of them has had its turn, so that all their views move,
LEAST = 0.0028  # unless they are so many that going from one to the next took as long as training
SAVED = 2  # turns that are had later if others took the processor or the interpreter's lock


class Turns:
    """Deals out time in rounds.

    A step cannot be cut short: whoever takes longer than the slice owes the rest, and waits until
    later slices have paid for it. Who could not use a slice, because others had the processor or
    the interpreter's lock meanwhile, has it later; who rests saves nothing up. (Deficit round
    robin: Shreedhar and Varghese, "Efficient fair queueing using deficit round-robin", 1995.)

    Parameters
    ----------
    clock : () -> float
        Seconds that this thread has computed.
    """

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self._clock = clock
        self._left: dict[str, float] = {}  # seconds that each has, below 0 those it owes

    def round(self, playing: Sequence[Playable]) -> bool:
        """Let each train for a while; return whether there was, or is to be, anything to do."""
        share = min(SLICE, max(LEAST, ROUND / max(1, len(playing))))
        left, busy = {}, False
        for run in playing:
            has = share + min(SAVED * share, self._left.get(run.key, 0.0))
            if has > 0:
                since, told = self._clock(), run.telling
                worked = run.advance(has)
                has -= self._clock() - since - (run.telling - told)
                if not worked:
                    has = min(has, 0.0)
                busy |= worked
            else:
                busy = True
            left[run.key] = has
        self._left = left
        return busy
