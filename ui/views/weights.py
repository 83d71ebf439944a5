"""Weights as colours: images for the first layer where inputs are pixels, else every layer."""

import numpy as np

from core.arrays import FloatArray
from runs.frame import Look
from ui.components import heatmaps
from ui.components.heatmaps import Matrix, Panel, Tiles
from ui.components.live_plot import rounded_up
from ui.views.view import Options, View

TILES_SHOWN = 40  # images of 28 x 28 that still make a frame of less than 40 kB
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def payload(look: Look, options: Options) -> bytes:
    """Pack the weights with one scale for all."""
    panels, scale = tiles(look) if look.data.image_shape else matrices(look)
    return heatmaps.frame(
        panels, key=VIEW.name, scale=scale, alt=words(look, options), quantity="weight"
    )


def words(look: Look, _: Options) -> str:
    """Say how large the weights are, or which input weighs most."""
    if look.data.image_shape is None:
        return heaviest_in_words(look.network.w[1], list(look.data.input_names))
    shown = look.network.w[1][:TILES_SHOWN]
    return (
        f"Weights from the pixels to {_first(look)} units; "
        f"the largest is {np.abs(shown).max():.2f}."
    )


def tiles(look: Look) -> tuple[list[Panel], float]:
    """Return the first layer's rows as images, and the value of the strongest colour."""
    network, shape = look.network, look.data.image_shape
    assert shape is not None
    shown = network.w[1][:TILES_SHOWN].reshape(-1, *shape)
    hidden = network.L > 1
    what = "hidden unit" if hidden else "output"
    title = f"What each {what} looks for: {_first(look)} rows of w¹ as {shape[0]}×{shape[1]} images"
    captions = [f"unit {j + 1}" if hidden else str(j) for j in range(len(shown))]
    return [Tiles(title, shown, captions)], rounded_up(float(np.abs(shown).max()))


def _first(look: Look) -> str:
    n = len(look.network.w[1])
    return f"first {TILES_SHOWN} of {n}" if n > TILES_SHOWN else str(n)


def matrices(look: Look) -> tuple[list[Panel], float]:
    """Return each layer's weights as a matrix, and the value of the strongest colour."""
    network = look.network
    panels: list[Panel] = []
    columns = [_power_of_two(name) for name in look.data.input_names]
    for l, w in network.w.items():
        outputs = l == network.L
        rows = list(look.data.output_names) if outputs else [f"unit {j + 1}" for j in range(len(w))]
        title = (
            f"w{str(l).translate(_SUPERSCRIPTS)}: {_layer_name(l - 1, network.L)} → "
            f"{_layer_name(l, network.L)}"
        )
        highlight = heaviest_input(w) if l == 1 else None
        panels.append(Matrix(title, w, rows, columns, highlight=highlight))
        columns = rows
    return panels, rounded_up(max(float(np.abs(w).max()) for w in network.w.values()))


def heaviest_input(w: FloatArray) -> int:
    """Return the column of w (n_1, n_0) with the largest mean |w|."""
    return int(np.abs(w).mean(axis=0).argmax())


def heaviest_in_words(w: FloatArray, names: list[str]) -> str:
    """Say which input weighs most in w (n_1, n_0), and how far ahead it is."""
    mean = np.abs(w).mean(axis=0)
    if len(names) == 1:
        return f"The only input, {names[0]}: mean |w| {mean[0]:.2f}."
    first, second = np.argsort(-mean, kind="stable")[:2]
    least = ", the least significant" if names[first] == "bit 0" else ""
    return (
        f"Heaviest input: {names[first]}{least} (mean |w| {mean[first]:.2f}; "
        f"next {names[second]}, {mean[second]:.2f})."
    )


def _layer_name(l: int, last: int) -> str:
    if l == 0:
        return "inputs"
    if l == last:
        return "outputs"
    return "hidden layer" if last == 2 else f"hidden layer {l}"


def _power_of_two(name: str) -> str:
    """Label "bit 3" as 2³; other names stay."""
    kind, _, number = name.partition(" ")
    return f"2{number.translate(_SUPERSCRIPTS)}" if kind == "bit" else name


VIEW = View(
    name="weights",
    label="Weights",
    help="What each unit multiplies its inputs with: blue above zero, orange below.",
    payload=payload,
    words=words,
    mount=heatmaps.mount,
)
