"""From a drawing to a digit."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.arrays import FloatArray, IntArray
from core.drawing.form import FIELD, STAGES, WHOLE, Image, Pipeline
from core.drawing.pixels import image_from_pixels
from core.drawing.strokes import CANVAS, Canvas, Strokes, image_from_strokes
from core.formats.bundled import bundled
from core.network import Network

Drawing = Image | Strokes  # (h, w) uint8, or a list of strokes, each (k, 2)

NO_DIGIT = -1  # the label of what is no digit
DIGITS = 10
WITH_CLASS = 11  # outputs of a network whose last one stands for "no digit"

_AT_ONCE = 250  # pictures that go through the network together


class Reading(NamedTuple):
    """What a network makes of a drawing.

    Attributes
    ----------
    label : int
        0 to 9, or -1: no digit.
    probabilities : (10,)
        How the network distributes a belief of 1 over the digits, even if none is likely; all
        equal if nothing is drawn.
    """

    label: int
    probabilities: NDArray[np.float64]


def read_digit(
    drawing: Drawing,
    net: Network | None = None,
    *,
    pipeline: Pipeline = WHOLE,
    keep_above: float | None = None,
) -> Reading:
    """Say which digit a drawing shows.

    Parameters
    ----------
    drawing : (h, w) uint8, or sequence of (k, 2)
        A picture, light on dark or dark on light; or strokes, in px of a canvas of 280 x 280.
    net : Network, optional
        With 784 inputs and 10 outputs, or 11 whose last means "no digit". If not given, the best
        of the bundled ones.
    pipeline : Pipeline, optional
        The steps that bring the drawing into the form of MNIST's digits.
    keep_above : float, optional
        The smallest confidence (see `confidence`) of an answer that counts. If not given: the
        bundled network's own; for other networks 0.5 if they have an output for "no digit", else
        every answer counts.

    Raises
    ------
    ValueError
        If the drawing is neither a picture nor strokes, or the network reads no digits.
    """
    net, keep_above = _reader(net, keep_above)
    image = image_of(drawing, pipeline)
    if image is None:
        return Reading(NO_DIGIT, np.full(DIGITS, 1 / DIGITS))
    outputs = answers(net, image[None])
    label = int(labels_of(outputs, keep_above)[0])
    return Reading(label, probabilities(outputs)[0])


def read_digits(
    images: NDArray[np.uint8],
    net: Network | None = None,
    *,
    pipeline: Pipeline = WHOLE,
    keep_above: float | None = None,
) -> IntArray:
    """Say which digit each of many pictures (n, h, w) shows: labels (n,), -1 for no digit.

    Parameters and errors as in `read_digit`.
    """
    if not isinstance(images, np.ndarray) or images.ndim != 3 or images.dtype != np.uint8:
        raise ValueError("Pictures must be grey: an array of n, rows, columns, one byte each.")
    net, keep_above = _reader(net, keep_above)
    seen = [image_from_pixels(image, pipeline) for image in images]
    labels: IntArray = np.full(len(seen), NO_DIGIT, np.intp)
    drawn = [i for i, image in enumerate(seen) if image is not None]
    if drawn:
        outputs = answers(net, np.stack([image for image in seen if image is not None]))
        labels[drawn] = labels_of(outputs, keep_above)
    return labels


def image_of(drawing: Drawing, pipeline: Pipeline = WHOLE, canvas: Canvas = CANVAS) -> Image | None:
    """Return what a network sees of a picture or of strokes: (28, 28), or None without ink.

    Raises
    ------
    ValueError
        If the drawing is neither.
    """
    if isinstance(drawing, np.ndarray) and (drawing.dtype == np.uint8 or drawing.ndim != 3):
        return image_from_pixels(drawing, pipeline)
    if not isinstance(drawing, Iterable) or isinstance(drawing, str | bytes | dict):
        raise ValueError("A drawing must be a picture or a list of strokes.")
    return image_from_strokes(list(drawing), pipeline, canvas)


def stages(drawing: Drawing, canvas: Canvas = CANVAS) -> dict[str, Image] | None:
    """Return the drawing after each step of the pipeline, (28, 28) each; None without ink.

    "raw" is a smaller canvas, "box" is cut out and scaled, "pen" has the right pen, "centre" lies
    as MNIST's digits lie: the picture that a network sees.
    """
    found = {name: image_of(drawing, steps, canvas) for name, steps in STAGES.items()}
    if found["centre"] is None:
        return None
    empty = np.zeros((FIELD, FIELD), np.uint8)  # ink beyond the canvas shows only later
    return {name: empty if image is None else image for name, image in found.items()}


def answers(net: Network, images: NDArray[np.uint8]) -> FloatArray:
    """Return a network's outputs for pictures (n, 28, 28) in MNIST's form: (n, n_L).

    Where weights were trained to extremes and an output is no number, it counts as 0.
    """
    n_out = net.spec.sizes[-1]
    found = np.empty((len(images), n_out), net.parameters.dtype)
    with np.errstate(all="ignore"):
        for start in range(0, len(images), _AT_ONCE):
            part = images[start : start + _AT_ONCE].reshape(-1, FIELD * FIELD) / np.float32(255)
            found[start : start + len(part)] = net.forward(part).a[net.L]
    return np.clip(np.nan_to_num(found), 0.0, 1.0)


def confidence(outputs: ArrayLike) -> NDArray[np.float64]:
    """Return the largest output for a digit, (n,): low for what is no digit, or could be several.

    Of a softmax with ten outputs this is its maximum; an eleventh, "no digit", takes from it.
    """
    found: NDArray[np.float64] = np.asarray(outputs, np.float64)[:, :DIGITS].max(axis=1)
    return found


def probabilities(outputs: ArrayLike) -> NDArray[np.float64]:
    """Share out a belief of 1 over the ten digits: (n, 10), whatever else there are outputs for."""
    digits = np.asarray(outputs, np.float64)[:, :DIGITS]
    total = digits.sum(axis=1, keepdims=True)
    shared: NDArray[np.float64] = np.where(
        total > 0, digits / np.maximum(total, 1e-300), 1 / DIGITS
    )
    return shared


def labels_of(outputs: ArrayLike, keep_above: float) -> IntArray:
    """Return the likeliest digit for each row of outputs, -1 where confidence is too low: (n,)."""
    outputs = np.asarray(outputs)
    labels: IntArray = outputs[:, :DIGITS].argmax(axis=1)
    labels[confidence(outputs) < keep_above] = NO_DIGIT
    return labels


def _reader(net: Network | None, keep_above: float | None) -> tuple[Network, float]:
    """Return the network and the confidence that it needs; raise ValueError if it cannot read."""
    if net is None:
        best = bundled()
        return best.network, best.keep_above if keep_above is None else keep_above
    n_in, n_out = net.spec.sizes[0], net.spec.sizes[-1]
    if n_in != FIELD * FIELD or n_out not in (DIGITS, WITH_CLASS):
        raise ValueError(f"A network with {n_in} inputs and {n_out} outputs reads no digits.")
    if keep_above is None:
        keep_above = 0.5 if n_out == WITH_CLASS else 0.0
    return net, keep_above
