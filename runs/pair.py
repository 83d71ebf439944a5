"""Two runs that train in step: same data, same order, exactly one setting different."""

from dataclasses import replace

from core.specs import Setup
from runs.run import Run
from runs.saved import Saved


class Pair(Run):
    """Run A, which takes run ``b`` along: after every step both have done the same number.

    So whoever advances, keeps, finds or commands it has to do with one run, under one key and of
    one owner. Only who looks at it sees two.

    Raises
    ------
    ValueError
        If one of the set-ups does not fit together.
    """

    PREFIX = "pair."

    def __init__(self, a: Setup, b: Setup, pace: float | None = None) -> None:
        self.b = Run(b)
        super().__init__(a, pace)
        self.b._lock = self._lock

    @property
    def difference(self) -> float | None:
        """The largest difference of two weights or biases; None between unequal networks."""
        a, b = self.frame.parameters, self.b.frame.parameters
        return float(abs(a - b).max()) if a.shape == b.shape else None

    @property
    def diverged(self) -> bool:
        """Whether one of them has: it went back, so they can go on together only from the start."""
        return bool(self.trouble or self.b.trouble)

    def limit_memory(self, most_bytes: int) -> None:
        """Share ``most_bytes`` for checkpoints between both."""
        super().limit_memory(most_bytes // 2)
        self.b.limit_memory(most_bytes // 2)

    def play(self) -> None:
        """Train until paused, unless one has diverged."""
        with self._command():
            if self.diverged:
                self.toggled += 1
                return
            self.b.notice = ""
            super().play()

    def step(self) -> None:
        """Pause and do one mini-batch with each, unless one has diverged."""
        with self._command():
            if not self.diverged:
                self.b.notice = ""
                super().step()

    def reset(self) -> None:
        """Back to the initial weights."""
        with self._command():
            self.b.reset()
            super().reset()

    def save(self) -> Saved:
        """Return both at the same step; it may be playing."""
        with self._command():
            return replace(super().save(), beside=self.b.save())

    @classmethod
    def revived(cls, saved: Saved) -> "Pair":
        """Return the pair that was saved, at rest; from there both go on bit for bit as they did.

        Raises
        ------
        ValueError
            If what was saved is no pair, does not fit together, or its data is not there.
        """
        if saved.beside is None:
            raise ValueError("This is no pair.")
        pair = cls(saved.setup, saved.beside.setup, saved.pace)
        pair.b._go_on(saved.beside)
        pair._go_on(saved)
        return pair

    def copy(self) -> "Pair":
        """Return another pair that is as this one is now, at rest and nobody's."""
        return Pair.revived(self.save()).anew()

    def _one_step(self, *, shown: bool) -> None:
        super()._one_step(shown=shown)
        self.b._one_step(shown=shown)
        if self.b.notice:
            self.playing = False

    def _check(self) -> None:
        super()._check()
        self.b._check()
        if self.b.trouble:
            self.playing = False

    def _publish(self) -> None:
        self.b.playing = self.playing
        self.b._publish()
        super()._publish()


def is_pair(key: str) -> bool:
    """Tell whether a run's key is that of a pair."""
    return key.startswith(Pair.PREFIX)


def revived(saved: Saved) -> Run:
    """Return the run or the pair that was saved, at rest.

    Raises
    ------
    ValueError
        If what was saved does not fit together, or its data is not there.
    """
    return Run.revived(saved) if saved.beside is None else Pair.revived(saved)
