"""Pictures of a net that reads bits: data in, frames of components out."""

from collections.abc import Sequence

import numpy as np

from core.explain.all_numbers import bit_weights, even_answers, flip_changes
from core.explain.numbers import percent
from core.explain.superscripts import raised
from core.network import Network
from core.specs import NetworkSpec
from core.training import Checkpoint
from ui.components import heatmaps, live_plot
from ui.components.live_plot import Trace, rounded_up

_FAINT = 6  # the theme's grey, for all bits but the last


def bit_names(n: int) -> list[str]:
    """Return "2⁹" to "2⁰"."""
    return ["2" + raised(bit) for bit in range(n - 1, -1, -1)]


def matrices(network: Network, key: str) -> bytes:
    """Pack all weight matrices, the least significant bit's column framed."""
    sizes = network.spec.sizes
    units = {0: bit_names(sizes[0]), network.L: ["odd", "even"]}
    for l in range(1, network.L):
        units[l] = [f"unit {j + 1}" for j in range(sizes[l])]
    panels = [
        heatmaps.Matrix(
            f"w{raised(l)}: {'bits' if l == 1 else 'hidden units'} → "
            f"{'answers' if l == network.L else 'hidden units'}",
            w,
            units[l],
            units[l - 1],
            sizes[0] - 1 if l == 1 else None,
        )
        for l, w in network.w.items()
    ]
    scale = rounded_up(max(float(np.abs(w).max()) for w in network.w.values()))
    mean = bit_weights(network.w[1])
    alt = f"Mean |w| of the last bit: {mean[-1]:.2f}; largest of the others: {mean[:-1].max():.2f}."
    return heatmaps.frame(panels, key=key, scale=scale, alt=alt, cell=36)


def weight_curves(
    spec: NetworkSpec, checkpoints: Sequence[Checkpoint], train_size: int, key: str, revision: str
) -> bytes:
    """Pack the mean |w| of each bit over the epochs, each of ``train_size`` samples."""
    columns = spec.sizes[0] * spec.sizes[1]
    shape = spec.sizes[1], spec.sizes[0]
    epochs = np.array([kept.epoch + kept.position / train_size for kept in checkpoints], np.float32)
    weights = np.array(
        [bit_weights(kept.parameters[:columns].reshape(shape)) for kept in checkpoints]
    )
    last = len(bit_names(spec.sizes[0])) - 1
    traces = [
        Trace(
            f"{name}, the last" if j == last else name,
            epochs,
            weights[:, j],
            1 if j == last else _FAINT,
            width=3 if j == last else 1,
            opacity=1 if j == last else 0.7,
        )
        for j, name in enumerate(bit_names(spec.sizes[0]))
    ]
    panel = live_plot.Panel("Mean |w| of each bit", traces)
    alt = f"After {epochs[-1]:.1f} epochs the last bit's mean |w| is {weights[-1, -1]:.2f}."
    return live_plot.frame([panel], key=key, revision=revision, alt=alt, height=230)


def numbers(network: Network, key: str, of: str = "") -> bytes:
    """Pack the answers to all numbers as a grid, number 0 first, row by row.

    ``of`` tells what is even or odd, where it is not the number: " count of ones".
    """
    share = even_answers(network)
    n = network.spec.sizes[0]
    rows = 2 ** (n // 2)
    grid = (share - 0.5).reshape(1, rows, -1)
    certain = float((np.abs(share - 0.5) > 0.4).mean())
    clear = f"{percent(certain, 0)} are over 90% sure."
    if of:
        title = f"All {2**n:,} answers, 0 top left; blue: even{of}"
    else:
        title = f"All {2**n:,} answers, {grid.shape[2]} in a row, 0 top left; blue even, orange odd"
    alt = f"Answered: blue even, orange odd, pale undecided. {clear}"
    return heatmaps.frame(
        [heatmaps.Tiles(title, grid, [f"0 to {2**n - 1:,}"])],
        key=key,
        scale=0.5,
        alt=alt,
        quantity="share of even − ½",
    )


def flips(network: Network, key: str) -> bytes:
    """Pack how much the answer changes when each bit flips, on average over all numbers."""
    changes = flip_changes(even_answers(network))
    names = bit_names(network.spec.sizes[0])
    heaviest = int(changes.argmax())
    alt = (
        f"Flip {names[heaviest]} and the answer changes by {percent(changes[heaviest], 0)} on "
        f"average; flip {names[int(changes.argmin())]}: {percent(changes.min(), 0)}."
    )
    panel = heatmaps.Matrix("Flip one bit", changes[None, :], ["change"], names, len(names) - 1)
    return heatmaps.frame(
        [panel], key=key, scale=1.0, alt=alt, quantity="mean change", unit="share"
    )
