"""ONNX, for other programs: input "x" (batch, n_0), output "a" (batch, n_L), 32-bit numbers."""

import importlib
from typing import Any

import numpy as np

from core.formats.files import File, write
from core.functions.activations import ACTIVATIONS
from core.network import Network

OPSET = 17
IR_VERSION = 8  # of the same year as the opset, so that runtimes of some age read it too


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
        nodes.append(helper.make_node("Gemm", [before, f"w{l}", f"b{l}"], [f"z{l}"], transB=1))
        steps = ACTIVATIONS[name].onnx
        for i, (operator, inputs, attributes) in enumerate(steps):
            named = []
            for place, given in enumerate(inputs):
                if isinstance(given, float):
                    constant = f"c{l}.{i}.{place}"
                    tensors.append(tensor(np.array(given, np.float32), constant))
                    named.append(constant)
                else:
                    named.append(f"z{l}" if given == "z" else f"s{l}.{given}")
            out = after if i == len(steps) - 1 else f"s{l}.{i}"
            nodes.append(helper.make_node(operator, named, [out], **attributes))
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
