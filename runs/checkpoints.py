"""Checkpoints of a whole run in bounded memory."""

from collections.abc import Sequence

from core.training import Checkpoint


class Checkpoints:
    """At most ``most`` checkpoints, evenly over the run: every second goes when they are too many.

    Attributes
    ----------
    most_bytes : int
        They also go when they take more than this, down to two; may be changed at any time.
    every : int
        Steps between checkpoints now; doubles with each thinning.
    """

    def __init__(self, most: int = 200, every: int = 1, most_bytes: int = 128 * 2**20) -> None:
        if most < 2:
            raise ValueError(f"There must be room for at least 2 checkpoints, not {most}.")
        self.most = most
        self.most_bytes = most_bytes
        self.every = every
        self._kept: list[Checkpoint] = []

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def steps(self) -> tuple[int, ...]:
        """After how many steps each was taken, oldest first."""
        return tuple(kept.steps for kept in self._kept)

    @property
    def checkpoints(self) -> Sequence[Checkpoint]:
        """All that are kept, oldest first."""
        return tuple(self._kept)

    def copy(self, steps: int) -> "Checkpoints":
        """Return another ring with the checkpoints up to ``steps``, which both share."""
        other = Checkpoints(self.most, self.every, self.most_bytes)
        other._kept = [kept for kept in self._kept if kept.steps <= steps]
        return other

    def fill(self, checkpoints: Sequence[Checkpoint], every: int) -> None:
        """Take back what ``checkpoints`` and ``every`` were."""
        self._kept, self.every = list(checkpoints), every

    def wants(self, steps: int) -> bool:
        """Tell whether a checkpoint after ``steps`` steps is to be kept."""
        return steps % self.every == 0

    def next(self, steps: int) -> int:
        """Return after how many steps a checkpoint is to be kept next."""
        return steps - steps % self.every + self.every

    def add(self, checkpoint: Checkpoint) -> None:
        """Keep ``checkpoint``; forget those taken later, as after a rewind."""
        if self._kept and self._kept[-1].steps >= checkpoint.steps:
            self._kept = [old for old in self._kept if old.steps < checkpoint.steps]
        self._kept.append(checkpoint)
        while len(self._kept) > 2 and (
            len(self._kept) > self.most or len(self._kept) * checkpoint.nbytes > self.most_bytes
        ):
            self.every *= 2
            self._kept = [old for old in self._kept if self.wants(old.steps)]

    def at(self, steps: int) -> Checkpoint:
        """Return the latest checkpoint at or before ``steps``, else the oldest.

        Raises
        ------
        ValueError
            If there is none at all.
        """
        if not self._kept:
            raise ValueError("There is no checkpoint yet.")
        before = [kept for kept in self._kept if kept.steps <= steps]
        return before[-1] if before else self._kept[0]
