"""Small pictures of what came of a run: a map of the plane, weights, or the curves of the cost."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.arrays import FloatArray
from core.data.samples import Dataset
from core.network import Network
from runs.history import Evaluated
from ui.views.shared import plane_grid

SIDE = 160  # pixels
PAPER, MIDDLE, INK = (255, 255, 255), (244, 244, 245), (27, 34, 48)
BELOW = np.array([MIDDLE, (244, 165, 80), (150, 60, 4)])
ABOVE = np.array([MIDDLE, (104, 172, 222), (8, 69, 148)])
CLASSES = np.array([(86, 172, 214), (233, 160, 92), (110, 200, 170)])
TRAIN, VALIDATION = (0, 114, 178), (213, 94, 0)


def suited(
    data: Dataset, network: Network | None, curves: Evaluated[NDArray[np.float32]]
) -> Image.Image:
    """Draw what suits the data, the curves where there is no network."""
    if network is None:
        return costs(curves)
    if data.plane is not None and len(data.output_names) <= len(CLASSES):
        return plane_map(data, network)
    return tiles(data, network) if data.image_shape is not None else costs(curves)


def as_png(image: Image.Image) -> bytes:
    """Return a picture as a small file."""
    file = io.BytesIO()
    image.quantize(96, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def colours(values: FloatArray) -> FloatArray:
    """Return the colours (..., 3) of values -1..1: orange below zero, blue above."""
    values = np.nan_to_num(values)  # of a network that was trained to extremes
    share = np.minimum(np.abs(values), 1)[..., None] * 2
    whole = np.minimum(share.astype(int), 1)
    scale = np.where(values[..., None] < 0, 0, 1)
    stops = np.stack([BELOW, ABOVE])
    low = stops[scale[..., 0], whole[..., 0]]
    high = stops[scale[..., 0], whole[..., 0] + 1]
    return np.asarray(low + (high - low) * (share - whole))


def _largest(values: FloatArray) -> float:
    return float(np.abs(values).max(initial=0.0)) or 1.0


def _image(rgb: FloatArray, resample: Image.Resampling) -> Image.Image:
    image = Image.fromarray(np.clip(rgb, 0, 255).astype(np.uint8))
    return image.resize((SIDE, SIDE), resample)


def plane_map(data: Dataset, network: Network) -> Image.Image:
    """Draw what a network answers at each place of a plane, and the samples."""
    plane, n, big = data.plane, 80, 4 * SIDE
    assert plane is not None
    seen = plane_grid.seen(network, plane_grid.inputs(plane, n)).a[network.L]
    if seen.shape[1] > 1:
        best = CLASSES[seen.argmax(axis=1)].reshape(n, n, 3)
        rgb = PAPER + (best - PAPER) * 0.55
    else:
        values = seen[:, 0].reshape(n, n)
        values = values / _largest(data.train.y) if data.regression else 2 * values - 1
        rgb = colours(0.43 * values)
    image = _image(rgb, Image.Resampling.BICUBIC).resize((big, big), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    labels, y = data.train.labels, data.train.y[:, 0]
    shown = plane.train[:150]
    radius = 34 if len(shown) < 10 else 9
    for i, point in enumerate(shown):
        across, down = (point[0] - plane.low), (plane.high - point[1])
        at = np.array([across, down]) / (plane.high - plane.low) * big
        if labels is None:
            colour = colours(np.asarray(y[i] / _largest(y)))
        elif seen.shape[1] > 1:
            colour = CLASSES[labels[i]] * 0.6
        else:
            colour = colours(np.asarray(0.9 if labels[i] else -0.9))
        ends = [*(at - radius), *(at + radius)]
        fill = tuple(int(v) for v in colour)
        pen.ellipse(ends, fill=fill, outline=PAPER, width=3)
    return image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def tiles(data: Dataset, network: Network) -> Image.Image:
    """Draw the weights of the first nine units, each as the picture it looks for."""
    height, width = data.image_shape or (28, 28)
    whole = Image.new("RGB", (SIDE, SIDE), MIDDLE)
    side = SIDE // 3
    for i, row in enumerate(network.w[1][:9]):
        tile = row.reshape(height, width)
        image = Image.fromarray(colours(tile / _largest(tile)).astype(np.uint8))
        image = image.resize((side - 6, side - 6), Image.Resampling.BICUBIC)
        whole.paste(image, (i % 3 * side + 4, i // 3 * side + 4))
    return whole


def cells(network: Network) -> Image.Image:
    """Draw the weights of the first layer as a matrix."""
    w = network.w[1].T
    rows, cols = w.shape
    whole = Image.new("RGB", (SIDE, SIDE), MIDDLE)
    pen = ImageDraw.Draw(whole)
    across, down = (SIDE - 48) / cols, (SIDE - 20) / rows
    shades = colours(w / _largest(w))
    for i in range(rows):
        for j in range(cols):
            x, y = 24 + j * across, 10 + i * down
            fill = tuple(int(v) for v in shades[i, j])
            pen.rectangle([x, y, x + across - 2, y + down - 2], fill=fill)
    return whole


def costs(curves: Evaluated[NDArray[np.float32]]) -> Image.Image:
    """Draw the cost over the epochs, of training and of validation samples."""
    big = 4 * SIDE
    whole = Image.new("RGB", (big, big), MIDDLE)
    pen = ImageDraw.Draw(whole)
    both = np.array([curves.cost, curves.train_cost], np.float64)
    top = 1.05 * _largest(np.where(np.isfinite(both), both, 0))
    end = float(curves.epoch[-1]) or 1.0
    for cost, colour in zip(both, (VALIDATION, TRAIN), strict=True):
        points = [
            (40 + (big - 80) * float(x) / end, big - 60 - (big - 130) * float(c) / top)
            for x, c in zip(curves.epoch, cost, strict=True)
            if np.isfinite(c)
        ]
        pen.line(points, fill=colour, width=12, joint="curve")
    pen.line([(40, big - 44), (big - 40, big - 44)], fill=INK, width=4)
    return whole.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
