"""Which units are saturated or dead, judged on a few hundred validation samples."""

import numpy as np

from core.arrays import FloatArray
from core.data.samples import Dataset
from core.explain.diagnostics import flat_share, silent
from core.explain.numbers import percent
from core.functions.activations import ACTIVATIONS
from core.network import Layers
from core.specs import NetworkSpec
from runs.snapshot import Look
from ui.components import heatmaps
from ui.components.heatmaps import Matrix
from ui.views.shared.matrices import layer_name
from ui.views.view import Options, View

ACROSS = 32  # units in a row
MOST = 512  # units shown of a layer


def payload(look: Look, options: Options) -> bytes:
    """Pack one block of cells for each layer: the share of samples where the unit is stuck."""
    panels = []
    for l, share in _stuck(look).items():
        shown = share[:MOST]
        rows = -(-len(shown) // ACROSS)
        across = min(ACROSS, len(shown))
        cells = np.full(rows * across, np.nan, np.float32)
        cells[: len(shown)] = shown
        part = f", first {MOST}" if len(share) > MOST else ""
        title = f"{layer_name(l, look.network.L)} ({_verb(look, l)}{part})"
        rows_named = [f"{i * across + 1}–" for i in range(rows)]
        columns = [f"+{j}" for j in range(across)]
        panels.append(Matrix(title, cells.reshape(rows, across), rows_named, columns))
    return heatmaps.frame(
        panels,
        key=VIEW.name,
        title=VIEW.label,
        scale=1.0,
        alt=words(look, options),
        quantity="stuck on",
        unit="share",
    )


def words(look: Look, _: Options) -> str:
    """Say each layer's share of stuck answers."""
    parts = []
    for l, share in _stuck(look).items():
        name = layer_name(l, look.network.L)
        if look.network.activation[l].dies:
            parts.append(f"{name}: {int((share == 1).sum())} of {len(share)} units dead")
        else:
            parts.append(f"{name}: {percent(share.mean(), 0)} of answers saturated")
    return f"On {look.probe.m} validation samples. " + "; ".join(parts) + "."


def _verb(look: Look, l: int) -> str:
    return "silent" if look.network.activation[l].dies else "saturated"


def _stuck(look: Look) -> Layers:
    """Return for each unit of each layer (n_l,) the share of samples on which it is stuck."""
    stuck: dict[int, FloatArray] = {}
    for l, sigma in look.network.activation.items():
        if sigma.dies:
            stuck[l] = silent(look.probe, l)
        elif sigma.saturates:
            stuck[l] = flat_share(look.network, look.probe, l)
    return stuck


def suits(network: NetworkSpec, _: Dataset) -> bool:
    """Suit networks with a unit that can get stuck."""
    kinds = [ACTIVATIONS[name] for name in network.activations]
    return any(kind.dies or kind.saturates for kind in kinds)


VIEW = View(
    name="health",
    label="Stuck units",
    help="How often each unit is saturated (on the flat ends of σ or tanh) or silent (ReLU at 0): "
    "there it hardly learns.",
    payload=payload,
    words=words,
    mount=heatmaps.mount,
    suits=suits,
    every=0.1,
)
