"""Pictures in the form of MNIST's digits, each time a little different."""

import numpy as np
from numpy.random import Generator

SIDE = 28
AT_ONCE = 50  # pictures: what is computed stays in the cache, twice as fast as with 1,000
_INDEX = np.arange(SIDE, dtype=np.float32)
_GRID = 6  # knots of the elastic grid in each direction


def _linear_upsampling() -> np.ndarray:
    """Weights (28, 6) from a grid's knots to pixels."""
    place = np.linspace(0, _GRID - 1, SIDE)
    return np.maximum(1 - np.abs(place[:, None] - np.arange(_GRID)), 0).astype(np.float32)


_UP = _linear_upsampling()


def distorted(images: np.ndarray, rng: Generator) -> np.ndarray:
    """Return each of (n, 28, 28) uint8 turned, slanted, bent, thickened, blurred, shifted."""
    changed = np.empty_like(images)
    for start in range(0, len(images), AT_ONCE):
        part = images[start : start + AT_ONCE].astype(np.float32) / np.float32(255)
        part = _look(_bent(part, rng), rng)
        changed[start : start + AT_ONCE] = np.rint(part * 255)
    return changed


def _column(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32)[:, None, None]


def _bent(images: np.ndarray, rng: Generator) -> np.ndarray:
    """Move ink: an affine map about the centre of mass, fitted again to about 20 px, and waves."""
    n = len(images)
    angle = np.deg2rad(rng.uniform(-18, 18, n))
    shear, stretch = rng.uniform(-0.3, 0.3, n), np.exp(rng.uniform(-0.2, 0.2, n))
    cos, sin = np.cos(angle), np.sin(angle)
    # x' = turn · slant · stretch · x, for (x, y) about the centre of mass
    matrix = np.stack(
        [cos * stretch, cos * shear - sin, sin * stretch, sin * shear + cos], axis=1
    ).reshape(n, 2, 2)
    mass = np.maximum(images.sum(axis=(1, 2)), 1e-3)
    middle_x = (images.sum(axis=1) @ _INDEX) / mass
    middle_y = (images.sum(axis=2) @ _INDEX) / mass

    # how far the ink reaches after the map
    x = _INDEX[None, None, :] - _column(middle_x)
    y = _INDEX[None, :, None] - _column(middle_y)
    ink = images > 0.4
    reach = np.empty((2, n), np.float32)
    for axis in (0, 1):
        moved = _column(matrix[:, axis, 0]) * x + _column(matrix[:, axis, 1]) * y
        high = np.where(ink, moved, -99).max(axis=(1, 2))
        low = np.where(ink, moved, 99).min(axis=(1, 2))
        reach[axis] = np.clip(high - low + 1, 4, 60)
    scale = 20 / reach.max(axis=0) * np.exp(rng.uniform(-0.08, 0.08, n))
    small = mass < 40  # a dot stays a dot
    scale[small] = 1.0
    back = np.linalg.inv(matrix * scale[:, None, None])

    shift = rng.uniform(-1, 1, (2, n))
    strength = 0.9 * rng.uniform(0, 1, n)
    waves = rng.normal(0, 1, (2, n, _GRID, _GRID)) * strength[:, None, None]
    wave_x, wave_y = (_UP @ wave.astype(np.float32) @ _UP.T for wave in waves)
    x = _INDEX[None, None, :] - 14 - _column(shift[0])
    y = _INDEX[None, :, None] - 14 - _column(shift[1])
    from_x = _column(back[:, 0, 0]) * x + _column(back[:, 0, 1]) * y + _column(middle_x) + wave_x
    from_y = _column(back[:, 1, 0]) * x + _column(back[:, 1, 1]) * y + _column(middle_y) + wave_y
    return _sampled(images, from_x, from_y)


def _sampled(images: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Look up (n, 28, 28) places in the pictures, bilinearly; outside there is no ink."""
    n, framed_side = len(images), SIDE + 2
    framed = np.zeros((n, framed_side, framed_side), np.float32)
    framed[:, 1:-1, 1:-1] = images
    x, y = np.clip(x + 1, 0, SIDE + 0.99), np.clip(y + 1, 0, SIDE + 0.99)
    left, top = x.astype(np.intp), y.astype(np.intp)
    x, y = x - left.astype(np.float32), y - top.astype(np.float32)
    corner = np.arange(n)[:, None, None] * framed_side**2 + top * framed_side + left
    flat = framed.ravel()
    above = flat[corner] * (1 - x) + flat[corner + 1] * x
    corner += framed_side
    below = flat[corner] * (1 - x) + flat[corner + 1] * x
    return above * (1 - y) + below * y


def _look(images: np.ndarray, rng: Generator) -> np.ndarray:
    """Change pen and focus: thicker or thinner, more contrast, softer."""
    n = len(images)
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    rows = np.maximum(np.maximum(padded[:, :-2], padded[:, 1:-1]), padded[:, 2:])
    thick = np.maximum(np.maximum(rows[:, :, :-2], rows[:, :, 1:-1]), rows[:, :, 2:])
    thin = np.minimum(
        np.minimum(np.minimum(padded[:, :-2, 1:-1], padded[:, 2:, 1:-1]), images),
        np.minimum(padded[:, 1:-1, :-2], padded[:, 1:-1, 2:]),
    )
    chosen = rng.random(n)
    blend = _column(rng.uniform(0, 0.8, n) * (chosen < 0.7))
    other = np.where(_column(chosen) < 0.35, thick, thin)
    images = images + blend * (other - images)
    gain = _column(rng.uniform(1, 2.5, n))
    images = np.clip((images - 0.5) * gain + 0.5, 0, 1)
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    rows = padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]
    soft = (rows[:, :, :-2] + 2 * rows[:, :, 1:-1] + rows[:, :, 2:]) / 16
    images = images + _column(rng.uniform(0, 0.7, n)) * (soft - images)
    return np.clip(images, 0, 1)
