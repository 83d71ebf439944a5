"""The network itself: units, edges, biases, and what they are worth at this moment."""

import math
from functools import partial

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from core.functions.activations import Activation
from core.network import Batch
from runs import observations
from runs.snapshot import Look
from ui.components import network_diagram
from ui.components.heatmaps import quantise
from ui.components.live_plot import rounded_up
from ui.components.network_diagram import Layer
from ui.shell.widgets import shown
from ui.views.shared import matrices, plane_grid, selected_weight
from ui.views.view import Options, View

SHOWN = 16  # units of a layer
MAP_VALUES = 20_000  # of all units' maps together
FINEST = 20  # places along a side of a unit's map


def payload(look: Look, options: Options) -> bytes:
    """Pack the first units of each layer, the edges between them, and their answers."""
    sample = _sample(look, options)
    seen, maps = _seen(look, sample), _maps(look)
    layers = [_layer(look, l, seen, maps) for l in range(look.network.L + 1)]
    w = [layer.w for layer in layers[1:] if layer.w is not None]
    from_picture = layers[0].values.ndim == 2
    # one scale for all weights, biases too, so that the same colour is the same number
    coloured = [*w[from_picture:], *(layer.b for layer in layers if layer.b is not None)]
    return network_diagram.frame(
        layers,
        key=VIEW.name,
        title=VIEW.label,
        scale=matrices.strongest(*coloured) or 1.0,
        norm=(matrices.strongest(w[0]) if from_picture else 0) or 1.0,
        answers=f"mean of {seen.m} samples" if sample is None else f"of sample {sample}",
        alt=_words(look, sample, seen),
        edge=selected_weight.checked(look.spec, options.get("edge")),
    )


def words(look: Look, options: Options) -> str:
    """Say how the network is built, and what it reads."""
    sample = _sample(look, options)
    return _words(look, sample, _seen(look, sample))


def _words(look: Look, sample: int | None, seen: Batch) -> str:
    sizes = "-".join(str(size) for size in look.spec.sizes)
    count = look.spec.parameter_count
    text = f"A {sizes} network: {count:,} weights and biases."
    if sample is not None:
        answer = seen.a[look.network.L][0]
        if len(answer) > 1:
            text += f" It reads sample {sample} as {look.data.output_names[int(answer.argmax())]}."
    return text


def _seen(look: Look, sample: int | None) -> Batch:
    """Return what the units answer to: one validation sample, or some."""
    if sample is None:
        return look.probe
    return observations.probe(look.network, look.data.validation[sample : sample + 1])


def _layer(look: Look, l: int, seen: Batch, maps: dict[int, FloatArray]) -> Layer:
    """Return what is shown of layer l; layer 0 are the inputs."""
    network, a = look.network, seen.a[l]
    values = a.mean(axis=0)
    title = matrices.layer_name(l, network.L)
    shape = look.data.image_shape
    if l == 0 and shape is not None:
        picture = np.clip(values / _largest(a), 0, 1).reshape(shape)
        return Layer(title, a.shape[1], (), np.asarray(picture, np.float32), 1.0)
    scale = (_reach(look.network.activation[l]) if l > 0 else 0) or rounded_up(_largest(a))
    shown = slice(SHOWN)
    w = b = None
    if l > 0:
        w, b = network.w[l][shown, shown], network.b[l][shown]
        if l == 1 and shape is not None:
            w = np.linalg.norm(network.w[1][shown], axis=1, keepdims=True)
    return Layer(
        title,
        a.shape[1],
        matrices.unit_names(look, l)[shown],
        np.asarray(values[shown], np.float32),
        scale,
        None if w is None else np.asarray(w, np.float32),
        None if b is None else np.asarray(b, np.float32),
        _map(look, l, maps[l]) if maps else None,
    )


def _reach(sigma: Activation) -> float:
    """Return the largest answer of an activation with ends, 0 of one without."""
    reach = max(abs(sigma.low), abs(sigma.high))
    return reach if math.isfinite(reach) else 0.0


def _largest(a: FloatArray) -> float:
    """Return the largest absolute value that is a number, or 1 if there is none but 0."""
    largest = float(np.abs(a).max(initial=0))
    if not math.isfinite(largest):
        largest = float(np.abs(a[np.isfinite(a)]).max(initial=0))
    return largest or 1.0


def _maps(look: Look) -> dict[int, FloatArray]:
    """Return by layer what the shown units answer over the plane, (n², shown); {} without one."""
    plane = look.data.plane
    if plane is None:
        return {}
    units = sum(min(size, SHOWN) for size in look.spec.sizes)
    n = plane_grid.resolution(look.spec, min(FINEST, math.isqrt(MAP_VALUES // units)))
    seen: Batch = plane_grid.seen(look.network, plane_grid.inputs(plane, n))
    return {l: a[:, :SHOWN] for l, a in seen.a.items()}


def _map(look: Look, l: int, a: FloatArray) -> np.ndarray:
    """Return a layer's maps (shown, n, n) as int8, each on the scale of its activation."""
    n = math.isqrt(len(a))
    images = a.T.reshape(-1, n, n)
    sigma = look.network.activation[l] if l > 0 else None
    if sigma is not None and _reach(sigma):
        half = (sigma.high - sigma.low) / 2
        return quantise(images - (sigma.low + half), half)
    return np.stack([quantise(image, rounded_up(_largest(image))) for image in images])


def _sample(look: Look, options: Options) -> int | None:
    """Return which validation sample to show; None for the mean of some."""
    sample = options.get("sample")
    return sample if type(sample) is int and 0 <= sample < _samples(look) else None


def _samples(look: Look) -> int:
    return min(observations.PROBED, len(look.data.validation))


def choose(look: Look) -> Options:
    """Ask whose activations to show; take the edge that was clicked."""
    options: dict[str, object] = {"edge": selected_weight.selected(look.spec)}
    if look.data.plane is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.toggle(
                "One sample",
                value=shown("diagram.one", True),
                key="diagram.one",
                help="Units show what they answer to one validation sample; else their mean "
                f"over {_samples(look)} of them.",
            ):
                last = _samples(look) - 1
                options["sample"] = st.number_input(
                    "Validation sample",
                    0,
                    last,
                    min(shown("diagram.sample", 0), last),
                    key="diagram.sample",
                    label_visibility="collapsed",
                    help="Which validation sample the units answer to, counted from 0.",
                    width=140,
                )
    return options


VIEW = View(
    name="diagram",
    label="Diagram",
    help="Units and edges: the colour and width of an edge are its weight, the small square at a "
    "unit is its bias. Click an edge to see where its gradient comes from.",
    payload=payload,
    words=words,
    mount=partial(network_diagram.mount, on_select=selected_weight.open_receipt),
    choose=choose,
    width=440,
)
