"""ONNX read back: a chain of dense layers and activations, as our own files and others have it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.formats.dense import MAX_BYTES, RELU, Assumed, Layer, network_of, not_here, package
from core.formats.files import File, read
from core.functions.activations import ACTIVATIONS
from core.network import Network

_PASSED = {"Identity", "Flatten", "Reshape", "Dropout", "Cast", "Squeeze", "Unsqueeze"}
_ALIKE: dict[tuple[str, ...], str] = {
    ("Sigmoid",): "sigmoid",
    ("Tanh",): "tanh",
    ("Relu",): "relu",
    ("LeakyRelu",): "leaky_relu",
    ("Softplus",): "softplus",
    ("Elu",): "elu",
    ("Gelu",): "gelu",
    ("Mish",): "mish",
    ("Sin",): "sine",
    ("Softmax",): "softmax",
}
_OURS: dict[tuple[str, ...], str] = {
    tuple(step[0] for step in kind.onnx): name for name, kind in ACTIVATIONS.items()
}
_SEQUENCES = {**_ALIKE, **{ops: name for ops, name in _OURS.items() if len(ops) > 1}}
_DENSE = {"Gemm", "MatMul", "Add", "Sub", "Div", "Mul"}
_KNOWN = _PASSED | _DENSE | {op for ops in _SEQUENCES for op in ops} | {"Constant"}


def load_onnx(file: File, assumed: Assumed = RELU) -> tuple[Network, dict[str, Any]]:
    """Read a model whose layers are dense and in a row.

    Scaling before and after them, as our own files have it, is the data's affair here, and left
    out.

    Raises
    ------
    ValueError
        If it is no such model: each node that cannot be represented is named. Nothing in the file
        is executed.
    """
    content = read(file, MAX_BYTES)
    onnx = package("onnx", "Reading ONNX")
    try:
        graph = onnx.load_model_from_string(content).graph
        values = {t.name: _array(onnx, t) for t in graph.initializer}
        nodes = list(graph.node)
        for node in nodes:
            if node.op_type == "Constant" and node.attribute and node.attribute[0].HasField("t"):
                values[node.output[0]] = _array(onnx, node.attribute[0].t)
    except ValueError:
        raise
    except Exception as error:  # protobuf's own, which have no common base but this
        raise ValueError("This is no ONNX model.") from error
    foreign = [
        f"node {i}, {node.op_type}" + (f" “{node.name[:40]}”" if node.name else "")
        for i, node in enumerate(nodes, start=1)
        if node.op_type not in _KNOWN
    ]
    if foreign:
        raise not_here(foreign)
    return _chain([node for node in nodes if node.op_type != "Constant"], values, assumed)


def _chain(
    nodes: Sequence[Any], values: Mapping[str, FloatArray], assumed: Assumed
) -> tuple[Network, dict[str, Any]]:
    """Return the network that the nodes make one after the other."""
    layers: list[Layer] = []
    i, scaled = 0, False
    while i < len(nodes):
        node = nodes[i]
        ops = [n.op_type for n in nodes[i:]]
        found = max(
            (s for s in _SEQUENCES if tuple(ops[: len(s)]) == s and _fits(s, node)),
            key=len,
            default=None,
        )
        if node.op_type == "Gemm":
            layers.append(_gemm(node, values))
        elif node.op_type == "MatMul":
            w = _weights(node, values, 1)
            layers.append(Layer(w.T, np.zeros(w.shape[1], w.dtype)))
        elif found is not None and layers and layers[-1].activation is None:
            layers[-1] = layers[-1]._replace(activation=_SEQUENCES[found])
            i += len(found)
            continue
        elif node.op_type == "Add" and layers and _is_bias(node, values, layers[-1]):
            added = next(values[name] for name in node.input if name in values)
            layers[-1] = layers[-1]._replace(b=layers[-1].b + added.ravel())
        elif node.op_type in ("Sub", "Div", "Mul", "Add") and any(n in values for n in node.input):
            inside = any(n.op_type in ("Gemm", "MatMul") for n in nodes[i:])
            if layers and inside:
                raise not_here([f"node {i + 1}, {node.op_type} between two layers"])
            scaled = True
        elif node.op_type not in _PASSED:
            raise not_here([f"node {i + 1}, {node.op_type}"])
        i += 1
    layers = [
        layer if layer.activation else layer._replace(activation="linear") for layer in layers
    ]
    network, _ = network_of(layers, assumed)
    note = "Its scaling is left out: the data here is scaled already." if scaled else ""
    return network, {"note": note} if note else {}


def _fits(sequence: Sequence[str], node: Any) -> bool:
    """Tell whether a leaky ReLU leaks as ours does."""
    if sequence != ("LeakyRelu",):
        return True
    alpha = next((a.f for a in node.attribute if a.name == "alpha"), 0.01)
    return bool(abs(alpha - 0.01) < 1e-6)


def _gemm(node: Any, values: Mapping[str, FloatArray]) -> Layer:
    attributes = {a.name: a for a in node.attribute}
    if any(name in attributes and attributes[name].f != 1 for name in ("alpha", "beta")) or (
        "transA" in attributes and attributes["transA"].i
    ):
        raise not_here([f"Gemm “{node.name[:40]}” with factors or a transposed input"])
    w = _weights(node, values, 1)
    w = w if "transB" in attributes and attributes["transB"].i else w.T
    b = np.zeros(len(w), w.dtype)
    if len(node.input) > 2 and node.input[2]:
        if node.input[2] not in values:
            raise not_here([f"Gemm “{node.name[:40]}” whose bias is computed"])
        b = b + values[node.input[2]].ravel()
    return Layer(w, b)


def _weights(node: Any, values: Mapping[str, FloatArray], place: int) -> FloatArray:
    w = values.get(node.input[place]) if place < len(node.input) else None
    if w is None or w.ndim != 2:
        raise not_here([f"{node.op_type} “{node.name[:40]}” whose weights are no matrix"])
    return w


def _is_bias(node: Any, values: Mapping[str, FloatArray], layer: Layer) -> bool:
    added = [values[name] for name in node.input if name in values]
    return layer.activation is None and len(added) == 1 and added[0].size == len(layer.b)


def _array(onnx: Any, tensor: Any) -> FloatArray:
    """Return a tensor's numbers; one that lies in another file is refused."""
    if tensor.HasField("data_location") and tensor.data_location:
        raise ValueError("The model's weights lie in another file.")
    found: FloatArray = np.array(onnx.numpy_helper.to_array(tensor))
    return found
