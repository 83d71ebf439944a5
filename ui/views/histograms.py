"""How weights, activations and gradients are spread, layer by layer, now and at the start."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core.arrays import FloatArray
from core.explain.diagnostics import histogram
from core.network import Batch, Layers
from runs.snapshot import Look
from ui.components import live_plot
from ui.components.live_plot import Panel, Trace
from ui.shell.widgets import shown
from ui.views.shared.matrices import layer_name, strongest
from ui.views.shared.which_step import unseen, whose
from ui.views.view import Options, View

BINS = 41
KINDS = {"w": "Weights", "a": "Activations", "gradient": "Gradients"}
SAMPLE = 20_000  # values of a layer that are counted at most


def payload(look: Look, options: Options) -> bytes:
    """Pack one diagram for each layer: the share of values in each of ``BINS`` bins."""
    kind = _kind(options)
    now, start = _values(look, kind)
    panels = []
    for l, values in now.items():
        before = start.get(l)
        ends = _ends(values, before, kind)
        x, y = _counted(values, ends)
        traces = [Trace("now", x, y, 0)]
        if before is not None:
            traces.insert(0, Trace("at the start", x, _counted(before, ends)[1], 6, dash="dot"))
        panels.append(
            Panel(_title(look, l), traces, x_range=ends, tick_format=".0%", value_format=".2%")
        )
    return live_plot.frame(
        panels,
        key=VIEW.name,
        revision=f"{look.key} {kind}",
        alt=words(look, options),
        x_title=KINDS[kind].lower().removesuffix("s"),
        height=150,
    )


def words(look: Look, options: Options) -> str:
    """Say how far each layer's values spread."""
    kind = _kind(options)
    now, _ = _values(look, kind)
    if not now:
        return unseen(look)
    spread = "; ".join(f"layer {l} {np.nanstd(values):.2g}" for l, values in now.items())
    of = f" of {whose(look)}" if kind == "gradient" else ""
    return f"Standard deviation of {KINDS[kind].lower()}{of}: {spread}."


def choose(look: Look) -> Options:
    """Ask what to count."""
    kind = st.segmented_control(
        "Spread of",
        list(KINDS),
        format_func=lambda name: KINDS[name],
        default=shown("histograms.kind", "w"),
        required=True,
        key="histograms.kind",
        help="Which numbers of each layer are counted.",
    )
    return {"kind": kind}


def _kind(options: Options) -> str:
    kind = options.get("kind")
    return kind if isinstance(kind, str) and kind in KINDS else "w"


def _title(look: Look, l: int) -> str:
    name = layer_name(l, look.network.L)
    return name[0].upper() + name[1:]


def _values(look: Look, kind: str) -> tuple[Layers, Layers]:
    """Return the arrays by layer, now and at the start; what was not observed is not there."""
    if kind == "w":
        return look.network.w, look.start.w
    if kind == "a":
        return _activations(look.probe), _activations(look.start_probe)
    if look.gradient is None:
        return {}, {}
    return look.network.by_layer(look.gradient)[0], {}


def _activations(batch: Batch) -> Layers:
    return {l: a for l, a in batch.a.items() if l}


def _ends(values: FloatArray, before: FloatArray | None, kind: str) -> tuple[float, float]:
    """Return ends of the axis that do not move with every frame."""
    both = [values] if before is None else [values, before]
    edge = strongest(*map(np.nan_to_num, both)) or 1.0
    low = min(float(array.min()) for array in both)
    return (0.0 if kind == "a" and low >= 0 else -edge), edge


def _counted(
    values: FloatArray, ends: tuple[float, float]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the middle of each bin, and the share of values in it."""
    flat = values.ravel()
    flat = flat[:: -(-flat.size // SAMPLE)]
    shares, edges = histogram(flat, BINS, ends)
    middles = (edges[1:] + edges[:-1]) / 2
    return middles.astype(np.float32), shares.astype(np.float32)


VIEW = View(
    name="histograms",
    label="Histograms",
    help="How weights, activations or gradients of each layer are spread, now and at the start.",
    payload=payload,
    words=words,
    mount=live_plot.mount,
    needs=frozenset({"gradient"}),
    choose=choose,
)
