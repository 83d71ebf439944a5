"""Files as other programs write them, made by hand from one of our networks."""

import io
import json
import struct
import zipfile

import h5py
import numpy as np

from core.formats import Meaning, save_onnx


def onnx(network):
    file = io.BytesIO()
    save_onnx(file, network, Meaning())
    return file.getvalue()


def safetensors(network, names=("{}.weight", "{}.bias"), transposed=False, **metadata):
    """Return what torch and its kin save: "0.weight", "0.bias", "2.weight" ..."""
    header, data, at = {"__metadata__": metadata} if metadata else {}, b"", 0
    for l in reversed(network.w):  # in no helpful order
        for name, array in zip(names, (network.w[l], network.b[l]), strict=True):
            array = np.ascontiguousarray(array.T if transposed else array, "<f4")
            header[name.format(2 * l)] = {
                "dtype": "F32",
                "shape": list(array.shape),
                "data_offsets": [at, at + array.nbytes],
            }
            data, at = data + array.tobytes(), at + array.nbytes
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def weights_h5(network):
    """Return what Keras 3's ``save_weights`` writes."""
    file = io.BytesIO()
    with h5py.File(file, "w") as opened:
        for l in network.w:
            group = "layers/dense" + (f"_{l - 1}" if l > 1 else "")
            opened[f"{group}/vars/0"] = network.w[l].T
            opened[f"{group}/vars/1"] = network.b[l]
        opened["optimizer/vars/0"] = np.zeros(3)
    return file.getvalue()


def keras(network, *more):
    """Return what Keras 3's ``save`` writes."""
    layers = [{"class_name": "InputLayer", "config": {"name": "input_layer"}}]
    for l, name in enumerate(network.spec.activations, start=1):
        about = {"name": f"dense_{l}", "activation": name}
        layers.append({"class_name": "Dense", "config": about})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("metadata.json", "{}")
        archive.writestr("config.json", json.dumps({"config": {"layers": [*layers, *more]}}))
        archive.writestr("model.weights.h5", weights_h5(network))
    return file.getvalue()
