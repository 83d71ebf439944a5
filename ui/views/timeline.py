"""How far a run is, and the moments that it can be seen at again: the stage's transport."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from runs.snapshot import Look, Snapshot
from ui.components.kit.packing import pack
from ui.views.curves import smoothed
from ui.views.shared import judged
from ui.views.shared.finite import finite
from ui.views.view import Options, View

POINTS = 300


@dataclass(frozen=True, slots=True)
class StageTimeline:
    """Header of a frame.

    ``steps`` and ``epoch`` are those that are looked at, ``now`` and ``end`` the latest; ``past``
    tells whether they differ. ``good`` is the accuracy, or R² for
    quantities, or None where that means nothing. ``marks`` are epochs
    with what was changed there.
    """

    key: str
    alt: str
    run: str
    playing: bool
    past: bool
    steps: int
    now: int
    epoch: float
    end: float
    good: float | None
    regression: bool
    eta: float
    trouble: str
    notice: str
    marks: Sequence[tuple[float, str]]


def payload(look: Look, _: Options) -> bytes:
    """Pack the cost over all of the run, its marks, its moments, and the figures to read."""
    frame = look.frame.now or look.frame
    epochs, cost = _cost(frame)
    per_epoch = frame.steps / frame.epochs_done if frame.epochs_done else 1.0
    steps = np.array(frame.checkpoints, np.float32)
    header = StageTimeline(
        key=VIEW.name,
        alt=words(look, {}),
        run=look.key,
        playing=frame.playing,
        past=look.frame.now is not None,
        steps=look.frame.steps,
        now=frame.steps,
        epoch=finite(look.frame.epochs_done),
        end=finite(frame.epochs_done),
        good=finite(look.frame.measured.accuracy) if look.data.graded else None,
        regression=look.data.regression,
        eta=look.frame.settings.eta,
        trouble=frame.trouble,
        notice=frame.notice,
        marks=[(finite(mark.epoch), mark.label) for mark in frame.marks],
    )
    return pack(header, [epochs, cost, steps, steps / np.float32(per_epoch)])


def words(look: Look, _: Options) -> str:
    """Say how far the run is and how good."""
    frame, what = look.frame, judged.measure(look.data)
    good = (
        f"{what} {judged.written(look.data, frame.measured.accuracy)}"
        if what
        else f"cost {frame.measured.cost:.3f}"
    )
    return f"Epoch {frame.epochs_done:.1f}, {good}."


def _cost(frame: Snapshot) -> tuple[np.ndarray, np.ndarray]:
    """Return epochs and the mini-batches' smoothed cost there, at most ``POINTS`` of them."""
    epochs, cost = frame.batches
    begun = frame.epochs  # the first was measured before the first step
    epochs = np.concatenate((begun.epoch[:1], epochs))
    cost = np.concatenate((begun.train_cost[:1], smoothed(cost)))
    every = -(-len(epochs) // POINTS)
    kept = slice((len(epochs) - 1) % every, None, every)  # the latest is always there
    finite = np.nan_to_num(cost[kept], nan=0, posinf=0, neginf=0)
    return np.ascontiguousarray(epochs[kept]), np.ascontiguousarray(finite, np.float32)


VIEW = View(
    name="timeline",
    label="Timeline",
    help="The cost over all of the run. Touch it to go back.",
    payload=payload,
    words=words,
    mount=lambda data, key: None,
    every=0.1,  # it moves by less than a pixel
)
