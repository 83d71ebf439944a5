"""Make the gallery's pictures: ``python -m assets.build_gallery``.

Each preset is trained for real, for as long as ``STEPS`` says; its picture is what came of it: the
map of a plane, the weights of the first layer, or the curves of the cost.
"""

import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from core.arrays import FloatArray
from runs.run import Run
from runs.snapshot import Look
from ui.shell.presets import PRESETS
from ui.views.shared import plane_grid

FOLDER = Path(__file__).with_name("gallery")
SIDE = 160  # pixels
PAPER, MIDDLE, INK = (255, 255, 255), (244, 244, 245), (27, 34, 48)
BELOW = np.array([MIDDLE, (244, 165, 80), (150, 60, 4)])
ABOVE = np.array([MIDDLE, (104, 172, 222), (8, 69, 148)])
CLASSES = np.array([(86, 172, 214), (233, 160, 92), (110, 200, 170)])
TRAIN, VALIDATION = (0, 114, 178), (213, 94, 0)

STEPS = {
    "digits": 5000,
    "second": 3000,
    "even_odd": 2500,
    "saturate": 1500,
    "overfit": 3000,
    "zeros": 2000,
    "rounding": 2000,
    "vanish": 5000,
    "dead": 1500,
    "overshoot": 3000,
    "line": 2000,
    "xor": 3000,
    "nand": 2000,
    "circles": 600,
    "spiral": 3000,
    "three": 600,
    "bump": 2500,
    "parity": 9000,
    "raw": 1500,
    "class": 20000,
}
CURVES = frozenset({"overfit", "vanish", "dead", "overshoot", "parity", "raw", "class", "saturate"})


def picture(name: str) -> Image.Image:
    """Train a preset and draw what came of it."""
    run = Run(PRESETS[name].setup)
    run.advance_by(STEPS[name])
    look = run.look()
    if name in CURVES:
        return _curves(look)
    if look.data.plane is not None:
        return _map(look)
    return _tiles(look) if look.data.image_shape is not None else _cells(look)


def colours(values: FloatArray) -> FloatArray:
    """Return the colours (..., 3) of values -1..1: orange below zero, blue above."""
    share = np.minimum(np.abs(values), 1)[..., None] * 2
    whole = np.minimum(share.astype(int), 1)
    scale = np.where(values[..., None] < 0, 0, 1)
    stops = np.stack([BELOW, ABOVE])
    low = stops[scale[..., 0], whole[..., 0]]
    high = stops[scale[..., 0], whole[..., 0] + 1]
    return np.asarray(low + (high - low) * (share - whole))


def _image(rgb: FloatArray, resample: Image.Resampling) -> Image.Image:
    image = Image.fromarray(np.clip(rgb, 0, 255).astype(np.uint8))
    return image.resize((SIDE, SIDE), resample)


def _map(look: Look) -> Image.Image:
    plane, n, big = look.data.plane, 80, 4 * SIDE
    assert plane is not None
    seen = plane_grid.seen(look.network, plane_grid.inputs(plane, n)).a[look.network.L]
    if seen.shape[1] > 1:
        best = CLASSES[seen.argmax(axis=1)].reshape(n, n, 3)
        rgb = PAPER + (best - PAPER) * 0.55
    else:
        values = seen[:, 0].reshape(n, n)
        if look.data.regression:
            values = values / np.abs(look.data.train.y).max()
        else:
            values = 2 * values - 1
        rgb = colours(0.43 * values)
    image = _image(rgb, Image.Resampling.BICUBIC).resize((big, big), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    labels, y = look.data.train.labels, look.data.train.y[:, 0]
    shown = plane.train[:150]
    radius = 34 if len(shown) < 10 else 9
    for i, point in enumerate(shown):
        across, down = (point[0] - plane.low), (plane.high - point[1])
        at = np.array([across, down]) / (plane.high - plane.low) * big
        if labels is None:
            colour = colours(np.asarray(y[i] / np.abs(y).max()))
        elif seen.shape[1] > 1:
            colour = CLASSES[labels[i]] * 0.6
        else:
            colour = colours(np.asarray(0.9 if labels[i] else -0.9))
        ends = [*(at - radius), *(at + radius)]
        fill = tuple(int(v) for v in colour)
        pen.ellipse(ends, fill=fill, outline=PAPER, width=3)
    return image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def _tiles(look: Look) -> Image.Image:
    height, width = look.data.image_shape or (28, 28)
    whole = Image.new("RGB", (SIDE, SIDE), MIDDLE)
    side = SIDE // 3
    for i, row in enumerate(look.network.w[1][:9]):
        tile = row.reshape(height, width)
        image = Image.fromarray(colours(tile / np.abs(tile).max()).astype(np.uint8))
        image = image.resize((side - 6, side - 6), Image.Resampling.BICUBIC)
        whole.paste(image, (i % 3 * side + 4, i // 3 * side + 4))
    return whole


def _cells(look: Look) -> Image.Image:
    w = look.network.w[1].T
    rows, cols = w.shape
    whole = Image.new("RGB", (SIDE, SIDE), MIDDLE)
    pen = ImageDraw.Draw(whole)
    across, down = (SIDE - 48) / cols, (SIDE - 20) / rows
    shades = colours(w / np.abs(w).max())
    for i in range(rows):
        for j in range(cols):
            x, y = 24 + j * across, 10 + i * down
            fill = tuple(int(v) for v in shades[i, j])
            pen.rectangle([x, y, x + across - 2, y + down - 2], fill=fill)
    return whole


def _curves(look: Look) -> Image.Image:
    big = 4 * SIDE
    whole = Image.new("RGB", (big, big), MIDDLE)
    pen = ImageDraw.Draw(whole)
    curves = look.frame.epochs
    top = float(np.nanmax([curves.train_cost, curves.cost])) * 1.05
    for cost, colour in ((curves.cost, VALIDATION), (curves.train_cost, TRAIN)):
        at = curves.epoch / curves.epoch[-1]
        points = [
            (40 + (big - 80) * float(x), big - 60 - (big - 130) * float(c) / top)
            for x, c in zip(at, cost, strict=True)
        ]
        pen.line(points, fill=colour, width=12, joint="curve")
    pen.line([(40, big - 44), (big - 40, big - 44)], fill=INK, width=4)
    return whole.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    for name in PRESETS:
        image = picture(name).quantize(96, dither=Image.Dither.NONE)
        buffer = io.BytesIO()
        image.save(buffer, "PNG", optimize=True)
        (FOLDER / f"{name}.png").write_bytes(buffer.getvalue())
        print(f"{name}: {len(buffer.getvalue()):,} bytes", flush=True)


if __name__ == "__main__":
    main()
