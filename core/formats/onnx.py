"""ONNX, for other programs: input "x" (batch, n_0), output "a" (batch, n_L), 32-bit numbers.

Both are in the units of whoever made the data: scaling is what the model does first, and last.
"""

import importlib
from typing import Any

import numpy as np

from core.data.samples import Unit
from core.formats.files import File, write
from core.formats.meaning import Meaning
from core.functions.activations import ACTIVATIONS
from core.network import Network

OPSET = 17
_PLAIN = Meaning()
IR_VERSION = 8  # of the same year as the opset, so that runtimes of some age read it too


def save_onnx(file: File, network: Network, meaning: Meaning = _PLAIN) -> None:
    """Write the network as an ONNX model; each layer l gives z{l} and a{l}, the answer is "a".

    What inputs, outputs and classes are called is in the model's metadata, as JSON.

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
    scaling, unit, first, last = meaning.scaling(), meaning.unit, "x", "a"
    if scaling is not None:
        first = "x.scaled"
        for name, values in zip(("x.middle", "x.spread"), scaling, strict=True):
            tensors.append(tensor(values.astype(np.float32), name))
        nodes.append(helper.make_node("Sub", ["x", "x.middle"], ["x.centred"]))
        nodes.append(helper.make_node("Div", ["x.centred", "x.spread"], [first]))
    if unit != Unit():
        last = f"a{L}"
    for l, name in enumerate(spec.activations, start=1):
        before, after = first if l == 1 else f"a{l - 1}", last if l == L else f"a{l}"
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
    if unit != Unit():
        tensors.append(tensor(np.array(unit.spread, np.float32), "a.spread"))
        tensors.append(tensor(np.array(unit.middle, np.float32), "a.middle"))
        nodes.append(helper.make_node("Mul", [last, "a.spread"], ["a.centred"]))
        nodes.append(helper.make_node("Add", ["a.centred", "a.middle"], ["a"]))
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
    helper.set_model_props(model, meaning.named())
    onnx.checker.check_model(model, full_check=True)
    write(file, model.SerializeToString())
