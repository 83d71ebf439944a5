"""How large each layer's gradients and updates are, over time."""

import numpy as np
from numpy.typing import NDArray

from runs.frame import Look
from ui.components import live_plot
from ui.components.live_plot import Panel, Trace
from ui.views.matrices import layer_name
from ui.views.view import Options, View


def payload(look: Look, options: Options) -> bytes:
    """Pack two logarithmic diagrams: gradient norms, and update over weight."""
    L = look.network.L
    epochs, *rows = look.frame.layers
    norms, ratios = rows[:L], rows[L:]

    def traces(values: list[NDArray[np.float32]]) -> list[Trace]:
        return [
            Trace(layer_name(l, L), epochs, value, (l - 1) % 7)
            for l, value in enumerate(values, start=1)
        ]

    return live_plot.frame(
        [
            Panel("Gradient ‖∂C/∂w‖", traces(norms), log=True),
            Panel("Update ‖Δw‖ / ‖w‖", traces(ratios), log=True),
        ],
        key=VIEW.name,
        revision=look.key,
        alt=words(look, options),
        height=200,
    )


def words(look: Look, _: Options) -> str:
    """Say the newest norms and ratios."""
    if not look.frame.layers.shape[1]:
        return "Measured while you watch: press Play."
    L = look.network.L
    newest = look.frame.layers[:, -1]
    return "; ".join(
        f"layer {l}: gradient {newest[l]:.2g}, update {newest[L + l]:.2g} of the weights"
        for l in range(1, L + 1)
    )


VIEW = View(
    name="layers",
    label="Update sizes",
    help="Gradient norm of each layer, and how much a step changes its weights: about 1/1000 is "
    "healthy, far less crawls, far more jumps about.",
    payload=payload,
    words=words,
    mount=live_plot.mount,
    needs=frozenset({"layers"}),
)
