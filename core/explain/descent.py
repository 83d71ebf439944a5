"""Descent where one can see it: a curve, a bowl, a valley, and a bowl known from samples only.

The steps are those of ``core.functions.optimizers``, in float64.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.functions.optimizers import OPTIMIZERS, SGD

STEEP = 100.0  # how much steeper the valley's walls are than its floor
SPREAD = 3.0  # standard deviation of the samples, in each direction

Gradient = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class Surface:
    """f(p) = Σⱼ kⱼ pⱼ², and its gradient 2kⱼpⱼ; its lowest point is the origin."""

    k: tuple[float, ...]

    def value(self, points: FloatArray) -> FloatArray:
        """Return f at points (..., n): (...,)."""
        height: FloatArray = (np.array(self.k) * points**2).sum(axis=-1)
        return height

    def gradient(self, point: FloatArray) -> FloatArray:
        """Return ∇f at a point (n,)."""
        nabla: FloatArray = 2 * np.array(self.k) * point
        return nabla


PARABOLA = Surface((1.0,))
PARABOLOID = Surface((1.0, 1.0))
VALLEY = Surface((0.5, STEEP / 2))


def descend(
    gradient: Gradient, start: FloatArray, eta: float, steps: int, optimizer: str = "gd"
) -> FloatArray:
    """Take ``steps`` steps downhill and return all points, the start first: (steps + 1, n).

    Parameters
    ----------
    gradient : function
        From a point (n,) to the gradient there, or to a noisy guess of it.
    optimizer : str
        A name in ``core.functions.optimizers.OPTIMIZERS``.
    """
    point: FloatArray = np.array(start, np.float64)
    mover = OPTIMIZERS[optimizer](point.size, point.dtype)
    mover.eta = eta
    path = np.empty((steps + 1, point.size))
    path[0] = point
    for step in range(1, steps + 1):
        mover.update(point, gradient(point))
        path[step] = point
    return path


def table(start: tuple[float, float], eta: float, steps: int) -> list[str]:
    """Walk down the paraboloid; return a line for each step, in the format of R1.

    A line has the point after the step, and f before it.
    """
    point = np.array(start, np.float64)
    optimizer = SGD(point.size, point.dtype)
    optimizer.eta = eta
    lines = []
    for step in range(steps):
        error = float(PARABOLOID.value(point))
        optimizer.update(point, PARABOLOID.gradient(point))
        a, b = point.tolist()
        lines.append(f"Step: {step:>2}, (a, b): ({a:>1.2}, {b:>1.2}) Error: {error:>3.5}")
    return lines


def behaviour(eta: float) -> str:
    """Say what descent on f(x) = x² does, where each step multiplies x by 1 - 2η.

    Returns
    -------
    str
        "stays", "crawls", "converges", "one step", "oscillates", "swings for ever" or "diverges".
    """
    if eta == 0:
        return "stays"
    if eta < 0.1:
        return "crawls"
    if eta < 0.5:
        return "converges"
    if eta == 0.5:
        return "one step"
    if eta < 1:
        return "oscillates"
    return "swings for ever" if eta == 1 else "diverges"


def turns(path: FloatArray, least: float = 0.0) -> int:
    """Count how often the last coordinate of a path (steps + 1, n) changes its sign.

    Only by steps that are longer than ``least`` in that direction.
    """
    last = path[:, -1]
    crossed = np.sign(last[:-1]) * np.sign(last[1:]) < 0  # at 0 it has arrived, not crossed
    return int(np.count_nonzero(crossed & (np.abs(np.diff(last)) > least)))


def steps_below(surface: Surface, path: FloatArray, share: float) -> int | None:
    """Return after how many steps f stays below ``share`` of its start; None if it never does."""
    heights = surface.value(path)
    above = np.flatnonzero(~(heights <= share * heights[0]))
    return None if above[-1] == len(path) - 1 else int(above[-1]) + 1


def samples(count: int, seed: int) -> FloatArray:
    """Return points (count, 2) around the origin, which is their exact mean.

    Each sample s has a bowl of its own, |p - s|². Their mean is the paraboloid, but for a constant:
    so the gradient over all samples is the paraboloid's, and over a few of them a noisy guess.
    """
    points = np.random.default_rng(seed).normal(0, SPREAD, (count, 2))
    centred: FloatArray = points - points.mean(axis=0)
    return centred


def in_batches(points: FloatArray, size: int, seed: int) -> Gradient:
    """Return a gradient that sees the next mini-batch of samples at each call.

    They are shuffled anew each epoch; what is left over at its end is dropped.
    """
    rng = np.random.default_rng(seed)
    waiting: list[FloatArray] = []

    def gradient(point: FloatArray) -> FloatArray:
        if not waiting:
            order = rng.permutation(len(points))
            whole = len(points) // size * size
            waiting.extend(points[order[i : i + size]] for i in range(0, whole, size))
        nabla: FloatArray = 2 * (point - waiting.pop().mean(axis=0))
        return nabla

    return gradient
