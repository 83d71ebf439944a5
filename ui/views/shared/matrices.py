"""One array per layer as colours: images for the first layer where inputs are pixels."""

from functools import lru_cache

import numpy as np

from core.arrays import ByteArray, FloatArray
from core.data.samples import Dataset
from core.explain.superscripts import raised
from core.network import Layers
from runs.snapshot import Look
from ui.components.heatmaps import Matrix, Panel, Tiles
from ui.components.live_plot import rounded_up

TILES_SHOWN = 30  # images of 28 x 28: with what else is shown a frame stays below 40 kB
MOST_ROWS, MOST_COLUMNS = 40, 64  # of a matrix


def panels(
    look: Look, arrays: Layers, symbol: str, *, shared: bool = True, most: int = TILES_SHOWN
) -> list[Panel]:
    """Return pictures of arrays shaped like the weights, (n_l, n_l-1) by layer.

    Parameters
    ----------
    symbol : str
        What an array is called in titles: "w", say.
    shared : bool
        Whether one scale holds for all layers; else each has its own.
    most : int
        Images shown of a first layer over pixels, at most.
    """
    shown: list[Panel] = []
    for l, array in arrays.items():
        scale = None if shared else strongest(array)
        if l == 1 and look.data.image_shape is not None:
            shown.append(_tiles(look, array[:most], symbol, scale))
        else:
            shown.append(_matrix(look, l, array, symbol, scale))
    return shown


def strongest(*arrays: FloatArray) -> float:
    """Return a rounded number not below the largest absolute value: the scale of colours."""
    return rounded_up(max(float(np.maximum.reduce(np.abs(array), None)) for array in arrays))


def unit_names(look: Look, l: int) -> list[str]:
    """Return what the units of layer l are called; layer 0 are the inputs."""
    if l == 0:
        return list(_powers_of_two(look.data.input_names))
    if l == look.network.L:
        return list(look.data.output_names)
    return [f"unit {j + 1}" for j in range(look.spec.sizes[l])]


def layer_name(l: int, last: int) -> str:
    """Return what layer l of 0..last is called."""
    if l == 0:
        return "inputs"
    if l == last:
        return "outputs"
    return "hidden layer" if last == 2 else f"hidden layer {l}"


def some(shown: int, of: int) -> str:
    """Say how many of something are shown."""
    return f"first {shown} of {of}" if of > shown else str(of)


def _tiles(look: Look, array: FloatArray, symbol: str, scale: float | None) -> Tiles:
    shape = look.data.image_shape
    assert shape is not None
    tiles = array[:TILES_SHOWN].reshape(-1, *shape)
    hidden = look.network.L > 1
    of = some(len(tiles), look.spec.sizes[1])
    captions = [f"unit {j + 1}" for j in range(len(tiles))]
    if not hidden:
        captions = list(look.data.output_names)
    name = layer_name(1, look.network.L)
    title = f"{symbol}¹: pixels → {name}, an image for each unit ({of})"
    return Tiles(title, tiles, captions, scale)


def _matrix(look: Look, l: int, array: FloatArray, symbol: str, scale: float | None) -> Matrix:
    last = look.network.L
    rows, columns = unit_names(look, l), unit_names(look, l - 1)
    cut = array[:MOST_ROWS, :MOST_COLUMNS]
    part = "" if cut.shape == array.shape else f", {cut.shape[0]}×{cut.shape[1]} of {len(array)}×"
    if part:
        part += str(array.shape[1])
    title = f"{symbol}{raised(l)}: {layer_name(l - 1, last)} → {layer_name(l, last)}{part}"
    highlight = heaviest_input(cut) if l == 1 and cut.shape[1] > 1 else None
    return Matrix(title, cut, rows[:MOST_ROWS], columns[:MOST_COLUMNS], highlight, scale)


def heaviest_input(w: FloatArray) -> int:
    """Return the column of w (n_1, n_0) with the largest mean |w|."""
    return int(np.abs(w).mean(axis=0).argmax())


@lru_cache(maxsize=100)
def _powers_of_two(names: tuple[str, ...]) -> tuple[str, ...]:
    """Label "bit 3" as 2³; other names stay."""
    parts = [name.partition(" ") for name in names]
    return tuple(
        f"2{raised(number)}" if kind == "bit" else name
        for name, (kind, _, number) in zip(names, parts, strict=True)
    )


def pixels(data: Dataset, rows: ByteArray | FloatArray) -> FloatArray:
    """Return inputs (n, n_0) as images (n, height, width), 0 to 1."""
    assert data.image_shape is not None
    images: FloatArray = rows.reshape(-1, *data.image_shape) / np.float32(255)
    return images
