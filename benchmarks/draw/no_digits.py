"""Drawings that are no digits, drawn in other ways than those which the networks were taught."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.random import Generator

from assets.recipe.strokes import Strokes, boxed
from benchmarks.draw.variations import SIDE, Drawn


def _scribble(rng: Generator, _: Sequence[Strokes]) -> Drawn:
    """Draw a smooth line through many random places."""
    knots = rng.uniform(40, SIDE - 40, (int(rng.integers(9, 25)), 2))
    return Drawn([_smooth(knots, 12)], float(rng.uniform(6, 20)))


def _walk(rng: Generator, _: Sequence[Strokes]) -> Drawn:
    """Draw one to four lines whose direction drifts at random."""
    strokes = []
    for _stroke in range(int(rng.integers(1, 5))):
        n = int(rng.integers(60, 200))
        direction = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, rng.uniform(0.3, 0.8), n))
        steps = 8 * np.stack([np.cos(direction), np.sin(direction)], axis=1)
        path = rng.uniform(60, SIDE - 60, 2) + np.cumsum(steps, axis=0)
        strokes.append(SIDE / 2 - np.abs(path % (2 * SIDE) - SIDE) + SIDE / 2)  # back from edges
    return Drawn(strokes, float(rng.uniform(6, 20)))


def _hatching(rng: Generator, _: Sequence[Strokes]) -> Drawn:
    """Strike to and fro at any angle."""
    n = int(rng.integers(8, 24))
    along, height = np.linspace(-90, 90, n), rng.uniform(50, 100)
    across = height * np.where(np.arange(n) % 2, 1, -1) * rng.uniform(0.6, 1, n)
    angle = rng.uniform(0, np.pi)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = np.stack([along, across], axis=1) @ turn.T + SIDE / 2
    return Drawn([points], float(rng.uniform(6, 16)))


def _two_digits(rng: Generator, digits: Sequence[Strokes]) -> Drawn:
    """Write two digits beside each other, as a visitor would a number."""
    strokes: Strokes = []
    height, right = rng.uniform(80, 130), 0.0
    for _digit in range(2):
        digit = boxed(digits[rng.integers(len(digits))])
        tall = np.ptp(np.concatenate(digit)[:, 1])
        digit = [stroke * height * rng.uniform(0.9, 1.1) / max(tall, 0.4) for stroke in digit]
        left = float(np.concatenate(digit)[:, 0].min())
        place = np.array([right - left, rng.normal(0, 5)])
        strokes += [stroke + place for stroke in digit]
        right = float(np.concatenate(strokes)[:, 0].max()) + rng.uniform(18, 50)
    points = np.concatenate(strokes)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return Drawn([stroke - middle + SIDE / 2 for stroke in strokes], float(rng.uniform(6, 14)))


def _dots_and_dashes(rng: Generator, _: Sequence[Strokes]) -> Drawn:
    """Touch the canvas here and there, or draw a line that lies."""
    if rng.random() < 0.5:
        dots = [rng.uniform(30, SIDE - 30, (1, 2)) for _ in range(int(rng.integers(1, 7)))]
        return Drawn(dots, 16.0)
    y = rng.uniform(60, SIDE - 60)
    ends = np.array([[40.0, y], [240.0, y + rng.uniform(-60, 60)]])
    return Drawn([ends], 16.0)


NO_DIGITS: dict[str, Callable[[Generator, Sequence[Strokes]], Drawn]] = {
    "scribbles": _scribble,
    "walks": _walk,
    "hatching": _hatching,
    "dots, dashes": _dots_and_dashes,
    "two digits": _two_digits,
}


def _smooth(knots: np.ndarray, between: int) -> np.ndarray:
    """Put a smooth curve through places (Catmull and Rom 1974)."""
    p = np.concatenate([knots[:1], knots, knots[-1:]])
    t = np.linspace(0, 1, between, endpoint=False)[:, None, None]
    a, b, c, d = p[:-3], p[1:-2], p[2:-1], p[3:]
    curve = 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - 3 * c + d - a) * t**3
    )
    return curve.transpose(1, 0, 2).reshape(-1, 2)
