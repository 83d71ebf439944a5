"""What somebody did to a run while it trained: the changes of its story, seen as few."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import NamedTuple

from core.specs import TrainSpec
from core.specs.training import STOPPING
from runs.story import MARKED, Change

_UNHEEDED = {"seed"} | {
    field.name
    for field in fields(TrainSpec)
    if "setting" in field.metadata and TrainSpec.about(field.name).group == STOPPING
}
_HARMLESS_IF_SMALLER = {"eta", "lmbda", "lmbda1", "dropout", "shift", "rotate", "pixel_noise"}


def changed(before: TrainSpec, after: TrainSpec) -> tuple[str, ...]:
    """Return which settings differ, of those that a step heeds."""
    return tuple(
        field.name
        for field in fields(TrainSpec)
        if field.name not in _UNHEEDED and getattr(before, field.name) != getattr(after, field.name)
    )


def harmful(before: TrainSpec, after: TrainSpec) -> tuple[str, ...]:
    """Return which settings changed in a way that may spoil a network: a smaller η cannot."""

    def spoils(name: str) -> bool:
        old, new = getattr(before, name), getattr(after, name)
        if name in _HARMLESS_IF_SMALLER:
            return bool(new > old)
        if name == "batch_size":
            return bool(new < old)
        if name == "clip":  # 0 does not clip at all
            return bool(old and (new > old or not new))
        return True

    return tuple(name for name in changed(before, after) if spoils(name))


class Intervention(NamedTuple):
    """One thing done; a slider's many values on its way are one.

    ``first`` and ``last`` are its moments in epochs, with their fractions; ``steps`` were done
    before it began. ``by_hand`` tells whether parameters were set by hand.
    """

    first: float
    last: float
    steps: int
    before: TrainSpec
    after: TrainSpec
    by_hand: bool

    @property
    def harmful(self) -> bool:
        """Whether it may spoil a network."""
        return self.by_hand or bool(harmful(self.before, self.after))


def interventions(changes: Sequence[Change], marked: Collection[int]) -> tuple[Intervention, ...]:
    """Return what was done after the first step and is heeded by the next ones, oldest first.

    ``marked`` are the numbers of ``changes`` that curves have a mark for.
    """
    found: list[Intervention] = []
    going_on: tuple[str, ...] = ()  # what a slider on its way changes
    before = changes[0].settings
    for i, change in enumerate(changes):
        names, by_hand = changed(before, change.settings), bool(change.edits)
        if change.steps and (names or by_hand):
            if found and names == going_on:
                found[-1] = found[-1]._replace(
                    last=change.epoch,
                    after=change.settings,
                    by_hand=found[-1].by_hand or by_hand,
                )
            else:
                found.append(
                    Intervention(
                        change.epoch, change.epoch, change.steps, before, change.settings, by_hand
                    )
                )
            passing = i not in marked and not by_hand and set(names) <= MARKED.keys()
            going_on = names if passing else ()
        before = change.settings
    return tuple(one for one in found if one.by_hand or changed(one.before, one.after))
