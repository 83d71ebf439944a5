"""How large each layer's gradients and updates are, over time."""

import numpy as np
from numpy.typing import NDArray

from core.explain.diagnostics import update_ratios
from core.network import Network
from runs.snapshot import Look
from ui.components import live_plot
from ui.components.live_plot import Panel, Trace
from ui.views.shared.matrices import layer_name
from ui.views.shared.which_step import unseen, whose
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
        cursor=None if look.frame.now is None else look.frame.epochs_done,
        height=200,
    )


def words(look: Look, _: Options) -> str:
    """Say the newest norms and ratios; of the past, those of the step that follows."""
    L = look.network.L
    if look.frame.now is not None:
        found = _repeated(look)
        if found is None:
            return unseen(look)
        norms, updates, of = *found, f"{whose(look)[0].upper()}{whose(look)[1:]}: "
    elif not look.frame.layers.shape[1]:
        return "Measured while you watch: press Play."
    else:
        _epoch, *newest = look.frame.layers[:, -1].tolist()
        norms, updates, of = newest[:L], newest[L:], ""
    each = zip(norms, updates, strict=True)
    return of + "; ".join(
        f"layer {l}: gradient {norm:.2g}, update {update:.2g} of the weights"
        for l, (norm, update) in enumerate(each, start=1)
    )


def _repeated(look: Look) -> tuple[list[float], list[float]] | None:
    """Return norms and ratios of the step that follows a moment of the past, layer by layer."""
    step, gradient = look.batch, look.gradient
    if step is None or gradient is None:
        return None
    nabla_w, _ = look.network.by_layer(gradient)
    norms = [float(np.linalg.norm(nabla)) for nabla in nabla_w.values()]
    return norms, [*update_ratios(Network(look.spec, step.after), step.before).values()]


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
