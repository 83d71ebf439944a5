"""The network as the stage shows it: units, lines, and what they answer at this moment."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray
from core.data.samples import Samples
from core.explain.all_numbers import bit_weights
from core.explain.numbers import number, percent
from core.network import Network
from runs.snapshot import Look
from ui.components.heatmaps import quantise
from ui.components.kit.packing import pack
from ui.components.live_plot import rounded_up
from ui.views.shared import matrices, plane_grid
from ui.views.shared.finite import finite_array
from ui.views.view import Options, View

Kind = Literal["plane", "picture", "row"]
"""Points in a plane, pictures, or rows of numbers."""

MOST = {"plane": 10, "picture": 16, "row": 16}  # units drawn of a layer
MAP_VALUES = 16_000  # of all units' maps together
FINEST = 28  # places along a side of a unit's map
_BOUNDED = ("sigmoid", "softmax")
_NONE, _NO_NUMBER = np.zeros(0, np.int8), np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True)
class StageNetwork:
    """Header of a frame.

    ``inputs`` names the inputs that are drawn, ``n`` places lie along a side of a unit's map,
    ``shape`` is that of inputs that are pictures; ``label`` and ``target`` are those of ``sample``.
    Quantities are ``middle + spread * a`` in the data's own units.
    """

    key: str
    alt: str
    kind: Kind
    sizes: Sequence[int]
    activations: Sequence[str]
    inputs: Sequence[str]
    outputs: Sequence[str]
    classes: Sequence[str]
    regression: bool
    scales: Sequence[float]
    n: int
    shape: Sequence[int] | None
    sample: int
    label: int | None
    target: float
    middle: float
    spread: float
    steps: int


def kind_of(look: Look) -> Kind:
    """Return what kind of data the network reads."""
    if look.data.image_shape is not None:
        return "picture"
    return "plane" if look.data.plane is not None else "row"


def payload(look: Look, options: Options) -> bytes:
    """Pack the first units of each layer, the lines between them, and one sample's way."""
    kind, network, data = kind_of(look), look.network, look.data
    most, L = MOST[kind], network.L
    sample = _sample(look, options)
    given = _given(look, options)
    way = _answers(network, _one(data.validation, sample) if given is None else given)
    layers = range(L + 1)
    maps = _maps(look, most) if kind == "plane" else {}
    w = {l: network.w[l][:most, :most] for l in layers[1:]}
    scales = [matrices.strongest(w[l]) or 1.0 for l in layers[1:]]
    arrays: list[NDArray[Any]] = []
    for l in layers:
        shown = None if l == L or (l == 0 and kind == "picture") else most  # all pixels, outputs
        arrays.append(finite_array(way[l][0, :shown]))
        if l == 0:
            continue
        from_picture = l == 1 and kind == "picture"
        lines = np.linalg.norm(network.w[1][:most], axis=1)[:, None] if from_picture else w[l]
        arrays += [finite_array(lines), finite_array(network.b[l][:most])]
    arrays += [_map(look, l, maps[l]) if maps else _NONE for l in layers]
    arrays.append(_tiles(look, most) if kind == "picture" else _NONE)
    arrays.append(finite_array(bit_weights(network.w[1])) if kind == "row" else _NO_NUMBER)
    validation, labels = data.validation, data.validation.labels
    header = StageNetwork(
        key=VIEW.name,
        alt=words(look, options),
        kind=kind,
        sizes=look.spec.sizes,
        activations=look.spec.activations,
        inputs=matrices.unit_names(look, 0)[:most],
        outputs=data.output_names,
        classes=data.class_names or data.output_names,
        regression=data.regression,
        scales=scales,
        n=math.isqrt(len(maps[0])) if maps else 0,
        shape=data.image_shape,
        sample=sample,
        label=None if labels is None or given is not None else int(labels[sample]),
        target=float(validation.y[sample, 0]),
        middle=data.unit.middle,
        spread=data.unit.spread,
        steps=look.frame.steps,
    )
    return pack(header, arrays)


def _one(samples: Samples, sample: int) -> FloatArray:
    """Return the inputs of a sample (1, n_0)."""
    x: FloatArray = samples.x[sample : sample + 1] * samples.scale
    return x


def _answers(network: Network, x: FloatArray) -> list[FloatArray]:
    """Return what each layer answers, whatever numbers come out."""
    with np.errstate(all="ignore"):
        return network.feedforward(x)


def words(look: Look, _: Options) -> str:
    """Say how the network is built, and how good it is."""
    sizes = "-".join(str(size) for size in look.spec.sizes)
    good = look.frame.measured.accuracy
    how = f"R² {number(good)}" if look.data.regression else f"{percent(good, 0)} right"
    output = f" Output: {how}." if look.data.graded else ""
    return f"Network {sizes}, {look.spec.parameter_count:,} weights and biases.{output}"


def _sample(look: Look, options: Options) -> int:
    """Return which validation sample goes through the network."""
    sample = options.get("sample")
    return sample % len(look.data.validation) if type(sample) is int else 0


def _given(look: Look, options: Options) -> FloatArray | None:
    """Return inputs (1, n_0) that the visitor made, if they are such."""
    x = options.get("x")
    if not isinstance(x, list) or len(x) != look.spec.sizes[0]:
        return None
    if not all(type(value) is int and value in (0, 1) for value in x):
        return None
    return np.asarray([x], look.network.parameters.dtype)


def _maps(look: Look, most: int) -> dict[int, FloatArray]:
    """Return by layer what the drawn units answer over the plane, (n², drawn)."""
    plane = look.data.plane
    assert plane is not None
    units = sum(min(size, most) for size in look.spec.sizes)
    n = plane_grid.resolution(look.spec, min(FINEST, math.isqrt(MAP_VALUES // units)))
    answers = _answers(look.network, plane_grid.inputs(plane, n))
    return {l: a[:, :most] for l, a in enumerate(answers)}


def _map(look: Look, l: int, a: FloatArray) -> NDArray[np.int8]:
    """Return a layer's maps (drawn, n, n), each on the scale of its activation."""
    images = a.T.reshape(-1, math.isqrt(len(a)), math.isqrt(len(a)))
    name = look.spec.activations[l - 1] if l > 0 else ""
    if name in _BOUNDED:
        return quantise(images - 0.5, 0.5)
    if name == "tanh":
        return quantise(images, 1.0)
    scales = [rounded_up(_largest(image)) for image in images]
    return np.stack([quantise(i, scale) for i, scale in zip(images, scales, strict=True)])


def _largest(a: FloatArray) -> float:
    finite = np.abs(a[np.isfinite(a)])
    return float(finite.max(initial=0)) or 1.0


def _tiles(look: Look, most: int) -> NDArray[np.int8]:
    """Return the weights of the first units as pictures, each on its own scale."""
    tiles = look.network.w[1][:most]
    return np.stack([quantise(tile, _largest(tile)) for tile in tiles])


VIEW = View(
    name="network",
    label="Network",
    help="Units and lines: the colour and width of a line are its weight.",
    payload=payload,
    words=words,
    mount=lambda data, key: None,
)
