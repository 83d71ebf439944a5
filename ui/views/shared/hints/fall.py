"""What was better before: accuracy that fell, a cost that rose, and what was done before that."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from runs.course import Worse
from runs.interventions import Intervention, changed, harmful
from runs.snapshot import Look
from ui.views.shared.hints import remedy
from ui.views.shared.hints.damage import damaged, smaller_eta
from ui.views.shared.hints.remedy import Remedy, values
from ui.views.shared.hints.said import Hint
from ui.views.shared.hints.words import each, percent, short

SPIKE = 200  # steps: the cost of a network that learns well may be high for shorter, by itself
PATIENCE = 3  # epochs, and
PATIENT_STEPS = 1000  # steps: then what was done about it has not mended it
SLOW = 10  # epochs without improvement: a cost that is on its way back is not that


def spoilt(look: Look) -> Hint | None:
    """Tell of a fall or rise that follows something which somebody did, and undo that."""
    for name, worse in _worse(look):
        culprits = [
            one
            for one in look.course.done_about(worse)
            if one.harmful and np.float32(one.first) <= worse.since
        ]
        if not culprits:
            continue
        began, last = culprits[0].before, culprits[-1]
        still = harmful(began, look.frame.settings)  # some may have been set back
        names = [name for name in harmful(began, last.after) if name in still]
        did = [f"set {each(values(last.after, names), ' to ')}"] if names else []
        if any(one.by_hand for one in culprits):
            did.append("changed the network by hand")
        if did:
            text = f"{_said(look, name, worse)} since you {' and '.join(did)}."
            return Hint(name, text, _undone(look, culprits, values(began, names)), last.last)
    return None


def fell(look: Look) -> Hint | None:
    """Tell of a fall or rise that nobody has caused, or that nobody has mended."""
    for name, worse in _worse(look):
        said = f"{_said(look, name, worse)} at epoch {worse.since:,.1f}"
        if name == "rose" and worse.steps < SPIKE:
            continue
        if not look.course.done_about(worse):
            eta = remedy.times(look.frame.settings.eta, 0.1)
            mend = _well_again(look, worse, eta=eta) if damaged(look) else smaller_eta(look)
            return Hint(name, f"{said}.", mend, worse.since)
        if _patient(look) and not (name == "rose" and look.course.idle.epochs < SLOW):
            mend = _well_again(look, worse)
            return Hint(name, f"{said} and has not come back.", mend, worse.since)
    return None


def _worse(look: Look) -> Sequence[tuple[str, Worse]]:
    both = (("fell", look.course.fallen), ("rose", look.course.risen))
    return [(name, worse) for name, worse in both if worse is not None]


def _said(look: Look, name: str, worse: Worse) -> str:
    if name == "rose":
        return f"The cost rose from {short(worse.best)} to {short(worse.now)}"
    if look.data.regression:
        return f"R² fell from {short(worse.best)} to {short(worse.now)}"
    return f"Accuracy fell from {percent(worse.best)} to {percent(worse.now)}"


def _patient(look: Look) -> bool:
    """Tell whether what was done last has had its time."""
    course = look.course
    steps = course.steps - course.steps_at(course.touched)
    return course.epoch - course.touched >= PATIENCE and steps >= PATIENT_STEPS


def _undone(look: Look, culprits: Sequence[Intervention], before: Mapping[str, Any]) -> Remedy:
    """Set back what was set, from before it where that alone does not mend it."""
    if damaged(look) or any(one.by_hand for one in culprits):
        return _back(look, culprits[0].steps - 1, before)
    return remedy.live(f"Set {each(before, ' back to ')}", **before)


def _well_again(look: Look, worse: Worse, **settings: float) -> Remedy:
    """Go back to when all was well, with the settings of that time but for ``settings``."""
    steps = int(look.course.steps_at(worse.well))
    then = [change.settings for change in look.frame.changes if change.steps <= steps][-1]
    return _back(look, steps, values(then, changed(look.frame.settings, then)) | settings)


def _back(look: Look, steps: int, settings: Mapping[str, Any]) -> Remedy:
    """Go back to the latest moment up to ``steps`` at which the run can be seen again."""
    moments = look.frame.checkpoints
    moment = moments[max(0, bisect_right(moments, steps) - 1)]
    label = f"Go back to epoch {look.course.epoch_at(moment):,.1f}"
    if settings:
        label += f", with {each(settings, ' ')}"
    return remedy.back(moment, label, **settings)
