"""What a run seems to suffer from at one moment, whatever its past."""

import math

import numpy as np

from core.explain import numbers
from core.network import Network
from core.specs import TrainSpec
from runs.snapshot import Look
from ui.views.shared.hints import remedy
from ui.views.shared.hints.damage import SATURATED, dead_layers, smaller_eta
from ui.views.shared.hints.remedy import STRUCTURAL
from ui.views.shared.hints.said import ENOUGH_STEPS, Hint
from ui.views.shared.hints.words import percent
from ui.views.shared.numbers import number

ALIKE = 0.01  # of the largest weight: units that are closer are the same but for rounding
RISEN = 1.05  # validation cost over its lowest value
FAR_ABOVE = 5  # times ``Course.reference``: a tenth of such an η is still too large
STILL = 1e-3  # how far weights have moved, as a share of themselves, per hundred steps
BRISK = 3e-2  # how far they should
MOST = 100_000  # times η
LARGEST = TrainSpec.about("eta").high or math.inf  # η that there can be


def symmetric(look: Look) -> Hint | None:
    """Tell of units that began alike and still are."""
    if look.frame.settings.dropout:  # it silences one unit and not the other
        return None
    for l in range(1, look.network.L):
        began = look.start.w[l]
        if len(began) == 1 or (began != began[0]).any():
            continue
        same, gap = f"All units of hidden layer {l} have the same weights", _gap(look.network, l)
        if gap == 0:
            text = f"{same}, so they get the same gradient: only rounding can ever part them."
        elif gap <= ALIKE:
            text = (
                f"{same} but for {number(gap, 1)} of the largest. They began alike: this is "
                "rounding, and it grows. Random weights tell units apart at once."
            )
        else:
            continue
        return Hint("symmetry", text, STRUCTURAL["random"], 0.0)
    return None


def _gap(network: Network, l: int) -> float:
    """Return how far apart the units of layer l < L are: largest difference over largest weight.

    A unit is all that leads to it and from it; at 0 all of them are one and the same unit.
    """
    units = np.column_stack([network.w[l], network.b[l], network.w[l + 1].T])
    largest = float(np.abs(units).max())
    return float(np.ptp(units, axis=0).max()) / largest if largest else 0.0


def saturated(look: Look) -> Hint | None:
    """Tell of sigmoids that began on their flat ends, and why."""
    for l, health in look.health.items():
        if l == look.network.L or health.saturated < SATURATED:
            continue
        seen = f"{percent(health.saturated)} of the answers of hidden layer {l} are saturated"
        if look.data.image_shape is not None and look.data.train.scale == 1:
            text = f"{seen}: pixels up to 255 push σ onto its flat ends, where σ′ is almost 0."
            return Hint("pixels", text, STRUCTURAL["small_pixels"], 0.0)
        if look.spec.init == "normal" and look.spec.sizes[l - 1] > 20:
            text = (
                f"{seen}: weights N(0, 1) over {look.spec.sizes[l - 1]} inputs add up to large z, "
                "where σ′ is almost 0."
            )
            return Hint("saturated", text, STRUCTURAL["small_weights"], 0.0)
    return None


def dead(look: Look) -> Hint | None:
    """Tell of ReLUs that answer 0 to everything."""
    for l, share in dead_layers(look).items():
        text = (
            f"{percent(share)} of the units of hidden layer {l} answer 0 to everything: "
            "a ReLU there has gradient 0 and almost never comes back."
        )
        return Hint("dead", text, STRUCTURAL["leaky"])
    return None


def too_large(look: Look) -> Hint | None:
    """Tell of a cost above where it started."""
    cost, epoch = look.course.rows.train_cost, look.course.rows.epoch
    above = cost > 1.5 * cost[0]
    if not above[-3:].all():
        return None
    text = (
        "The cost is above where it started: each step leaps over the valley. "
        "A smaller η lands in it."
    )
    first = int(np.flatnonzero(~above)[-1]) + 1
    factor = 100 if cost[-1] > FAR_ABOVE * look.course.reference else 10
    return Hint("too_large", text, smaller_eta(look, factor), float(epoch[first]))


def overfitting(look: Look) -> Hint | None:
    """Tell of a validation cost that rises while training samples are answered better."""
    curves, settings = look.course.measured, look.frame.settings
    if look.data.regression or look.frame.epoch < 3 or settings.lmbda >= 50:
        return None
    train_accuracy, accuracy = float(curves.train_accuracy[-1]), float(curves.accuracy[-1])
    latest = curves.cost[-2:].min()  # one measurement may be a mishap
    risen = latest > max(RISEN * curves.cost.min(), 1.5 * curves.train_cost[-1])
    if train_accuracy - accuracy > 0.03 and risen:
        text = (
            f"Overfitting: {percent(train_accuracy)} right on training samples, "
            f"{percent(accuracy)} on validation samples, and the validation cost rises."
        )
        lmbda = max(5.0, 2 * settings.lmbda)
        mend = remedy.live(f"Regularise: λ = {lmbda:g}", lmbda=lmbda)
        return Hint("overfitting", text, mend, float(curves.epoch[curves.cost.argmin()]))
    return None


def too_small(look: Look) -> Hint | None:
    """Tell of weights that have hardly moved."""
    frame, w = look.frame, look.network.weight_count
    eta = frame.settings.eta
    if frame.steps < 2 * ENOUGH_STEPS or not 0 < eta < 100:
        return None
    start, now, cost = frame.start[:w], frame.parameters[:w], look.course.rows.train_cost
    size = float(np.linalg.norm(start))
    moved = float(np.linalg.norm(now - start)) / size if size else 1.0
    pace = moved * 100 / frame.steps
    if pace < STILL and cost[-1] > 0.8 * cost[0]:
        text = (
            f"After {frame.steps:,} steps the weights have moved by "
            f"{numbers.percent(moved, 2)}: η is so small that training crawls."
        )
        factor = min(10 ** math.ceil(math.log10(BRISK / pace)), MOST) if pace else MOST
        factor = min(factor, 10 ** math.floor(math.log10(LARGEST / eta)))
        larger = remedy.live(f"Multiply η by {factor:,}", eta=remedy.times(eta, factor))
        return Hint("too_small", text, larger, 0.0)
    return None
