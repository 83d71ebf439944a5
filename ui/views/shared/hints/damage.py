"""What lasts in a network though its settings are good again, and a start over where it does."""

import numpy as np

from core.explain.diagnostics import silent
from runs.observations import PROBED
from runs.snapshot import Look
from ui.views.shared.hints import remedy
from ui.views.shared.hints.remedy import Remedy

SATURATED = 0.5  # of a layer's answers
DEAD = 0.3  # of a layer's units
COLLAPSED = 0.1  # of its size at the start: a layer whose weights something holds near 0
ENOUGH = 4 * PROBED  # training samples that a dead unit answers 0 to


def damaged(look: Look) -> bool:
    """Tell whether a hidden layer hardly learns any more, whatever the settings."""
    hidden = range(1, look.network.L)
    saturated = any(look.health[l].saturated >= SATURATED for l in hidden)
    return saturated or collapsed(look) or bool(dead_layers(look))


def collapsed(look: Look) -> bool:
    """Tell whether the weights of a hidden layer are all near 0, and were not at the start."""
    return any(
        float(np.linalg.norm(look.network.w[l]))
        < COLLAPSED * float(np.linalg.norm(look.start.w[l]))
        for l in range(1, look.network.L)
    )


def dead_layers(look: Look) -> dict[int, float]:
    """Return the share of dead units of each hidden layer where that is large.

    A unit that none of a few validation samples wakes may yet learn: training samples are asked,
    too.
    """
    suspect = [l for l in range(1, look.network.L) if look.health[l].dead >= DEAD]
    if not suspect:
        return {}
    train = look.data.train[:ENOUGH]
    with np.errstate(all="ignore"):
        seen = look.network.forward(train.x * train.scale)
    shares = {l: float((silent(seen, l) == 1).mean()) for l in suspect}
    return {l: share for l, share in shares.items() if share >= DEAD}


def smaller_eta(look: Look, factor: int = 10) -> Remedy:
    """Return the remedy of a smaller η: as the run goes, or from the start of a damaged one."""
    eta = remedy.times(look.frame.settings.eta, 1 / factor)
    if damaged(look):
        return remedy.again(f"Start again with η {eta:g}", eta=eta)
    return remedy.live(f"Divide η by {factor}", eta=eta)
