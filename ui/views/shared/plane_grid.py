"""What the views of 2-D data share: places in the plane, and what a network answers there."""

import functools
import math

import numpy as np

from core.arrays import FloatArray
from core.data.plane import FEATURES
from core.data.samples import Dataset, Plane
from core.network import Batch, Network
from core.specs import NetworkSpec
from ui.components.decision_map import PlaneAxis

WORK = 8_000_000  # multiplications that a map may cost: some milliseconds
FEWEST = 16  # places along a side
_LABELS = {label for label, _ in FEATURES.values()}


def resolution(spec: NetworkSpec, most: int) -> int:
    """Return how many places along a side are worth their cost, at most ``most``."""
    return max(min(most, math.isqrt(WORK // spec.parameter_count)), FEWEST)


@functools.lru_cache(maxsize=32)
def inputs(plane: Plane, n: int) -> FloatArray:
    """Return what a network is given at n x n places (n², n_0), row by row from the top left."""
    middles = plane.low + (np.arange(n) + 0.5) * (plane.high - plane.low) / n
    x, y = np.meshgrid(middles, middles[::-1])
    return plane.inputs(np.stack([x.ravel(), y.ravel()], axis=1))


def seen(network: Network, x: FloatArray) -> Batch:
    """Send inputs through the network, whatever numbers come out."""
    with np.errstate(all="ignore"):
        return network.forward(x)


def axis_names(data: Dataset) -> tuple[str, str]:
    """Return what the two coordinates are called; a table has names of its own."""
    assert data.plane is not None
    if set(data.plane.features) <= _LABELS:
        return "x", "y"
    across, up = data.plane.features
    return across, up


def axes(data: Dataset) -> tuple[PlaneAxis, PlaneAxis]:
    """Return how both axes are written: in the data's own units."""
    assert data.plane is not None
    plane, names = data.plane, axis_names(data)
    across, up = (
        PlaneAxis(name, low, high, ticks(low, high))
        for name, unit in zip(names, plane.units, strict=True)
        for low, high in [(unit.own(plane.low), unit.own(plane.high))]
    )
    return across, up


def ticks(low: float, high: float) -> list[float]:
    """Return a few round places along an axis."""
    least = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(least))
    step = next(power * round_ for round_ in (1, 2, 5, 10) if power * round_ >= least)
    margin = 0.04 * (high - low)  # at the very ends the axes' names stand
    first = math.ceil((low + margin) / step)
    last = math.floor((high - 2 * margin) / step)
    return [float(f"{i * step:.10g}") for i in range(first, last + 1)]


def places(data: Dataset) -> FloatArray:
    """Return where the training samples lie, then those that validate: (n, 2)."""
    assert data.plane is not None
    return np.concatenate([data.plane.train, data.plane.held_out])


def draws(_: NetworkSpec, data: Dataset) -> bool:
    """Tell whether the data lie in a plane."""
    return data.plane is not None
