"""Safetensors: named arrays, of which weight and bias of dense layers are taken in their order."""

import json
import re
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.formats.dense import (
    MAX_BYTES,
    RELU,
    Assumed,
    Layer,
    activation_named,
    network_of,
    not_here,
    package,
)
from core.formats.files import File, read
from core.network import Network

_DTYPES = {"F16": "<f2", "F32": "<f4", "F64": "<f8"}
_WEIGHTS = ("weight", "kernel", "w")
_BIASES = ("bias", "b")


def load_safetensors(file: File, assumed: Assumed = RELU) -> tuple[Network, dict[str, Any]]:
    """Read the dense layers of a file; ``activations`` in its metadata, by commas, are heeded.

    Raises
    ------
    ValueError
        If it is no such file, or holds anything but dense layers: each is named.
    """
    content = read(file, MAX_BYTES)
    library = package("safetensors", "Reading safetensors")
    try:
        tensors = dict(library.deserialize(content))
        length = int.from_bytes(content[:8], "little")
        about = json.loads(content[8 : 8 + length]).get("__metadata__", {})
    except Exception as error:  # the library's own, and what JSON raises
        raise ValueError("This is no safetensors file.") from error
    arrays = {name: _array(name, tensor) for name, tensor in tensors.items()}
    layers: list[Layer] = []
    used: set[str | None] = set()
    named = [name for name in str(about.get("activations", "")).split(",") if name]
    for name in sorted(arrays, key=_natural):
        stem, _, kind = name.rpartition(".")
        if kind.lower() not in _WEIGHTS or arrays[name].ndim != 2:
            continue
        w = arrays[name] if kind.lower() != "kernel" else arrays[name].T
        bias = next((n for n in arrays if n.rpartition(".")[0] == stem and _is_bias(n)), None)
        b = np.zeros(len(w), w.dtype) if bias is None else arrays[bias]
        if b.shape != (len(w),):
            raise ValueError(f"“{bias}” has {b.size} numbers for {len(w)} units.")
        used |= {name, bias}
        l = len(layers) + 1
        given = activation_named(named[l - 1], f"Layer {l}") if l <= len(named) else None
        layers.append(Layer(w, b, given))
    foreign = [f"“{name}” {arrays[name].shape}" for name in arrays if name not in used]
    if foreign:
        raise not_here(foreign)
    network, said = network_of(layers, assumed)
    return network, {"note": said} if said else {}


def _is_bias(name: str) -> bool:
    return name.rpartition(".")[2].lower() in _BIASES


def _natural(name: str) -> list[tuple[int, int, str]]:
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.split(r"(\d+)", name)
        if part
    ]


def _array(name: str, tensor: dict[str, Any]) -> FloatArray:
    kind, data = tensor["dtype"], bytes(tensor["data"])
    if kind == "BF16":
        found = (np.frombuffer(data, "<u2").astype(np.uint32) << 16).view(np.float32)
    elif kind in _DTYPES:
        found = np.frombuffer(data, _DTYPES[kind])
    else:
        raise ValueError(f"“{name}” holds no floating-point numbers: {kind}.")
    return np.asarray(found.reshape(tensor["shape"]))
