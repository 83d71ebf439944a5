"""Drawings of one's own as data to learn: digits in MNIST's form, written as text in a spec."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from core.arrays import ByteArray, IntArray
from core.data.samples import Dataset, Samples, one_hot, split

MOST = 1000  # drawings
FEWEST = 4
AMONG = 10_000  # of MNIST's training pictures that drawings are mixed into
SHARE = 0.1  # of a mixture that drawings make up, by repeating them

_PIXELS = 28 * 28
_RECORD = 1 + _PIXELS  # bytes: the label, then the picture


def encode(images: ByteArray, labels: IntArray) -> str:
    """Write pictures (n, 28, 28) and their digits (n,) as text."""
    records = np.empty((len(images), _RECORD), np.uint8)
    records[:, 0] = labels
    records[:, 1:] = images.reshape(len(images), _PIXELS)
    return base64.b64encode(records.tobytes()).decode()


def decode(text: str) -> tuple[ByteArray, IntArray]:
    """Return the pictures (n, 784) and digits (n,) in ``text``.

    Raises
    ------
    ValueError
        If it is not what ``encode`` writes, or there are too few or too many drawings.
    """
    if len(text) > 4 * (MOST * _RECORD // 3 + 1):
        raise ValueError(f"Too many drawings: at most {MOST:,} can be learned.")
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("These are no drawings.") from error
    n, rest = divmod(len(content), _RECORD)
    if rest:
        raise ValueError("These drawings end in the middle of one.")
    if n < FEWEST:
        raise ValueError(
            f"Collect at least {FEWEST} drawings on the Draw page first; there are {n} now."
        )
    records = np.frombuffer(content, np.uint8).reshape(n, _RECORD)
    labels = records[:, 0].astype(np.intp)
    if labels.max() > 9:
        raise ValueError("A drawing is labelled with something that is no digit.")
    return records[:, 1:].copy(), labels


def alone(text: str, share: float, seed: int, mnist: Callable[[], Dataset]) -> Dataset:
    """Return the drawings in ``text``, a random ``share`` of them for training.

    Inputs and outputs are called as in MNIST. Errors as for ``decode``.
    """
    everything = _samples(*decode(text))
    train, held_out = split(everything, share, np.random.default_rng(seed))
    return replace(mnist(), train=train, validation=held_out, test=held_out)


def mixed(text: str, mnist: Callable[[], Dataset]) -> Dataset:
    """Return drawings among the first 10,000 of MNIST's training pictures, to be tested on MNIST.

    The drawings are repeated until they are about a tenth of the whole. Errors as for ``decode``.
    """
    images, labels = decode(text)
    whole = mnist()
    times = max(1, round(SHARE * AMONG / len(images)))
    assert whole.train.labels is not None
    return replace(
        whole,
        train=_samples(
            np.concatenate([whole.train.x[:AMONG], np.tile(images, (times, 1))]),
            np.concatenate([whole.train.labels[:AMONG], np.tile(labels, times)]),
        ),
    )


def _samples(images: ByteArray, labels: IntArray) -> Samples:
    return Samples(images, one_hot(labels, 10), labels, 1 / 255)
