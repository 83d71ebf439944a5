"""From a run's frame to what the live components show; no Streamlit in here but their types."""

import numpy as np

from core.arrays import FloatArray
from core.network import Network
from core.samples import Dataset
from runs.run import Frame
from ui.components import heatmaps, live_plot

TILES_SHOWN = 40  # images of 28 x 28 that still make a frame of less than 40 kB
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def progress(frame: Frame) -> str:
    """Return the line that tells how far a run is."""
    return (
        f"Epoch **{frame.epochs_done:,.2f}** · step **{frame.steps:,}** · "
        f"**{_rounded(frame.samples_per_second):,}** samples/s · "
        f"**{frame.seconds:,.1f}** s"
    )


def _rounded(value: float) -> int:
    """Three significant digits: a speed that changes each frame should not flicker more."""
    return int(float(f"{value:.3g}"))


def curves(frame: Frame) -> list[live_plot.Panel]:
    """Return cost and accuracy over epochs."""
    x, train_cost, cost, train_accuracy, accuracy = frame.epochs
    batch_x, batch_cost = frame.batches
    return [
        live_plot.Panel(
            "Cost",
            [
                live_plot.Trace("mini-batch", batch_x, batch_cost, 0, width=1, opacity=0.25),
                live_plot.Trace("training", x, train_cost, 0),
                live_plot.Trace("validation", x, cost, 1),
            ],
        ),
        live_plot.Panel(
            "Accuracy",
            [
                live_plot.Trace("training", x, train_accuracy, 0),
                live_plot.Trace("validation", x, accuracy, 1),
            ],
            y_range=(0, 1),
            tick_format=".0%",
            value_format=".2%",
        ),
    ]


def curves_in_words(frame: Frame) -> str:
    """Return what ``curves`` shows, for people who cannot see it."""
    epoch, _, cost, _, accuracy = frame.epochs[:, -1]
    return (
        f"Cost and accuracy over {frame.epochs_done:.1f} epochs. At epoch {epoch:.2f}: "
        f"validation cost {cost:.3f}, validation accuracy {accuracy:.1%}."
    )


def weights(network: Network, data: Dataset) -> tuple[list[heatmaps.Panel], float, str]:
    """Return pictures of weights, the value of the strongest colour, and the picture in words."""
    if data.image_shape is not None:
        return _image_tiles(network, data.image_shape)
    panels: list[heatmaps.Panel] = []
    names = list(data.input_names)
    columns = [_power_of_two(name) for name in names]
    for l, w in network.w.items():
        outputs = l == network.L
        rows = list(data.output_names) if outputs else [f"unit {j + 1}" for j in range(len(w))]
        panels.append(
            heatmaps.Matrix(
                f"w{str(l).translate(_SUPERSCRIPTS)}: {_layer_name(l - 1, network.L)} → "
                f"{_layer_name(l, network.L)}",
                w,
                rows,
                columns,
                highlight=heaviest_input(w) if l == 1 else None,
            )
        )
        columns = rows
    largest = max(float(np.abs(w).max()) for w in network.w.values())
    return panels, live_plot.rounded_up(largest), heaviest_in_words(network.w[1], names)


def heaviest_input(w: FloatArray) -> int:
    """Return the column of w (n_1, n_0) with the largest mean |w|."""
    return int(np.abs(w).mean(axis=0).argmax())


def heaviest_in_words(w: FloatArray, names: list[str]) -> str:
    """Say which input weighs most in w (n_1, n_0), and how far ahead it is."""
    mean = np.abs(w).mean(axis=0)
    first, second = np.argsort(-mean, kind="stable")[:2]
    least = ", the least significant" if names[first] == "bit 0" else ""
    return (
        f"Heaviest input: {names[first]}{least} (mean |w| {mean[first]:.2f}; "
        f"next {names[second]}, {mean[second]:.2f})."
    )


def _image_tiles(
    network: Network, shape: tuple[int, int]
) -> tuple[list[heatmaps.Panel], float, str]:
    w = network.w[1]
    shown = w[:TILES_SHOWN].reshape(-1, *shape)
    what = "hidden unit" if network.L > 1 else "output"
    first = f"first {len(shown)} of {len(w)}" if len(w) > len(shown) else f"{len(w)}"
    title = f"What each {what} looks for: {first} rows of w¹ as {shape[0]}×{shape[1]} images"
    captions = [f"unit {j + 1}" if network.L > 1 else str(j) for j in range(len(shown))]
    scale = live_plot.rounded_up(float(np.abs(shown).max()))
    words = f"Weights from the pixels to {first} units; the largest is {np.abs(shown).max():.2f}."
    return [heatmaps.Tiles(title, shown, captions)], scale, words


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
