"""Networks of other programs come in as they are, or are refused layer by layer."""

import io
from types import SimpleNamespace

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from core.data.samples import Unit
from core.formats import (
    Assumed,
    Meaning,
    load_keras,
    load_onnx,
    load_safetensors,
    load_weights_h5,
    save_onnx,
)
from core.formats.sklearn_mlp import network_of_mlp
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.costs import COSTS
from core.network import Network
from core.specs import NetworkSpec
from tests.core.formats import others

X = np.random.default_rng(0).standard_normal((6, 5)).astype(np.float32)


def network_with(activation, inside="relu"):
    cost = next(c for c, k in COSTS.items() if k.outputs is None or activation in k.outputs)
    spec = NetworkSpec((5, 4, 4, 3), (inside, inside, activation), cost, "normal")
    return Network.initial(spec, 1)


def same(loaded, network):
    np.testing.assert_array_equal(loaded.parameters, network.parameters)
    assert loaded.spec.activations == network.spec.activations


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_our_own_onnx_comes_back(activation):
    inside = "tanh" if activation in OUTPUT_ONLY else activation
    network = network_with(activation, inside)
    loaded, recipe = load_onnx(io.BytesIO(others.onnx(network)))
    same(loaded, network)
    assert recipe == {}


def test_scaling_in_an_onnx_file_is_left_out_and_said():
    network = network_with("linear")
    units = tuple(Unit(i, i + 2) for i in range(5))
    file = io.BytesIO()
    save_onnx(file, network, Meaning(units=units, unit=Unit(3, 4)))
    loaded, recipe = load_onnx(io.BytesIO(file.getvalue()))
    same(loaded, network)
    assert "scaling is left out" in recipe["note"]


def model(nodes, arrays):
    tensors = [numpy_helper.from_array(array, name) for name, array in arrays.items()]
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["m", n])
        for name, n in (("x", 5), ("out", 3))
    ]
    graph = helper.make_graph(nodes, "g", ends[:1], ends[1:], tensors)
    return helper.make_model(graph).SerializeToString()


def test_products_and_sums_of_other_exporters():
    network = network_with("softmax")
    nodes, arrays, before = [], {}, "x"
    for l in network.w:
        arrays |= {f"w{l}": network.w[l].T.copy(), f"b{l}": network.b[l]}
        nodes.append(helper.make_node("MatMul", [before, f"w{l}"], [f"p{l}"]))
        nodes.append(helper.make_node("Add", [f"p{l}", f"b{l}"], [f"z{l}"]))
        before = f"a{l}" if l < 3 else "out"
        nodes.append(helper.make_node("Softmax" if l == 3 else "Relu", [f"z{l}"], [before]))
    same(load_onnx(io.BytesIO(model(nodes, arrays)))[0], network)


@pytest.mark.parametrize("op", ["Gemm", "MatMul"])
def test_a_layer_without_weights_in_onnx_is_refused(op):
    with pytest.raises(ValueError, match=f"{op} .*whose weights are no matrix"):
        load_onnx(io.BytesIO(model([helper.make_node(op, ["x"], ["y"])], {})))


def test_what_no_dense_layer_is_in_onnx_is_named_node_by_node():
    nodes = [
        helper.make_node("Conv", ["x", "k"], ["c"], name="conv1"),
        helper.make_node("Relu", ["c"], ["r"]),
        helper.make_node("MaxPool", ["r"], ["out"], name="pool", kernel_shape=[2, 2]),
    ]
    with pytest.raises(ValueError, match="node 1, Conv “conv1”; node 3, MaxPool “pool”"):
        load_onnx(io.BytesIO(model(nodes, {"k": np.zeros((1, 1, 3, 3), np.float32)})))


def test_weights_in_another_file_are_not_looked_for():
    loaded = onnx.load_model_from_string(others.onnx(network_with("tanh")))
    loaded.graph.initializer[0].data_location = TensorProto.EXTERNAL
    with pytest.raises(ValueError, match="in another file"):
        load_onnx(io.BytesIO(loaded.SerializeToString()))


def test_safetensors_of_torch_and_of_flax():
    network = network_with("softmax")
    loaded, recipe = load_safetensors(io.BytesIO(others.safetensors(network)))
    same(loaded, network)
    assert "names no activations: ReLU inside and Softmax" in recipe["note"]
    flax = others.safetensors(network, ("layer_{}.kernel", "layer_{}.bias"), transposed=True)
    same(load_safetensors(io.BytesIO(flax))[0], network)


def test_activations_that_safetensors_name_or_that_are_said():
    network = network_with("sigmoid", "tanh")
    named = others.safetensors(network, activations="tanh,tanh,sigmoid")
    loaded, recipe = load_safetensors(io.BytesIO(named))
    same(loaded, network)
    assert recipe == {}
    said = Assumed("tanh", "sigmoid")
    same(load_safetensors(io.BytesIO(others.safetensors(network)), said)[0], network)


def test_arrays_that_are_no_dense_layer_are_named():
    network = network_with("softmax")
    names = ("conv{}.gamma", "{}.bias")
    with pytest.raises(ValueError, match=r"“conv6.gamma” \(3, 4\)"):
        load_safetensors(io.BytesIO(others.safetensors(network, names)))


def test_keras_with_and_without_its_description():
    network = network_with("softmax")
    same(load_keras(io.BytesIO(others.keras(network)))[0], network)
    loaded, recipe = load_weights_h5(io.BytesIO(others.weights_h5(network)))
    same(loaded, network)
    assert "are assumed" in recipe["note"]


def test_keras_layers_that_are_not_dense_are_named():
    convolution = {"class_name": "Conv2D", "config": {"name": "conv"}}
    with pytest.raises(ValueError, match="layer 5, Conv2D “conv”"):
        load_keras(io.BytesIO(others.keras(network_with("softmax"), convolution)))


def test_links_out_of_a_file_of_weights_are_not_followed(tmp_path):
    import h5py

    with h5py.File(tmp_path / "secret.h5", "w") as secret:
        secret["w"] = np.zeros((5, 3))
    file = io.BytesIO()
    with h5py.File(file, "w") as opened:
        opened["layers/dense/vars/0"] = h5py.ExternalLink(str(tmp_path / "secret.h5"), "w")
    with pytest.raises(ValueError, match="no dense layer"):
        load_weights_h5(io.BytesIO(file.getvalue()))


@pytest.mark.parametrize(("last", "n"), [("softmax", 3), ("logistic", 1), ("identity", 2)])
def test_scikit_learns_networks(last, n):
    rng = np.random.default_rng(0)
    model = SimpleNamespace(
        coefs_=[rng.normal(size=(5, 4)), rng.normal(size=(4, n))],
        intercepts_=[rng.normal(size=4), rng.normal(size=n)],
        activation="tanh",
        out_activation_=last,
    )
    network = network_of_mlp(model)
    hidden = np.tanh(X @ model.coefs_[0] + model.intercepts_[0])
    z = hidden @ model.coefs_[1] + model.intercepts_[1]
    wanted = {
        "softmax": lambda: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True),
        "logistic": lambda: 1 / (1 + np.exp(-z)),
        "identity": lambda: z,
    }[last]()
    np.testing.assert_allclose(network.forward(X).a[2], wanted, rtol=1e-9)


def test_a_model_that_is_not_fitted_is_refused():
    with pytest.raises(ValueError, match="no fitted"):
        network_of_mlp(SimpleNamespace(activation="relu"))
