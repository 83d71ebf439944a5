"""Drawings that are no digits: scribbles, letters, symbols, lines, dots, several digits at once.

What a person could mean as a digit is left out: letters like O, l, S, Z, U, Y, b, g, q, and figures
like a tick or an upright line. All drawings are lists of strokes with a longest side of 1 about 0.
"""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from assets.recipe.strokes import Strokes, boxed, turned

# Each letter or symbol: strokes of corners "x,y" on a grid of 0 to 4, y down, joined by lines.
_FIGURES = (
    *("04 20 44|12 32", "40 00 04 44|02 32", "40 00 04|02 32", "00 04|40 44|02 42"),  # A E F H
    *("00 04|40 02 44", "04 00 22 40 44", "04 00 44 40", "04 00 30 41 32 02"),  # K M N P
    *("04 00 30 41 32 02 44", "00 40|20 24", "00 24 40", "00 14 21 34 40"),  # R T V W
    *("00 44|40 04", "00 04|02 12 23 24"),  # X h
    *("01 04|02 11 22 24|22 31 42 44", "01 04|02 21 41", "04 01|02 20 42 44"),  # m r n
    *("20 24|02 42", "00 44|04 40|20 24|02 42", "10 14|30 34|01 41|03 43"),  # + * #
    *("02 42|31 42 33", "20 24|13 24 33", "00 40 44 04 00", "20 44 04 20", "20 42 24 02 20"),
    *("00 40 04 44 00", "04 11 22 31 44", "01 41|03 43", "04 00 20 22 42 44", "04 02 20 42 44 04"),
    *("14 20 34 02 42 14", "00 10 13 23 20 30 33 43", "00 40 44 04 00 44", "20 24|00 04|40 44"),
    *(
        "00 04 44|22 40",
        "22 00 40 22 44 04 22",
        "00 02 42|20 24",
        "02 20 42|20 24",
        "04 40|00 11|33 44",
    ),
)


def no_digit(rng: Generator, digits: Sequence[Strokes]) -> Strokes:
    """Draw something that is no digit; ``digits`` are there to be put side by side."""
    kind = rng.choice(len(_KINDS), p=_SHARES)
    return boxed(_KINDS[kind](rng, digits))


def several_digits(rng: Generator, digits: Sequence[Strokes]) -> Strokes:
    """Write two digits, now and then three, side by side, not quite in line."""
    strokes: Strokes = []
    right = 0.0
    for _ in range(2 if rng.random() < 0.85 else 3):
        digit = boxed(digits[rng.integers(len(digits))])
        if rng.random() < 0.5:
            digit = turned(
                digit, rng.normal(0, 8), rng.uniform(-0.3, 0.3), np.exp(rng.normal(0, 0.15))
            )
        size = np.exp(rng.uniform(-0.25, 0.25))
        digit = [stroke * size for stroke in digit]
        points = np.concatenate(digit)
        gap = rng.uniform(0.02, 0.5) if rng.random() < 0.85 else rng.uniform(-0.08, 0.02)
        left = right + gap if strokes else 0.0
        place = np.array([left - points[:, 0].min(), rng.normal(0, 0.12)])
        strokes += [stroke + place for stroke in digit]
        right = float(left + np.ptp(points[:, 0]))
    return strokes


def scribble(rng: Generator, _: Sequence[Strokes] = ()) -> Strokes:
    """Wander about with momentum until the path is long for its extent, pen lifted now and then."""
    while True:
        n = int(rng.integers(60, 400))
        calm = rng.uniform(0.7, 0.97)
        velocity, place, path = np.zeros(2), np.zeros(2), []
        for kick in rng.normal(0, 1, (n, 2)):
            velocity = calm * velocity + kick - rng.uniform(0, 0.05) * place
            place = place + velocity
            path.append(place)
        points = np.array(path)
        walked = np.hypot(*np.diff(points, axis=0).T).sum()
        if walked > rng.uniform(5, 9) * np.ptp(points, axis=0).max():
            cuts = np.sort(rng.choice(np.arange(5, n - 5), rng.integers(0, 4), replace=False))
            return np.split(points, cuts)


def zigzag(rng: Generator, _: Sequence[Strokes] = ()) -> Strokes:
    """Go to and fro, as if to fill or strike out something."""
    n = int(rng.integers(6, 30))
    x = np.linspace(0, rng.uniform(0.3, 2), n) + rng.normal(0, 0.04, n)
    y = np.where(np.arange(n) % 2, 1.0, 0.0) + rng.normal(0, 0.12, n)
    points = _rounded(np.stack([x, y], axis=1), rng)
    return turned([points], rng.uniform(0, 360))


def polygon(rng: Generator, _: Sequence[Strokes] = ()) -> Strokes:
    """Join random places, often in several strokes."""
    counts = rng.integers(2, 9, rng.integers(1, 5))
    while counts.sum() < 7:  # few corners may make a digit
        counts = np.append(counts, rng.integers(2, 9))
    strokes = []
    for count in counts:
        corners = rng.uniform(0, 1, (count, 2))
        strokes.append(_rounded(corners, rng) if rng.random() < 0.6 else corners)
    return strokes


def loops(rng: Generator, _: Sequence[Strokes] = ()) -> Strokes:
    """Draw a spiral, a coil, a flower or another winding line."""
    t = np.linspace(0, 1, 300)
    turns = rng.uniform(2.5, 7)
    angle = 2 * np.pi * turns * t
    kind = rng.integers(4)
    if kind == 0:  # spiral
        radius = 0.05 + t ** rng.uniform(0.6, 1.4)
        points = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    elif kind == 1:  # coil
        along = np.stack([t * rng.uniform(1, 5), np.zeros_like(t)], axis=1)
        points = along + 0.5 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    elif kind == 2:  # flower
        petals, depth = rng.integers(3, 8), rng.uniform(0.3, 0.9)
        radius = 1 + depth * np.cos(petals * 2 * np.pi * t)
        circle = np.stack([np.cos(2 * np.pi * t), np.sin(2 * np.pi * t)], axis=1)
        points = radius[:, None] * circle
    else:  # Lissajous
        a, b = rng.choice([2, 3, 4, 5, 6, 7], 2, replace=False)
        phase = rng.uniform(0, 2 * np.pi)
        points = np.stack([np.sin(2 * np.pi * a * t + phase), np.sin(2 * np.pi * b * t)], axis=1)
    return turned([points], rng.uniform(0, 360), rng.uniform(-0.4, 0.4), rng.uniform(0.6, 1.6))


def faces(rng: Generator, _: Sequence[Strokes] = ()) -> Strokes:
    """Draw a ring with something in it or about it: a face, a wheel, a sun, rings."""
    t = np.linspace(0, 2 * np.pi, 60)
    ring = np.stack([np.cos(t), np.sin(t)], axis=1)
    kind = rng.integers(4)
    if kind == 0:
        mouth = 0.5 * ring[5:25] * (1, rng.choice([-1, 1])) + (0, 0.1)
        eyes = [np.array([[x, -0.3], [x, -0.2]]) for x in (-0.35, 0.35)]
        strokes = [ring, mouth, *eyes]
    elif kind == 1:
        spokes = rng.choice([2, 3, 4])
        angles = rng.uniform(0, np.pi) + np.pi * np.arange(spokes) / spokes
        ends = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        strokes = [ring, *(np.stack([-end, end]) for end in ends)]
    elif kind == 2:
        angles = 2 * np.pi * np.arange(7) / 7 + rng.uniform(0, 1)
        ends = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        strokes = [0.5 * ring, *(np.stack([0.65 * end, end]) for end in ends)]
    else:
        count = int(rng.integers(3, 6))
        strokes = [ring * rng.uniform(0.3, 1) + rng.uniform(-1, 1, 2) for _ in range(count)]
    return _shaken(strokes, rng)


def figure(rng: Generator, _: Sequence[Strokes] = ()) -> Strokes:
    """Write one of the letters and symbols, in a hand that varies."""
    text = _FIGURES[rng.integers(len(_FIGURES))]
    strokes = []
    for part in text.split("|"):
        corners = np.array([[int(x), int(y)] for x, y in part.split()]) / 4
        corners = corners + rng.normal(0, 0.04, corners.shape)
        strokes.append(_rounded(corners, rng) if rng.random() < 0.5 else corners)
    return _shaken(strokes, rng)


def lines(rng: Generator, _: Sequence[Strokes] = ()) -> Strokes:
    """Draw a dot, some dots, a line that lies, or several lines."""
    kind = rng.integers(5)
    if kind == 0:
        return [rng.normal(0, 0.01, (1, 2))]
    if kind == 1:
        return [rng.uniform(0, 1, (1, 2)) for _ in range(int(rng.integers(2, 8)))]
    if kind == 2:
        slope = np.deg2rad(rng.uniform(-35, 35))
        bend = rng.normal(0, 0.05, (4, 2))
        points = np.linspace(0, 1, 4)[:, None] * (np.cos(slope), np.sin(slope)) + bend
        return [_rounded(points, rng)]
    count = int(rng.integers(2, 6))
    places = np.arange(count) * rng.uniform(0.3, 0.8)
    strokes = [np.array([[x, 0.0], [x + rng.normal(0, 0.05), 1.0]]) for x in places]
    return turned(strokes, rng.choice([0, 90]) + rng.normal(0, 8), rng.uniform(-0.4, 0.4))


_KINDS = (several_digits, scribble, zigzag, polygon, loops, faces, figure, lines)
_SHARES = np.array([8, 3, 1.5, 2, 1.5, 1, 4, 1]) / 22


def _shaken(strokes: Strokes, rng: Generator) -> Strokes:
    """Turn, slant and stretch a little."""
    return turned(strokes, rng.normal(0, 10), rng.uniform(-0.3, 0.3), np.exp(rng.normal(0, 0.2)))


def _rounded(corners: np.ndarray, rng: Generator) -> np.ndarray:
    """Cut corners off, twice, so that a line becomes a curve (Chaikin 1974)."""
    for _ in range(2):
        cut = rng.uniform(0.15, 0.3)
        near = corners[:-1] * (1 - cut) + corners[1:] * cut
        far = corners[:-1] * cut + corners[1:] * (1 - cut)
        middle = np.stack([near, far], axis=1).reshape(-1, 2)
        corners = np.concatenate([corners[:1], middle, corners[-1:]])
    return corners
