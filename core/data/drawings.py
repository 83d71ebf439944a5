"""Drawings of one's own as data to learn: in MNIST's form, written as text in a spec.

Most are digits. A class may draw other symbols: then the text says which, after a full stop.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from core.arrays import ByteArray, IntArray
from core.data.samples import Dataset, Samples, one_hot, split

DIGITS = tuple("0123456789")
FEWEST_SYMBOLS, MOST_SYMBOLS = 2, 10
LONGEST_SYMBOL = 8  # letters
MOST = 1000  # drawings
FEWEST = 4
AMONG = 10_000  # of MNIST's training pictures that drawings are mixed into
SHARE = 0.1  # of a mixture that drawings make up, by repeating them

_PIXELS = 28 * 28
_RECORD = 1 + _PIXELS  # bytes: the label, then the picture
_MOST_SAID = 4000  # characters of what says which symbols there are


def checked(symbols: Iterable[object]) -> tuple[str, ...]:
    """Return symbols that can be told apart, at most ten.

    Raises
    ------
    ValueError
        If they are too many, the same, or no short words.
    """
    given = [*symbols]
    found = [symbol for symbol in given if isinstance(symbol, str) and _can_be_read(symbol)]
    if not 0 < len(set(found)) == len(given) <= MOST_SYMBOLS:
        raise ValueError(
            f"Drawings are of at most {MOST_SYMBOLS} different symbols, each of at most "
            f"{LONGEST_SYMBOL} letters."
        )
    return tuple(found)


def _can_be_read(symbol: str) -> bool:
    seen = symbol.isprintable() and symbol == symbol.strip()
    return seen and 0 < len(symbol) <= LONGEST_SYMBOL


def encode(images: ByteArray, labels: IntArray, symbols: tuple[str, ...] = DIGITS) -> str:
    """Write pictures (n, 28, 28), and the places of their symbols (n,), as text."""
    records = np.empty((len(images), _RECORD), np.uint8)
    records[:, 0] = labels
    records[:, 1:] = images.reshape(len(images), _PIXELS)
    text = base64.b64encode(records.tobytes()).decode()
    if symbols == DIGITS:
        return text
    return f"{text}.{base64.b64encode(json.dumps(symbols).encode()).decode()}"


def decode(text: str) -> tuple[ByteArray, IntArray, tuple[str, ...]]:
    """Return the pictures (n, 784) in ``text``, the places of their symbols (n,), and those.

    Raises
    ------
    ValueError
        If it is not what ``encode`` writes, or there are too few or too many drawings.
    """
    text, _, said = text.partition(".")
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
    symbols = _said(said) if said else DIGITS
    if labels.max() >= len(symbols):
        what = "no digit" if symbols == DIGITS else "none of the symbols"
        raise ValueError(f"A drawing is labelled with something that is {what}.")
    return records[:, 1:].copy(), labels, symbols


def _said(text: str) -> tuple[str, ...]:
    try:
        symbols = json.loads(base64.b64decode(text[:_MOST_SAID], validate=True))
    except (ValueError, RecursionError) as error:
        raise ValueError("These are no drawings.") from error
    if not isinstance(symbols, list):
        raise ValueError("These are no drawings.")
    if len(symbols) < FEWEST_SYMBOLS:
        raise ValueError(f"Collect drawings of at least {FEWEST_SYMBOLS} symbols.")
    return checked(symbols)


def alone(text: str, share: float, seed: int, mnist: Callable[[], Dataset]) -> Dataset:
    """Return the drawings in ``text``, a random ``share`` of them for training.

    Inputs are called as in MNIST, outputs by their symbols. Errors as for ``decode``.
    """
    images, labels, symbols = decode(text)
    everything = _samples(images, labels, len(symbols))
    train, held_out = split(everything, share, np.random.default_rng(seed))
    return replace(mnist(), train=train, validation=held_out, test=held_out, output_names=symbols)


def mixed(text: str, mnist: Callable[[], Dataset]) -> Dataset:
    """Return drawings among the first 10,000 of MNIST's training pictures, to be tested on MNIST.

    The drawings are repeated until they are about a tenth of the whole. Errors as for ``decode``,
    and if they are no digits.
    """
    images, labels, symbols = decode(text)
    if symbols != DIGITS:
        raise ValueError("Only drawings of digits can be mixed into MNIST.")
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


def _samples(images: ByteArray, labels: IntArray, symbols: int = len(DIGITS)) -> Samples:
    return Samples(images, one_hot(labels, symbols), labels, 1 / 255)
