"""Points in a plane: classes to tell apart, and surfaces to fit.

All lie within ``REACH`` of the middle. A network is given the chosen ``FEATURES`` of each point.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.random import Generator

from core.arrays import FloatArray, IntArray
from core.data.samples import Dataset, Feature, Plane, Samples, one_hot

REACH = 3.0
EDGE = 3.6  # of the square that is drawn
TURNS = 1.25  # of each arm of the spiral
WIDTH = 0.9  # standard deviation of a cloud and of the bump

FEATURES: dict[str, tuple[str, Feature]] = {
    "x": ("x", lambda x, y: x),
    "y": ("y", lambda x, y: y),
    "xx": ("x²", lambda x, y: x * x),
    "yy": ("y²", lambda x, y: y * y),
    "xy": ("xy", lambda x, y: x * y),
    "sin_x": ("sin x", lambda x, y: np.sin(x)),
    "sin_y": ("sin y", lambda x, y: np.sin(y)),
}
"""By name: the label, and the function of the coordinates."""

Scatter = Callable[[Generator, int], tuple[FloatArray, IntArray]]
Surface = Callable[[FloatArray], FloatArray]


def classes(
    scatter: Scatter,
    names: Sequence[str],
    *,
    samples: int,
    noise: float,
    split: float,
    seed: int,
    features: Sequence[str],
) -> Dataset:
    """Return points of some classes; with two of them there is one output, the second one's.

    Parameters
    ----------
    scatter : function
        Draws points (n, 2) without noise, and their classes (n,).
    noise : float
        Standard deviation of what is added to each coordinate, as a share of ``REACH``.
    """
    rng = np.random.default_rng(seed)
    points, labels = scatter(rng, samples)
    points += rng.normal(0, noise * REACH, points.shape)
    y = labels[:, None].astype(np.float32) if len(names) == 2 else one_hot(labels, len(names))
    outputs = tuple(names[1:]) if len(names) == 2 else tuple(names)
    dealt = _dealt(rng, points, y, labels, outputs, split, features)
    return replace(dealt, class_names=tuple(names))


def surface(
    height: Surface,
    *,
    samples: int,
    noise: float,
    split: float,
    seed: int,
    features: Sequence[str],
) -> Dataset:
    """Return points anywhere, each with its height as the target; ``noise`` is added to heights."""
    rng = np.random.default_rng(seed)
    points = rng.uniform(-REACH, REACH, (samples, 2))
    y = (height(points) + rng.normal(0, noise, samples))[:, None].astype(np.float32)
    return _dealt(rng, points, y, None, ("height",), split, features)


def _dealt(
    rng: Generator,
    points: FloatArray,
    y: FloatArray,
    labels: IntArray | None,
    outputs: tuple[str, ...],
    split: float,
    features: Sequence[str],
) -> Dataset:
    """Deal points out to training and validation."""
    order = rng.permutation(len(points))
    cut = min(max(round(split * len(points)), 1), len(points) - 1)
    train, held_out = order[:cut], order[cut:]
    chosen = dict(FEATURES[name] for name in features)
    plane = Plane(chosen, points[train], points[held_out], -EDGE, EDGE)
    everything = Samples(plane.inputs(points), y, labels)
    return Dataset(
        train=everything[train],
        validation=everything[held_out],
        test=everything[held_out],
        input_names=tuple(chosen),
        output_names=outputs,
        plane=plane,
    )


# -- what there is to tell apart -------------------------------------------------------


def circles(rng: Generator, n: int) -> tuple[FloatArray, IntArray]:
    """Class 1 in the middle, class 0 in a ring around it."""
    labels = _in_turn(n, 2)
    radius = np.where(labels == 1, rng.uniform(0, 0.45, n), rng.uniform(0.65, 1, n)) * REACH
    return _around(radius, rng.uniform(0, 2 * np.pi, n)), labels


def quadrants(rng: Generator, n: int) -> tuple[FloatArray, IntArray]:
    """Class 1 where the signs of x and y differ: XOR. A gap along the axes is left free."""
    points = rng.uniform(0.1 * REACH, REACH, (n, 2)) * rng.choice([-1, 1], (n, 2))
    return points, (points[:, 0] * points[:, 1] < 0).astype(np.intp)


def clouds(rng: Generator, n: int) -> tuple[FloatArray, IntArray]:
    """Two round clouds that hardly touch."""
    labels = _in_turn(n, 2)
    middle = np.where(labels == 1, 0.5, -0.5)[:, None] * REACH
    return middle + rng.normal(0, WIDTH / 1.5, (n, 2)), labels


def spiral(rng: Generator, n: int) -> tuple[FloatArray, IntArray]:
    """Two arms wound around each other."""
    labels = _in_turn(n, 2)
    along = rng.uniform(0.05, 1, n)
    return _around(along * REACH, (2 * TURNS * along + labels) * np.pi), labels


def three_clouds(rng: Generator, n: int) -> tuple[FloatArray, IntArray]:
    """Three round clouds at the corners of a triangle."""
    labels = _in_turn(n, 3)
    middle = _around(np.full(n, 0.6 * REACH), (labels / 3 + 0.25) * 2 * np.pi)
    return middle + rng.normal(0, WIDTH / 1.5, (n, 2)), labels


def slope(points: FloatArray) -> FloatArray:
    """Return (x + y) / 2 in units of ``REACH``: a plane."""
    height: FloatArray = points.mean(axis=1) / REACH
    return height


def bump(points: FloatArray) -> FloatArray:
    """Return exp(-r²/2s²), a round hill of height 1 in the middle, s = ``WIDTH``."""
    height: FloatArray = np.exp(-(points**2).sum(axis=1) / (2 * WIDTH**2))
    return height


def _in_turn(n: int, k: int) -> IntArray:
    labels: IntArray = np.arange(n) % k
    return labels


def _around(radius: FloatArray, angle: FloatArray) -> FloatArray:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
