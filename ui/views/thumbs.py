"""What the stage's filmstrip shows of views that are not open: small pictures of the run as it is.

Each comes from a few samples and costs next to nothing; an open view looks at all of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray
from core.evaluation import answers as classes
from core.explain import landscape
from core.explain.diagnostics import flat_share, silent
from core.network import Batch
from runs.landscapes import SEED
from runs.snapshot import Look
from ui.components.heatmaps import quantise
from ui.components.kit.packing import pack
from ui.views.shared import plane_grid, selected_weight
from ui.views.shared.matrices import pixels
from ui.views.view import Options, View

Kind = Literal["signed", "ink", "bars", "lines"]
"""Cells coloured by sign; cells as dark as they are large; rows of bars; points of lines."""

TRAINED = 32  # training samples whose gradient is shown
WORK = 20_000_000  # multiplications that one may cost
MOST = (12, 24)  # cells of a matrix, rows and columns
MISTAKES, FINE = 4, 14  # pictures, and cells along a side of one
TERMS = 5  # samples of a receipt
PLACES, SURVEYED = 5, 16  # places along a side of a landscape, and samples of its cost
GRID, ALONG = 7, 9  # lines of a bent grid in each direction, points of a line


@dataclass(frozen=True, slots=True)
class StageThumbs:
    """Header of a frame: what each picture is of, how it is drawn, its rows and columns."""

    key: str
    names: Sequence[str]
    kinds: Sequence[Kind]
    shapes: Sequence[tuple[int, int]]


Picture = tuple[Kind, FloatArray]  # values (rows, columns), the largest of which is 1


def payload(look: Look, options: Options) -> bytes:
    """Pack a picture for each view that has one now."""
    pictures: dict[str, Picture] = {}
    with np.errstate(all="ignore"):  # a network may have been trained to extremes
        for name, make in _MAKERS.items():
            picture = make(look)
            if picture is not None and picture[1].size:
                pictures[name] = picture
        if (batch := _batch(look)) is not None:
            pictures |= {"gradients": _gradients(look, batch), "receipt": _receipt(look, batch)}
    header = StageThumbs(
        key=VIEW.name,
        names=list(pictures),
        kinds=[kind for kind, _ in pictures.values()],
        shapes=[(values.shape[0], values.shape[1]) for _, values in pictures.values()],
    )
    arrays: list[NDArray[Any]] = [
        quantise(np.nan_to_num(values), 1.0).reshape(-1) for _, values in pictures.values()
    ]
    return pack(header, arrays)


def _scaled(values: FloatArray) -> FloatArray:
    largest = float(np.abs(np.nan_to_num(values)).max(initial=0.0))
    return values / largest if largest else values


def _confusion(look: Look) -> Picture | None:
    labels = look.data.validation.labels
    if labels is None:
        return None
    names = look.data.class_names or look.data.output_names
    n = max(len(names), 2)
    right = labels[: look.probe.m].astype(np.intp)
    predicted = classes(look.probe.a[look.network.L]).astype(np.intp)
    counts = np.bincount(right * n + predicted, minlength=n * n).reshape(n, n)
    shares = np.sqrt(counts / np.maximum(1, counts.sum(axis=1, keepdims=True)))
    return "signed", shares * (2 * np.eye(n) - 1)  # what is wrong in the colour of below zero


def _mistakes(look: Look) -> Picture | None:
    labels, shape = look.data.validation.labels, look.data.image_shape
    if labels is None or shape is None:
        return None
    answers = look.probe.a[look.network.L]
    predicted = classes(answers)
    each = np.arange(len(answers))
    lead = answers[each, predicted] - answers[each, labels[: len(answers)]]
    worst = np.argsort(-lead)[:MISTAKES]
    images = pixels(look.data, look.data.validation.x[worst[lead[worst] > 0]])
    small = [_smaller(np.asarray(image, np.float64)) for image in images]
    return ("ink", np.hstack(small)) if small else None


def _smaller(image: FloatArray) -> FloatArray:
    step = max(1, image.shape[0] // FINE)
    rows, columns = (side // step * step for side in image.shape)
    cut = image[:rows, :columns]
    small: FloatArray = cut.reshape(rows // step, step, columns // step, step).mean(axis=(1, 3))
    return small


def _batch(look: Look) -> Batch | None:
    """Return some training samples on their way forward and back."""
    data = look.data.train[:TRAINED]
    if len(data) * look.spec.parameter_count > WORK:
        return None
    batch = Batch(look.network, len(data))
    np.multiply(data.x, data.scale, out=batch.x, casting="unsafe")
    batch.y[...] = data.y
    batch.forward()
    batch.backward()
    return batch


def _gradients(look: Look, batch: Batch) -> Picture:
    layers = list(batch.nabla_w.values())
    if look.data.image_shape is not None:
        layers = layers[1:] or layers  # beyond the pixels
    shown = [w[: MOST[0], :: -(-w.shape[1] // MOST[1])] for w in layers]
    return "signed", _scaled(np.cbrt(_scaled(max(shown, key=lambda w: w.size))))


def _receipt(look: Look, batch: Batch) -> Picture:
    """Show a row for each sample: a of the sender, δ of the receiver, and their product."""
    l, j, k = selected_weight.default(look.spec)
    a, delta = batch.a[l - 1][:TERMS, k], batch.delta[l][:TERMS, j]
    return "bars", np.abs(np.column_stack([_scaled(a), _scaled(delta), _scaled(a * delta)]))


def _health(look: Look) -> Picture | None:
    rows = []
    for l, sigma in look.network.activation.items():
        if sigma.dies:
            stuck = silent(look.probe, l)
        elif sigma.saturates:
            stuck = flat_share(look.network, look.probe, l)
        else:
            continue
        row = np.zeros(MOST[1])
        row[: len(stuck)] = 0.12 + 0.88 * stuck[: MOST[1]]  # a unit is seen though it is well
        rows.append(row)
    if not rows:
        return None
    values = np.stack(rows)[: MOST[0]]
    return "ink", values[:, values.any(axis=0)]


def _pinned(look: Look) -> Picture | None:
    pinned = look.frame.pinned
    if pinned is None or not pinned.shape[1]:
        return None
    return "bars", pinned[1:, -1][:, None]


def _warped(look: Look) -> Picture | None:
    plane = look.data.plane
    two = next((l for l in range(1, look.network.L) if look.spec.sizes[l] == 2), None)
    if plane is None or two is None:
        return None
    at = np.linspace(plane.low, plane.high, GRID)
    along = np.linspace(plane.low, plane.high, ALONG)
    across, up = np.repeat(at, ALONG), np.tile(along, GRID)
    places = np.concatenate([np.stack([across, up], axis=1), np.stack([up, across], axis=1)])
    bent = np.array(plane_grid.seen(look.network, plane.inputs(places)).a[two], np.float64)
    low, high = bent.min(axis=0), bent.max(axis=0)
    bent = 2 * (bent - low) / np.maximum(high - low, 1e-9) - 1
    return "lines", bent.reshape(2 * GRID, 2 * ALONG)


def _landscape(look: Look) -> Picture | None:
    """Show the cost around the weights, on a few samples: dear places in the colour below zero."""
    samples = landscape.subset(look.data.train, look.spec.parameter_count)[:SURVEYED]
    if PLACES**2 * len(samples) * look.spec.parameter_count > WORK:
        return None
    plane = landscape.random_plane(look.network, SEED)
    around = landscape.Landscape(look.network, samples, plane, (-1.0, 1.0, -1.0, 1.0))
    at = np.linspace(-1, 1, PLACES)
    costs = np.array([[around.cost(plane.at(x, y)) for x in at] for y in at[::-1]])
    low, high = np.nanmin(costs, initial=np.inf), np.nanmax(costs, initial=-np.inf)
    if not high > low:
        return None
    return "signed", 1 - 2 * np.sqrt((costs - low) / (high - low))


_MAKERS: dict[str, Callable[[Look], Picture | None]] = {
    "confusion": _confusion,
    "mistakes": _mistakes,
    "health": _health,
    "pinned": _pinned,
    "warped": _warped,
    "landscape": _landscape,
}

VIEW = View(
    name="thumbs",
    label="Thumbnails",
    help="Small pictures of the views that are not open.",
    payload=payload,
    words=lambda look, options: "",
    mount=lambda data, key: None,
    every=1.0,
)
