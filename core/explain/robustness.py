"""How much a picture may be spoiled before a network reads it wrong."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from core.arrays import ByteArray, FloatArray, IntArray
from core.functions.augment import moved
from core.network import Network

Grey = NDArray[np.float32]

_AT_ONCE = 250  # pictures spoiled and read together: they stay in the cache


@dataclass(frozen=True, slots=True)
class Spoiler:
    """One way to spoil pictures (m, height, width) of brightness 0..1, by some amount."""

    label: str
    unit: str
    most: float  # no amount beyond is useful
    spoil: Callable[[Grey, float, Generator], Grey]


def _noisy(images: Grey, amount: float, rng: Generator) -> Grey:
    noise = rng.standard_normal(images.shape, np.float32)
    return np.clip(images + np.float32(amount) * noise, 0, 1)


def _rotated(images: Grey, amount: float, rng: Generator) -> Grey:
    m = len(images)
    turn = np.deg2rad(amount) * rng.choice([-1, 1], m)
    return moved(images, turn, np.zeros((m, 2))).astype(np.float32)


def _shifted(images: Grey, amount: float, rng: Generator) -> Grey:
    m = len(images)
    angle = rng.uniform(0, 2 * np.pi, m)
    move = amount * np.stack([np.sin(angle), np.cos(angle)], axis=1)
    return moved(images, np.zeros(m), move).astype(np.float32)


def _thicker(images: Grey, amount: float, _: Generator) -> Grey:
    return grown(images, amount / 2)


def _thinner(images: Grey, amount: float, _: Generator) -> Grey:
    return 1 - grown(1 - images, amount / 2)


SPOILERS: dict[str, Spoiler] = {
    "noise": Spoiler("Noise", "standard deviation", 1.0, _noisy),
    "rotation": Spoiler("Rotation, to either side", "degrees", 180.0, _rotated),
    "shift": Spoiler("Shift, in any direction", "pixels", 14.0, _shifted),
    "thicker": Spoiler("Thicker strokes", "pixels wider", 6.0, _thicker),
    "thinner": Spoiler("Thinner strokes", "pixels narrower", 3.0, _thinner),
}


def grown(images: Grey, radius: float) -> Grey:
    """Replace every pixel by the brightest within ``radius`` px, fading over one pixel more."""
    reach = int(np.ceil(radius))
    height, width = images.shape[1:]
    source = np.pad(images, ((0, 0), (reach, reach), (reach, reach)), mode="edge")
    largest = images.copy()
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            weight = np.float32(np.clip(1 + radius - np.hypot(dx, dy), 0, 1))
            if weight > 0 and (dx or dy):
                part = source[:, reach + dy : reach + dy + height, reach + dx : reach + dx + width]
                np.maximum(largest, weight * part, out=largest)
    return largest


def spoiled(images: ByteArray, kind: str, amount: float, seed: int = 0) -> ByteArray:
    """Return pictures (m, height, width) spoiled in one of the ways of ``SPOILERS``.

    The same seed spoils in the same way, more with a larger amount; 0 changes nothing.

    Raises
    ------
    ValueError
        If there is no such way, or the amount is below 0 or beyond the largest.
    """
    parts = [part for _, part in _spoiled_parts(images, kind, amount, seed)]
    return np.rint(np.concatenate(parts) * 255).astype(np.uint8) if parts else images.copy()


def accuracy_curve(
    network: Network,
    images: ByteArray,
    labels: IntArray,
    kind: str,
    amounts: Sequence[float],
    seed: int = 0,
) -> FloatArray:
    """Return the share of pictures that are read right at each amount, (len(amounts),).

    Parameters
    ----------
    images, labels : (m, height, width) bytes, (m,)
        At least one. An output beyond the tenth, "no digit", is not asked.
    kind, amounts, seed
        As for `spoiled`.

    Raises
    ------
    ValueError
        As `spoiled`, and if there are no pictures or they do not fit the network.
    """
    if not len(images) or len(images) != len(labels):
        raise ValueError(f"{len(images)} pictures with {len(labels)} labels cannot be measured.")
    shares = []
    for amount in amounts:
        right = 0
        for rows, part in _spoiled_parts(images, kind, amount, seed):
            with np.errstate(all="ignore"):  # a network may have been trained to extremes
                answer = network.feedforward(part.reshape(len(part), -1))[network.L]
            right += int(np.count_nonzero(answer[:, :10].argmax(axis=1) == labels[rows]))
        shares.append(right / len(images))
    return np.array(shares)


def _spoiled_parts(
    images: ByteArray, kind: str, amount: float, seed: int
) -> Iterator[tuple[slice, Grey]]:
    """Spoil some pictures at a time, as brightness 0..1."""
    if kind not in SPOILERS:
        raise ValueError(f"Unknown way to spoil {kind!r}: use {', '.join(SPOILERS)}.")
    spoiler = SPOILERS[kind]
    if not 0 <= amount <= spoiler.most:
        raise ValueError(f"{spoiler.label} goes from 0 to {spoiler.most:g}, not {amount:g}.")
    rng = np.random.default_rng(seed)
    for start in range(0, len(images), _AT_ONCE):
        rows = slice(start, min(start + _AT_ONCE, len(images)))
        part = images[rows].astype(np.float32) / np.float32(255)
        yield rows, spoiler.spoil(part, amount, rng) if amount else part
