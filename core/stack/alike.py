"""Which trainings can be one stack, and for which it is worth while."""

from collections.abc import Hashable

from core.data.load import load
from core.functions.optimizers import OPTIMIZERS
from core.specs import Setup
from core.training import AT_ONCE
from core.update import SMALLEST_FOLDED

WORK = 30_000  # parameters times samples of a step; above, Python's calls are not what takes time


def alone(setup: Setup) -> str:
    """Say why such a training cannot be part of a stack; nothing if it can."""
    data, settings = load(setup.data), setup.settings
    moving = settings.shift or settings.rotate or settings.pixel_noise
    if data.image_shape is not None and moving:
        return "Pictures that are varied at random are trained one network at a time."
    if _samples(setup) > AT_ONCE:
        return f"Steps of more than {AT_ONCE:,} samples are taken one network at a time."
    return ""


def alike(setup: Setup) -> Hashable:
    """Return what trainings must have in common to be one stack.

    They may differ in seed, initial weights, η, λ, λ₁, the length of gradients, the share of
    dropout, and in how η changes; not in whether there is such a thing, because that changes the
    order of operations, and with it the last bits.
    """
    network, settings = setup.network, setup.settings
    optimizer = OPTIMIZERS[settings.optimizer]
    return (
        setup.data.relevant(),
        (network.sizes, network.activations, network.cost, network.dtype),
        settings.optimizer,
        None if optimizer.full_batch else settings.batch_size,
        settings.frozen,
        settings.schedule == "constant",
        settings.eta > SMALLEST_FOLDED,
        bool(settings.lmbda),
        bool(settings.lmbda1),
        bool(settings.clip),
        bool(settings.dropout),
    )


def pays(setup: Setup) -> bool:
    """Tell whether a stack of such trainings is faster than one after the other."""
    work = setup.network.parameter_count * _samples(setup)
    return not alone(setup) and work <= WORK


def _samples(setup: Setup) -> int:
    """Return how many samples a step takes."""
    n = len(load(setup.data).train)
    full = OPTIMIZERS[setup.settings.optimizer].full_batch
    return n if full else min(setup.settings.batch_size, n)
