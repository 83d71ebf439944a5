"""What files of other programs have in common: dense layers in a row, and activations by name."""

import importlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from core.arrays import FloatArray
from core.formats.files import build
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.network import Network
from core.specs import NetworkSpec

MAX_BYTES = 96 * 2**20
MAX_NUMBERS = 12 * 2**20  # parameters of the largest network possible

ALIASES = {
    "logistic": "sigmoid",
    "identity": "linear",
    "none": "linear",
    "lrelu": "leaky_relu",
    "leakyrelu": "leaky_relu",
    "silu": "swish",
    "sin": "sine",
    "": "linear",
}
"""What others call activations that have another name here."""


class Assumed(NamedTuple):
    """Activations where a file names none: inside, and of the output ('' goes by its size)."""

    hidden: str = "relu"
    output: str = ""


RELU = Assumed()


class Layer(NamedTuple):
    """A dense layer: w (n, n_before), b (n,), its activation; '' where the file says none."""

    w: FloatArray
    b: FloatArray
    activation: str | None = None


def activation_named(name: object, where: str) -> str:
    """Return our name of an activation.

    Raises
    ------
    ValueError
        If there is no such activation here.
    """
    known = str(name).strip().lower().rpartition(".")[2]
    known = ALIASES.get(known, known)
    if known not in ACTIVATIONS:
        raise ValueError(
            f"{where} has the activation {str(name)[:40]!r}, which is not known here: "
            f"{', '.join(ACTIVATIONS)}."
        )
    return known


def network_of(layers: Sequence[Layer], assumed: Assumed) -> tuple[Network, str]:
    """Return layers as a network, and what had to be assumed, in words ('' if nothing).

    Raises
    ------
    ValueError
        If there are none, they do not follow each other, or are more than can be trained here.
    """
    if not layers:
        raise ValueError("The file has no dense layer.")
    n_out = len(layers[-1].b)
    last = assumed.output or ("softmax" if n_out > 1 else "linear")
    names, open_ = [], False
    for l, layer in enumerate(layers, start=1):
        name = layer.activation
        if name is None:
            open_ = True
            name = last if l == len(layers) else assumed.hidden
        if name in OUTPUT_ONLY and l < len(layers):
            raise ValueError(f"Layer {l} is {name}, which is for the output only.")
        names.append(name)
    for l, (before, after) in enumerate(pairwise(layers), start=2):
        if after.w.shape[1] != len(before.b):
            raise ValueError(
                f"Layer {l} takes {after.w.shape[1]} inputs, but layer {l - 1} has "
                f"{len(before.b)} units."
            )
    sizes = (layers[0].w.shape[1], *(len(layer.b) for layer in layers))
    cost = {"softmax": "log_likelihood", "sigmoid": "cross_entropy"}.get(names[-1], "quadratic")
    double = any(layer.w.dtype == np.float64 for layer in layers)
    dtype = "float64" if double else "float32"
    spec = NetworkSpec(sizes, tuple(names), cost, dtype=dtype)
    flat = np.concatenate([layer.w.ravel() for layer in layers] + [layer.b for layer in layers])
    said = (
        f"The file names no activations: {ACTIVATIONS[names[0]].label} inside and "
        f"{ACTIVATIONS[names[-1]].label} at the end are assumed."
        if open_ and len(layers) > 1
        else f"The file names no activation: {ACTIVATIONS[names[-1]].label} is assumed."
        if open_
        else ""
    )
    return build(spec, flat), said


def package(name: str, what: str) -> Any:
    """Return an optional package, which core must do without.

    Raises
    ------
    ValueError
        If it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        root = name.partition(".")[0]
        raise ValueError(
            f"{what} needs a package that is not installed: python -m pip install {root}"
        ) from error


def not_here(found: Sequence[str]) -> ValueError:
    """Return the error that names, one by one, what no network here can be."""
    shown = "; ".join(found[:8]) + ("; …" if len(found) > 8 else "")
    return ValueError(f"Only dense layers in a row can be read. Not among them: {shown}.")
