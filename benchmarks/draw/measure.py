"""Accuracy and rejection of one network on drawings that were prepared once for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assets.recipe.strokes import PenDigits
from benchmarks.draw.no_digits import NO_DIGITS
from benchmarks.draw.variations import SIDE, VARIATIONS, Drawn
from core.arrays import ByteArray, IntArray
from core.drawing import (
    STAGES,
    WHOLE,
    answers,
    confidence,
    image_from_pixels,
    image_from_strokes,
    labels_of,
    painted,
)
from core.formats.bundled import Bundled

SEED = 1
KEPT = 0.95  # share of digits to keep while everything else is rejected
# How a picture reaches a network: with all steps, without one of them, without any.
PIPELINES = {
    "pixels": WHOLE,
    "no box": replace(WHOLE, box=False),
    "no pen": replace(WHOLE, pen=False),
    "no centre": replace(WHOLE, centre=False),
    "just resized": STAGES["raw"],
}
WAYS = ("strokes", *PIPELINES)


@dataclass(frozen=True)
class Prepared:
    """What networks see of the same drawings, by way: (n, 28, 28) each."""

    seen: dict[str, ByteArray]
    labels: IntArray


def prepare(drawn: Sequence[Drawn], labels: IntArray) -> Prepared:
    """Bring drawings into the form of MNIST's digits, in each of the `WAYS`."""
    canvases = [painted(one.strokes, SIDE, one.pen) for one in drawn]
    seen = {"strokes": _stacked(image_from_strokes(one.strokes) for one in drawn)}
    for way, pipeline in PIPELINES.items():
        seen[way] = _stacked(image_from_pixels(canvas, pipeline) for canvas in canvases)
    return Prepared(seen, labels)


def variations(digits: PenDigits) -> dict[str, Prepared]:
    """Return every digit in every variation."""
    rng = np.random.default_rng(SEED)
    return {
        name: prepare([vary(strokes, rng) for strokes in digits.strokes], digits.labels)
        for name, vary in VARIATIONS.items()
    }


def no_digits(digits: PenDigits, n: int) -> dict[str, Prepared]:
    """Return n drawings of each kind of what is no digit."""
    rng = np.random.default_rng(SEED)
    none = np.full(n, -1)
    return {
        name: prepare([draw(rng, digits.strokes) for _ in range(n)], none)
        for name, draw in NO_DIGITS.items()
    }


def accuracy(net: Bundled, images: ByteArray, labels: IntArray) -> float:
    """Return the share of right digits, in percent, whether the network is sure or not."""
    found = labels_of(answers(net.network, images), 0.0)
    return 100 * float((found == labels).mean())


@dataclass(frozen=True)
class Rejection:
    """Shares in percent: digits kept, and by kind what was rejected."""

    keep_above: float
    kept: float
    rejected: dict[str, float]


def rejection(
    net: Bundled, way: str, digits: Prepared, others: dict[str, Prepared], own: bool
) -> Rejection:
    """Measure rejection at the network's own threshold, or at the one that keeps `KEPT`."""
    sure = confidence(answers(net.network, digits.seen[way]))
    keep_above = net.keep_above if own else float(np.quantile(sure, 1 - KEPT))
    rejected = {
        kind: 100 * float((confidence(answers(net.network, p.seen[way])) < keep_above).mean())
        for kind, p in others.items()
    }
    return Rejection(keep_above, 100 * float((sure >= keep_above).mean()), rejected)


def _stacked(images: Iterable[ByteArray | None]) -> ByteArray:
    empty = np.zeros((28, 28), np.uint8)
    return np.stack([empty if image is None else image for image in images])
