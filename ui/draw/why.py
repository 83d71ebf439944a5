"""Why an answer: which pixels speak for it, what each layer makes of the drawing, what it is near.

Neighbours are sought among MNIST's training pictures, whoever reads.
"""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core.arrays import ByteArray, FloatArray
from core.data.load import load
from core.explain.neighbours import Neighbours
from core.explain.saliency import score_gradient
from core.specs import DataSpec
from ui.components import heatmaps
from ui.components.heatmaps import Matrix, Panel, Tiles
from ui.components.live_plot import rounded_up
from ui.draw.page import Scene, choose_one
from ui.draw.readers import Reader
from ui.views.shared.matrices import layer_name

NEAREST = 5
_NAMES = (*"0123456789", "no digit")


def show(scene: Scene) -> None:
    """Show evidence, activations and neighbours for one of the readers."""
    if scene.image is None:
        st.caption("Draw a digit: here is what speaks for each answer.")
        return
    reader = choose_one(scene, "draw.why.who")
    x = scene.image.reshape(-1) / np.float32(255)
    _mount("draw.evidence", evidence(reader, x), "Pixels that speak for and against each answer.")
    st.caption(
        "More ink where it is blue speaks for the digit, where it is orange against it: "
        "the gradient of each answer’s score, less the mean of the others’."
    )
    _mount(
        "draw.activations",
        activations(reader, scene.image),
        "Activation of each unit, layer by layer.",
        "activation",
    )
    _mount("draw.nearest", [nearest(scene.image)], "The nearest training digits.", "ink", 1.0)


def evidence(reader: Reader, x: FloatArray) -> list[Panel]:
    """Return a picture for each output: the pixels for and against; weight x input if one layer."""
    network = reader.network
    x = x.astype(network.parameters.dtype)
    with np.errstate(all="ignore"):
        gradient = score_gradient(network, x)
    panels: list[Panel] = [_pixels("For and against: gradient", gradient)]
    if network.L == 1:
        panels.append(_pixels("Weight × input", network.w[1] * x))
    return panels


def activations(reader: Reader, image: ByteArray) -> list[Panel]:
    """Return each layer's activations: hidden ones as a block, outputs by name."""
    network = reader.network
    batch = reader.seen(image)
    panels: list[Panel] = []
    for l in range(1, network.L):
        block = as_block(batch.a[l][0])
        title = f"a: {layer_name(l, network.L)}, {batch.a[l].shape[1]} units"
        panels.append(Tiles(title, block[None], [layer_name(l, network.L)], _strongest(block)))
    outputs = batch.a[network.L][:1].copy()
    panels.append(Matrix("a: outputs", outputs, ["output"], _NAMES[: outputs.shape[1]], scale=1.0))
    return panels


def as_block(values: FloatArray) -> NDArray[np.float32]:
    """Lay values (n,) out in rows, about twice as wide as high; missing ones are no number."""
    rows = next(r for r in range(int(np.sqrt(len(values) / 2)) or 1, 0, -1) if not len(values) % r)
    if len(values) > 12 * rows * rows:  # a prime number, say: better with a gap at the end
        rows = max(1, int(np.sqrt(len(values) / 2)))
    columns = -(-len(values) // rows)
    block = np.full(rows * columns, np.nan, np.float32)
    block[: len(values)] = values
    return block.reshape(rows, columns)


def nearest(image: ByteArray) -> Tiles:
    """Return the training pictures nearest to ``image``."""
    train = load(DataSpec("mnist")).train
    assert train.labels is not None
    found = _neighbours().nearest(image.reshape(-1), NEAREST)
    captions = [
        f"a {train.labels[row]}, distance {distance:.1f}"
        for row, distance in zip(found.rows, found.distances, strict=True)
    ]
    pictures = train.x[found.rows].reshape(-1, 28, 28) / np.float32(255)
    return Tiles("Nearest of 50,000 training digits", pictures, captions, 1.0)


@st.cache_resource(show_spinner=False)
def _neighbours() -> Neighbours:
    pictures = load(DataSpec("mnist")).train.x
    assert pictures.dtype == np.uint8
    return Neighbours(pictures)  # type: ignore[arg-type]


def _pixels(title: str, values: FloatArray) -> Tiles:
    return Tiles(title, values.reshape(-1, 28, 28), _NAMES[: len(values)], _strongest(values))


def _strongest(values: FloatArray) -> float:
    return rounded_up(float(np.abs(np.nan_to_num(values)).max()))


def _mount(
    key: str, panels: list[Panel], alt: str, quantity: str = "evidence", scale: float = 0.0
) -> None:
    unit: heatmaps.Unit = "share" if quantity == "ink" else "number"
    data = heatmaps.frame(panels, key=key, scale=scale, alt=alt, quantity=quantity, unit=unit)
    heatmaps.mount(data, key)
