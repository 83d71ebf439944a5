"""The latest mini-batch's gradient as colours, laid out like the weights."""

import numpy as np

from core.arrays import FloatArray
from runs.snapshot import Look
from ui.components import heatmaps
from ui.views.shared import matrices
from ui.views.shared.which_step import unseen, whose
from ui.views.view import Options, View


def payload(look: Look, options: Options) -> bytes:
    """Pack ∂C/∂w of all layers, each with its own scale: they differ by powers of ten."""
    nabla_w, _ = look.network.by_layer(_gradient(look))
    return heatmaps.frame(
        matrices.panels(look, nabla_w, "∂C/∂w", shared=False),
        key=VIEW.name,
        title=VIEW.label,
        scale=matrices.strongest(*nabla_w.values()),
        alt=words(look, options),
        quantity="∂C/∂w",
    )


def words(look: Look, _: Options) -> str:
    """Say how large each layer's gradient is."""
    if look.gradient is None:
        return unseen(look)
    nabla_w, _nabla_b = look.network.by_layer(look.gradient)
    largest = ", ".join(f"layer {l} {np.abs(nabla).max():.2g}" for l, nabla in nabla_w.items())
    return f"Largest |∂C/∂w| of {whose(look)}: {largest}."


def _gradient(look: Look) -> FloatArray:
    seen = look.gradient
    return np.zeros_like(look.frame.parameters) if seen is None else seen


VIEW = View(
    name="gradients",
    label="Gradients",
    help="Where the latest mini-batch wants the weights to go, each layer on its own scale.",
    payload=payload,
    words=words,
    mount=heatmaps.mount,
    needs=frozenset({"gradient"}),
)
