"""ONNX, for other programs: input "x" (batch, n_0), output "a" (batch, n_L), 32-bit numbers."""

import importlib
from typing import Any

import numpy as np

from core.formats.files import File, write
from core.network import Network

OPSET = 17
IR_VERSION = 8  # of the same year as the opset, so that runtimes of some age read it too
OPERATORS: dict[str, tuple[str, dict[str, float]]] = {
    "sigmoid": ("Sigmoid", {}),
    "tanh": ("Tanh", {}),
    "relu": ("Relu", {}),
    "leaky_relu": ("LeakyRelu", {"alpha": 0.01}),
    "softplus": ("Softplus", {}),
    "linear": ("Identity", {}),
    "softmax": ("Softmax", {"axis": 1}),
}


def save_onnx(file: File, network: Network) -> None:
    """Write the network as an ONNX model; each layer l gives z{l} and a{l}, the last one "a".

    Raises
    ------
    ValueError
        If the onnx package, an optional extra, is not installed, or a weight is not finite.
    """
    try:  # by name, because core must do without it
        onnx: Any = importlib.import_module("onnx")
    except ImportError as error:
        raise ValueError(
            "ONNX needs a package that is not installed: python -m pip install onnx"
        ) from error
    if not np.isfinite(network.parameters).all():
        raise ValueError("Not all weights are finite numbers.")
    helper, tensor = onnx.helper, onnx.numpy_helper.from_array
    spec, L = network.spec, network.L
    nodes, tensors = [], []
    for l, name in enumerate(spec.activations, start=1):
        before, after = "x" if l == 1 else f"a{l - 1}", "a" if l == L else f"a{l}"
        operator, attributes = OPERATORS[name]
        nodes += [
            helper.make_node("Gemm", [before, f"w{l}", f"b{l}"], [f"z{l}"], transB=1),
            helper.make_node(operator, [f"z{l}"], [after], **attributes),
        ]
        tensors += [
            tensor(network.w[l].astype(np.float32), f"w{l}"),
            tensor(network.b[l].astype(np.float32), f"b{l}"),
        ]
    ends = [
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["batch", n])
        for name, n in (("x", spec.sizes[0]), ("a", spec.sizes[-1]))
    ]
    graph = helper.make_graph(nodes, "network", ends[:1], ends[1:], tensors)
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="Backprop Playground",
    )
    onnx.checker.check_model(model, full_check=True)
    write(file, model.SerializeToString())
