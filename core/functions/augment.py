"""Training images, each time a little different: shifted, rotated, noisy."""

import numpy as np
from numpy.random import Generator

from core.arrays import FloatArray


def augment(
    x: FloatArray,
    shape: tuple[int, int],
    rng: Generator,
    *,
    shift: float = 0,
    rotate: float = 0,
    noise: float = 0,
) -> None:
    """Change a batch of images in place.

    Parameters
    ----------
    x : (m, height * width)
        Brightness 0..1; what comes from outside an image is 0.
    shift : float
        Largest shift up, down, left, right, in pixels.
    rotate : float
        Largest turn about the middle, either way, in degrees.
    noise : float
        Standard deviation of noise added to each pixel; the result is cut to 0..1.
    """
    m = len(x)
    if shift or rotate:
        turn = np.deg2rad(rng.uniform(-rotate, rotate, m))
        move = rng.uniform(-shift, shift, (m, 2))
        x[...] = moved(x.reshape(m, *shape), turn, move).reshape(m, -1)
    if noise:
        x += rng.normal(0, noise, x.shape).astype(x.dtype)
        np.clip(x, 0, 1, out=x)


def moved(images: FloatArray, turn: FloatArray, move: FloatArray) -> FloatArray:
    """Turn (radians) and move (rows, columns) each of (m, height, width), bilinearly."""
    m, height, width = images.shape
    rows, columns = np.mgrid[:height, :width] - np.array([height - 1, width - 1])[:, None, None] / 2
    cos, sin = np.cos(turn)[:, None, None], np.sin(turn)[:, None, None]
    down = rows - move[:, 0, None, None]
    across = columns - move[:, 1, None, None]
    # where each pixel of the result comes from; one row and column of 0 all around
    y = np.clip(cos * down - sin * across + (height + 1) / 2, 0, height + 0.999)
    x = np.clip(sin * down + cos * across + (width + 1) / 2, 0, width + 0.999)
    framed = np.zeros((m, height + 2, width + 2), images.dtype)
    framed[:, 1:-1, 1:-1] = images
    top, left = y.astype(np.intp), x.astype(np.intp)
    y, x = (y - top).astype(images.dtype), (x - left).astype(images.dtype)
    flat, start = framed.reshape(-1), np.arange(m)[:, None, None] * (height + 2) * (width + 2)
    corner = start + top * (width + 2) + left
    above = flat[corner] * (1 - x) + flat[corner + 1] * x
    below = flat[corner + width + 2] * (1 - x) + flat[corner + width + 3] * x
    moved: FloatArray = above * (1 - y) + below * y
    return moved
