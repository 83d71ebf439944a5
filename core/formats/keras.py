"""Keras 3: ``.keras`` holds layers and weights, ``.weights.h5`` the weights alone."""

import io
import json
import re
import zipfile
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.formats.dense import (
    MAX_BYTES,
    MAX_NUMBERS,
    RELU,
    Assumed,
    Layer,
    activation_named,
    network_of,
    not_here,
    package,
)
from core.formats.files import File, TooLarge, read
from core.network import Network

_PASSED = {"InputLayer", "Flatten", "Dropout", "Reshape"}
_MAX_CONFIG = 2**20


def load_keras(file: File, assumed: Assumed = RELU) -> tuple[Network, dict[str, Any]]:
    """Read a ``.keras`` archive whose layers are dense.

    Raises
    ------
    ValueError
        If it is none, or has other layers: each is named. Nothing in it is executed.
    """
    content = read(file, MAX_BYTES)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            config = json.loads(_entry(archive, "config.json", _MAX_CONFIG))
            weights = _entry(archive, "model.weights.h5", MAX_BYTES)
        described = config["config"]["layers"]
        kinds = [(str(d["class_name"]), dict(d["config"])) for d in described]
    except TooLarge:
        raise
    except Exception as error:  # zipfile's, JSON's, and what odd archives cause
        raise ValueError("This is no model as Keras 3 saves it.") from error
    names: list[str] = []
    foreign = []
    for l, (kind, about) in enumerate(kinds, start=1):
        where = f"layer {l}, {kind} “{str(about.get('name', ''))[:40]}”"
        if kind == "Dense":
            names.append(activation_named(about.get("activation", "linear"), where))
        elif kind in ("Activation", "ReLU", "Softmax") and names and names[-1] == "linear":
            names[-1] = activation_named(about.get("activation", kind.lower()), where)
        elif kind not in _PASSED:
            foreign.append(where)
    if foreign:
        raise not_here(foreign)
    layers = _layers(weights)
    if len(layers) != len(names):
        raise ValueError(f"The file names {len(names)} dense layers and holds {len(layers)}.")
    named = [layer._replace(activation=n) for layer, n in zip(layers, names, strict=True)]
    return network_of(named, assumed)[0], {}


def load_weights_h5(file: File, assumed: Assumed = RELU) -> tuple[Network, dict[str, Any]]:
    """Read a ``.weights.h5`` file; it names no activations.

    Raises
    ------
    ValueError
        If it is none, or holds other arrays than those of dense layers: each is named.
    """
    network, said = network_of(_layers(read(file, MAX_BYTES)), assumed)
    return network, {"note": said} if said else {}


def _layers(content: bytes) -> list[Layer]:
    """Return the dense layers of an HDF5 file; what leads out of the file is not followed."""
    h5py = package("h5py", "Reading Keras' weights")
    groups: dict[str, dict[str, FloatArray]] = {}
    numbers = 0
    try:
        with h5py.File(io.BytesIO(content), "r") as opened:
            for path, dataset in _datasets(h5py, opened, ""):
                if path.startswith("optimizer") or "/vars/" not in path:
                    continue
                numbers += dataset.size
                if dataset.external or dataset.is_virtual or numbers > MAX_NUMBERS:
                    raise TooLarge(MAX_BYTES)
                group, _, place = path.rpartition("/vars/")
                groups.setdefault(group, {})[place] = np.asarray(dataset)
    except TooLarge:
        raise
    except Exception as error:  # of many kinds, for files that are damaged
        raise ValueError("This is no HDF5 file of weights.") from error
    layers, foreign = [], []
    for group in sorted(groups, key=_natural):
        arrays = groups[group]
        kernel, bias = arrays.get("0"), arrays.get("1")
        if kernel is None or kernel.ndim != 2 or (bias is not None and bias.ndim != 1):
            foreign.append(f"“{group}”")
        elif bias is None:
            layers.append(Layer(kernel.T, np.zeros(kernel.shape[1], kernel.dtype)))
        elif bias.shape != (kernel.shape[1],):
            raise ValueError(f"“{group}” has {bias.size} biases for {kernel.shape[1]} units.")
        else:
            layers.append(Layer(kernel.T, bias))
    if foreign:
        raise not_here(foreign)
    return layers


def _datasets(h5py: Any, group: Any, path: str, depth: int = 0) -> list[tuple[str, Any]]:
    """Return the arrays in a group and below it, by hard links only."""
    found: list[tuple[str, Any]] = []
    if depth > 8 or len(group) > 200:
        raise TooLarge(MAX_BYTES)
    for name in group:
        if not isinstance(group.get(name, getlink=True), h5py.HardLink):
            continue
        entry = group[name]
        if isinstance(entry, h5py.Dataset):
            found.append((path + name, entry))
        elif isinstance(entry, h5py.Group):
            found += _datasets(h5py, entry, f"{path}{name}/", depth + 1)
    return found


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Order dense, dense_1, dense_2, dense_10."""
    return [
        (1, int(part), "") if part.isdecimal() else (0, 0, part.rstrip("_"))
        for part in re.split(r"(\d+)", name)
        if part
    ]


def _entry(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    with archive.open(name) as entry:
        content = entry.read(limit + 1)
    if len(content) > limit:
        raise TooLarge(limit)
    return content
