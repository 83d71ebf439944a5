"""Nothing improves any more though little was learnt."""

import numpy as np

from runs.course import Idle
from runs.interventions import Intervention, changed
from runs.snapshot import Look
from ui.views.shared.hints import remedy
from ui.views.shared.hints.causes import guess
from ui.views.shared.hints.remedy import values
from ui.views.shared.hints.said import Hint
from ui.views.shared.hints.words import each

EPOCHS = 10  # without any improvement
STEPS = 1000  # and so many steps: ten epochs of a logic gate are ten steps
HALF = 0.5  # of ``Course.reference``: above it little was learnt


def standstill(look: Look) -> Hint | None:
    """Tell how long nothing has improved, why that may be, and what to try."""
    course, idle = look.course, look.course.idle
    cost = float(np.median(course.measured.train_cost[-3:]))
    if idle.epochs < EPOCHS or idle.steps < STEPS or cost <= HALF * course.reference:
        return None
    said = f"Nothing has improved for {idle.epochs:,.0f} epochs"
    latest = course.done[-1] if course.done else None
    if latest is not None and _stopped(look, latest, idle):
        names = changed(latest.before, latest.after)
        text = f"{said}, since you set {each(values(latest.after, names), ' to ')}."
        before = values(latest.before, names)
        undone = remedy.live(f"Set {each(before, ' back to ')}", **before)
        return Hint("stuck", text, undone, latest.last)
    why, mend = guess(look, idle)
    return Hint("stuck", f"{said}: {why}.", mend, idle.since)


def _stopped(look: Look, latest: Intervention, idle: Idle) -> bool:
    """Tell whether all went on until settings were changed, and nothing has improved since."""
    before = look.course.idle_before(latest)
    went_on = before.epochs < EPOCHS and before.since > 0
    since_then = idle.since - latest.last <= 1
    return went_on and since_then and bool(changed(latest.before, latest.after))
