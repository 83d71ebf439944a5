"""Whether a run that a stranger sends is one: all that ``saved.load`` takes on trust."""

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from core import edits
from core.data.load import load
from core.functions.optimizers import OPTIMIZERS
from core.network import Network
from core.training import Checkpoint
from runs.history import TRACES, Curves
from runs.run import Run
from runs.saved import Saved
from runs.story import Change, Mark

MOST_STEPS = 2**31 - 1
MOST_CHANGES = 10_000
LONGEST_NAME, LONGEST_TEXT = 200, 500  # characters
_TROUBLES = (
    ArithmeticError,
    AttributeError,
    IndexError,
    KeyError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)


def checked(saved: Saved) -> Saved:
    """Return a run as one that may be kept and shown: at rest, nobody's.

    It is brought back and takes a step, so that it fails here if it ever does.

    Raises
    ------
    ValueError
        If anything about it makes no sense.
    """
    try:
        found = replace(
            saved,
            owner="",
            playing=False,
            name=_text(saved.name, LONGEST_NAME),
            trouble=_text(saved.trouble, LONGEST_TEXT),
            notice=_text(saved.notice, LONGEST_TEXT),
            touched=min(_number(saved.touched), time.time()),
            moments=saved.moments or [saved.latest],
        )
        _require(found.pace is None or 0.01 <= _number(found.pace) <= 1e6, "pace")
        _require(_number(found.seconds) >= 0, "time")
        _story(found)
        _curves(found.curves)
        _judged(found)
        spec = found.setup.network
        if (picture := found.pinned) is not None:
            fits = picture.size == spec.sizes[0] and spec.sizes[-1] == 10
            _require(fits and picture.dtype == np.uint8 and picture.ndim == 2, "pinned drawing")
        if found.loaded is not None:
            _parameters(found, found.loaded)
        for moment in (*found.moments, found.latest):
            _checkpoint(found, moment)
        steps = [moment.steps for moment in found.moments]
        _require(sorted(set(steps)) == steps and found.latest.steps >= steps[-1], "moments")
        run = Run.revived(found)
        run.past(0)
        run.advance_by(1)
    except _TROUBLES as error:
        raise ValueError(str(error) or type(error).__name__) from error
    return found


def _require(true: bool, what: str) -> None:
    if not true:
        raise ValueError(f"its {what} cannot be so")


def _text(value: Any, longest: int) -> str:
    _require(isinstance(value, str), "text")
    return str(value[:longest])


def _number(value: Any) -> float:
    _require(isinstance(value, int | float) and math.isfinite(value), "numbers")
    return float(value)


def _count(value: Any, least: int = 0, most: int = MOST_STEPS) -> None:
    _require(type(value) is int and least <= value <= most, "counts")


def _story(saved: Saved) -> None:
    network = Network.initial(saved.setup.network, 0)
    changes = [*saved.changes, *saved.planned]
    _require(bool(saved.changes) and len(changes) + len(saved.marks) <= MOST_CHANGES, "changes")
    for change in changes:
        _change(change, network)
    for mark in saved.marks:
        _mark(mark, saved.changes)


def _change(change: Change, network: Network) -> None:
    _count(change.steps)
    _require(_number(change.epoch) >= 0 and isinstance(change.marked, bool), "changes")
    for edit in change.edits:
        edits.check(network, edit)


def _mark(mark: Mark, changes: Sequence[Change]) -> None:
    _number(mark.epoch)
    _text(mark.label, LONGEST_TEXT)
    _count(mark.change, -1, len(changes) - 1)


def _curves(curves: Curves) -> None:
    _require(set(curves.rows) == set(TRACES) == set(curves.strides), "curves")
    for name in TRACES:
        rows = curves.rows[name]
        _require(rows.ndim == 2 and rows.dtype == np.float64, "curves")
        epochs = rows[0]
        _require(bool(np.isfinite(epochs).all() and (np.diff(epochs) >= 0).all()), "curves")
        _count(curves.strides[name], 1)
    _require(curves.rows["epochs"].shape[1] > 0 and len(curves.early) <= MOST_CHANGES, "curves")
    for step in curves.early:
        _count(step)


def _judged(saved: Saved) -> None:
    seen = saved.judgement
    for value in (seen.lowest_cost, seen.lowest):
        _require(isinstance(value, int | float) and not math.isnan(value), "judgement")
    _count(seen.waited)
    _count(seen.epoch)
    _count(saved.every, 1)


def _parameters(saved: Saved, parameters: Any) -> None:
    spec = saved.setup.network
    fits = parameters.shape == (spec.parameter_count,) and parameters.dtype == spec.dtype
    _require(fits and bool(np.isfinite(parameters).all()), "parameters")


def _checkpoint(saved: Saved, moment: Checkpoint) -> None:
    _parameters(saved, moment.parameters)
    _count(moment.steps)
    _count(moment.optimizer_steps)
    place, n = moment.order, len(load(saved.setup.data).train)
    _count(place.epoch)
    _count(place.position, 0, n - 1)
    _require(isinstance(place.shuffled, bool), "order")
    for state in (place.random, moment.noise_state):
        np.random.default_rng(0).bit_generator.state = dict(state)
    like = OPTIMIZERS[moment.optimizer](moment.parameters.size, moment.parameters.dtype).state
    _require(like.keys() == moment.optimizer_state.keys(), "optimiser")
    for name, array in moment.optimizer_state.items():
        fits = array.shape == like[name].shape and array.dtype == like[name].dtype
        _require(fits and bool(np.isfinite(array).all()), "optimiser")
