"""One owner's runs: those of this process and those that were kept, as one list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.network import Network
from runs import archive
from runs.keeper import Keeper
from runs.pair import is_pair
from runs.registry import Runs
from runs.run import Run
from runs.saved import Saved, Summary
from runs.store.database import StoreError

LONGEST = 80  # characters of a name


@dataclass(frozen=True, slots=True)
class Entry:
    """A run in the list; ``when`` it last did anything, in seconds since 1970."""

    key: str
    name: str
    when: float


@dataclass(frozen=True, slots=True, eq=False)
class Removed:
    """A run that was removed; ``run`` is the run itself if it was in this process."""

    key: str
    name: str
    run: Run | None


class Library:
    """The runs of ``owner``, by the mark; nothing is done to anybody else's.

    Its methods raise ``StoreError`` where the store fails, and ``ValueError`` for the key of a run
    that is not in it.
    """

    def __init__(self, owner: str, here: Runs[Run], keeper: Keeper) -> None:
        self._owner, self._here, self._keeper = owner, here, keeper

    @property
    def kept(self) -> bool:
        """Whether there is a store at all."""
        return self._keeper.store is not None

    def entries(self) -> list[Entry]:
        """Return the runs that were trained at all, the latest first.

        Pairs are not among them: each value that was tried is one, and only Compare shows both.
        """
        kept = self._keeper.of(self._owner)
        found = {one.key: Entry(one.key, one.name, one.saved) for one in kept}
        for run in self._here.all():
            if run.owner != self._owner:
                found.pop(run.key, None)
            elif run.frame.steps:
                found[run.key] = Entry(run.key, run.name, run.touched)
        entries = (entry for key, entry in found.items() if not is_pair(key))
        return sorted(entries, key=lambda entry: -entry.when)

    def summaries(self, keys: Sequence[str]) -> dict[str, Summary]:
        """Return what can be said of those of the runs that can go on here, by key."""
        here = {key: run for key in keys if (run := self._here.here(key)) is not None}
        kept = self._keeper.summaries([key for key in keys if key not in here])
        return kept | {key: run.summary() for key, run in here.items()}

    def network(self, summary: Summary) -> Network | None:
        """Return the network of a run as it is now, a copy; None if it cannot be had."""
        if (run := self._here.here(summary.key)) is not None:
            return run.network()
        checkpoint, spec = self._keeper.latest(summary.key), summary.setup.network
        if checkpoint is None or checkpoint.parameters.shape != (spec.parameter_count,):
            return None
        return Network(spec, checkpoint.parameters)

    def _require(self, key: str) -> Entry:
        found = next((entry for entry in self.entries() if entry.key == key), None)
        if found is None:
            raise ValueError("That run is no longer there.")
        return found

    def rename(self, key: str, name: str) -> None:
        """Give a run a name; '' takes it away."""
        self._require(key)
        name = " ".join(name.split())[:LONGEST]
        if (run := self._here.here(key)) is not None:
            run.rename(name)
        if self._keeper.store is not None:
            self._keeper.store.rename(key, name)

    def duplicate(self, key: str, name: str) -> Run:
        """Return another run that is as that one is now, under that name."""
        self._require(key)
        if (run := self._here.get(key)) is None:
            raise ValueError("That run cannot go on here.")
        other = run.copy()
        other.owner, other.name = self._owner, name[:LONGEST]
        self._here.add(other)
        return other

    def remove(self, key: str) -> Removed:
        """Have a run be gone; ``restore`` brings it back."""
        entry = self._require(key)
        run = self._here.remove(key)  # first: what is here is saved again and again
        try:
            if self._keeper.store is not None:
                self._keeper.store.hide(key)
        except StoreError:
            if run is not None:
                self._here.add(run)
            raise
        self._here.remove(key)  # again: whoever looked at it meanwhile had it brought back
        return Removed(key, entry.name, run)

    def restore(self, removed: Removed) -> None:
        """Bring back what was removed."""
        if self._keeper.store is not None:
            self._keeper.store.restore(removed.key)
        if removed.run is not None:
            self._here.add(removed.run)

    def export(self, keys: Sequence[str]) -> bytes:
        """Return these runs as one file.

        Raises
        ------
        ValueError
            If they are none, too many or too large.
        """
        return archive.write([found for key in keys if (found := self._saved(key)) is not None])

    def _saved(self, key: str) -> Saved | None:
        self._require(key)
        if (run := self._here.here(key)) is not None:
            return run.save()
        return None if self._keeper.store is None else self._keeper.store.load(key)

    def take_in(self, content: bytes) -> int:
        """Add the runs of a file that ``export`` made, and return how many.

        Raises
        ------
        ValueError
            If it is no such file; nothing is added then.
        """
        found = [replace(saved, owner=self._owner) for saved in archive.read(content)]
        for saved in found:
            if self._keeper.store is not None:
                self._keeper.store.save(saved, whole=True)
            else:
                self._here.add(Run.revived(saved))
        return len(found)
