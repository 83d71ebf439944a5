"""What a run seems to suffer from, why, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from core.functions.activations import ACTIVATIONS
from core.network import Network
from core.specs import Setup
from runs.snapshot import Look
from ui.views.shared.numbers import number

ENOUGH_STEPS = 50  # before this nothing is said about how training goes
SATURATED = 0.5  # of a layer's answers
DEAD = 0.3  # of a layer's units
ALIKE = 0.01  # of the largest weight: units that are closer are the same but for rounding
RISEN = 1.05  # validation cost over its lowest value
STILL = 1e-3  # how far weights have moved, as a share of themselves, per hundred steps


@dataclass(frozen=True)
class Remedy:
    """What one click does: ``of`` turns a set-up into a better one.

    ``live`` remedies change settings as the run goes; others need a new run.
    """

    label: str
    of: Callable[[Setup], Setup]
    live: bool


def _eta_times(factor: float) -> Callable[[Setup], Setup]:
    return lambda setup: setup.changed("eta", setup.settings.eta * factor)


def _scaled(setup: Setup) -> Setup:
    return setup.changed("init", "scaled")


def _leaky(setup: Setup) -> Setup:
    names = setup.network.activations
    leaky = tuple("leaky_relu" if ACTIVATIONS[name].dies else name for name in names)
    return _eta_times(0.1)(setup.changed("activations", leaky))


def _small_pixels(setup: Setup) -> Setup:
    return _scaled(setup)._replace(data=replace(setup.data, name="mnist"))


def _regularised(setup: Setup) -> Setup:
    return setup.changed("lmbda", max(5.0, 2 * setup.settings.lmbda))


REMEDIES: dict[str, Remedy] = {
    "symmetry": Remedy("Start with random weights", _scaled, live=False),
    "pixels": Remedy("Use pixels from 0 to 1", _small_pixels, live=False),
    "saturated": Remedy("Start with smaller weights", _scaled, live=False),
    "dead": Remedy("Start again with leaky ReLU and a tenth of η", _leaky, live=False),
    "too_large": Remedy("Divide η by 10", _eta_times(0.1), live=True),
    "overfitting": Remedy("Regularise: λ = 5", _regularised, live=True),
    "too_small": Remedy("Multiply η by 10", _eta_times(10), live=True),
}


@dataclass(frozen=True)
class Hint:
    """One sentence of what is seen and one of why; ``name`` is that of its remedy."""

    name: str
    text: str


def hint(look: Look) -> Hint | None:
    """Return the most urgent hint; None if there is nothing to remark."""
    return next((found for rule in RULES if (found := rule(look)) is not None), None)


def _symmetric(look: Look) -> Hint | None:
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
        return Hint("symmetry", text)
    return None


def _gap(network: Network, l: int) -> float:
    """Return how far apart the units of layer l < L are: largest difference over largest weight.

    A unit is all that leads to it and from it; at 0 all of them are one and the same unit.
    """
    units = np.column_stack([network.w[l], network.b[l], network.w[l + 1].T])
    largest = float(np.abs(units).max())
    return float(np.ptp(units, axis=0).max()) / largest if largest else 0.0


def _saturated(look: Look) -> Hint | None:
    for l, health in look.health.items():
        if l == look.network.L or health.saturated < SATURATED:
            continue
        seen = f"{health.saturated:.0%} of the answers of hidden layer {l} are saturated"
        if look.data.image_shape is not None and look.data.train.scale == 1:
            return Hint(
                "pixels", f"{seen}: pixels up to 255 push σ onto its flat ends, where σ′ is 0."
            )
        if look.spec.init == "normal" and look.spec.sizes[l - 1] > 20:
            return Hint(
                "saturated",
                f"{seen}: weights N(0, 1) over {look.spec.sizes[l - 1]} inputs add up to large z, "
                "where σ′ is almost 0.",
            )
    return None


def _dead(look: Look) -> Hint | None:
    for l, health in look.health.items():
        if l < look.network.L and health.dead >= DEAD:
            return Hint(
                "dead",
                f"{health.dead:.0%} of the units of hidden layer {l} answer 0 to everything: a "
                "ReLU there has gradient 0 and never comes back.",
            )
    return None


def _too_large(look: Look) -> Hint | None:
    frame, cost = look.frame, look.frame.epochs.train_cost
    if frame.steps >= ENOUGH_STEPS and cost[-3:].min() > 1.5 * cost[0]:
        return Hint(
            "too_large",
            "The cost is above where it started: each step leaps over the valley. "
            "A smaller η lands in it.",
        )
    return None


def _overfitting(look: Look) -> Hint | None:
    curves = look.frame.epochs
    if look.data.regression or look.frame.epoch < 3 or look.frame.settings.lmbda >= 50:
        return None
    train_accuracy, accuracy = curves.train_accuracy[-1], curves.accuracy[-1]
    risen = curves.cost[-1] > max(RISEN * curves.cost.min(), 1.5 * curves.train_cost[-1])
    if train_accuracy - accuracy > 0.03 and risen:
        return Hint(
            "overfitting",
            f"Overfitting: {train_accuracy:.1%} right on training samples, {accuracy:.1%} "
            "on validation samples, and the validation cost rises.",
        )
    return None


def _too_small(look: Look) -> Hint | None:
    frame, w = look.frame, look.network.weight_count
    if frame.steps < 2 * ENOUGH_STEPS or not 0 < frame.settings.eta < 100:
        return None
    start, now, cost = frame.start[:w], frame.parameters[:w], frame.epochs.train_cost
    size = float(np.linalg.norm(start))
    moved = float(np.linalg.norm(now - start)) / size if size else 1.0
    if moved * 100 / frame.steps < STILL and cost[-1] > 0.8 * cost[0]:
        return Hint(
            "too_small",
            f"After {frame.steps:,} steps the weights have moved by {moved:.2%}: η is so small "
            "that training crawls.",
        )
    return None


RULES: tuple[Callable[[Look], Hint | None], ...] = (
    _symmetric,
    _saturated,
    _dead,
    _too_large,
    _overfitting,
    _too_small,
)
"""The most urgent first."""
