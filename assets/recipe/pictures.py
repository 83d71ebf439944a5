"""Strokes and MNIST as a net will see them, through the very pipeline that reads drawings."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from assets.recipe.negatives import no_digit
from assets.recipe.strokes import PenDigits, Strokes, boxed, turned
from core.drawing import image_from_pixels, image_from_strokes, painted

SIDE = 280  # of the canvas, px


def on_canvas(strokes: Strokes, rng: Generator) -> np.ndarray:
    """Paint strokes in any size that is legible, with any pen, anywhere on a canvas."""
    size = np.exp(rng.uniform(np.log(28), np.log(240)))
    pen = np.clip(size * np.exp(rng.uniform(np.log(0.02), np.log(0.22))), 1.5, 36)
    room = max(SIDE - size - pen, 0) / 2
    place = SIDE / 2 + rng.uniform(-room, room, 2)
    return painted([stroke * size + place for stroke in strokes], SIDE, float(pen))


def pen_pictures(digits: PenDigits, copies: int, rng: Generator) -> np.ndarray:
    """Return each digit ``copies`` times in another form: (n, copies, 28, 28).

    The first half is drawn from strokes, the other half goes over a canvas.
    """
    pictures = np.zeros((len(digits), copies, 28, 28), np.uint8)
    for i, strokes in enumerate(digits.strokes):
        for k in range(copies):
            wide = 2.0 if rng.random() < 0.25 else 1.0
            changed = turned(
                strokes,
                wide * rng.uniform(-15, 15),
                rng.uniform(-0.3, 0.3),
                np.exp(rng.uniform(-0.2, 0.2)),
            )
            pictures[i, k] = _picture(changed, k >= copies // 2, rng)
    return pictures


def no_digit_pictures(digits: Sequence[Strokes], n: int, rng: Generator) -> np.ndarray:
    """Return n pictures of what is no digit, (n, 28, 28), by strokes and by canvas in turn."""
    return np.stack([_picture(no_digit(rng, digits), i % 2 == 1, rng) for i in range(n)])


def mnist_side_by_side(images: np.ndarray, n: int, rng: Generator) -> np.ndarray:
    """Return n pictures, (n, 28, 28), each of two of the MNIST images beside each other."""
    pictures = np.empty((n, 28, 28), np.uint8)
    for i in range(n):
        left, right = (np.kron(images[rng.integers(len(images))], _FOURFOLD) for _ in range(2))
        canvas = np.zeros((160, 280), np.uint8)
        up, down, gap = rng.integers(0, 48), rng.integers(0, 48), rng.integers(64, 120)
        canvas[up : up + 112, 20:132] = left
        part = canvas[down : down + 112, 20 + gap : 132 + gap]
        np.maximum(part, right, out=part)
        pictures[i] = image_from_pixels(canvas)
    return pictures


_FOURFOLD = np.ones((4, 4), np.uint8)


def _picture(strokes: Strokes, over_canvas: bool, rng: Generator) -> np.ndarray:
    if over_canvas:
        picture = image_from_pixels(on_canvas(boxed(strokes), rng))
    else:
        picture = image_from_strokes(strokes)
    assert picture is not None
    return picture
