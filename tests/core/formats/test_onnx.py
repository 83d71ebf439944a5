"""ONNX computes the same."""

import io
import sys

import numpy as np
import pytest

from core.formats import (
    save_onnx,
)
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.costs import COSTS
from core.network import Network
from core.specs import NetworkSpec


def network_with(activation, dtype="float32", seed=1):
    """A 5-4-4-3 net with random biases too, ``activation`` inside and, if it can, outside."""
    inside = "tanh" if activation in OUTPUT_ONLY else activation
    cost = next(c for c, k in COSTS.items() if k.outputs is None or activation in k.outputs)
    spec = NetworkSpec((5, 4, 4, 3), (inside, inside, activation), cost, "normal", dtype)
    return Network.initial(spec, seed)


@pytest.fixture
def network():
    return network_with("softmax")


@pytest.fixture
def classic():
    return network_with("sigmoid", "float64")


def written(save, *arguments):
    file = io.BytesIO()
    save(file, *arguments)
    return file.getvalue()


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_onnx_computes_the_same(activation, dtype):
    import onnxruntime

    network = network_with(activation, dtype)
    session = onnxruntime.InferenceSession(
        written(save_onnx, network), providers=["CPUExecutionProvider"]
    )
    (x_info,), (a_info,) = session.get_inputs(), session.get_outputs()
    assert (x_info.name, x_info.shape) == ("x", ["batch", 5])
    assert (a_info.name, a_info.shape) == ("a", ["batch", 3])
    for m in (1, 7):
        x = np.random.default_rng(m).standard_normal((m, 5)).astype(np.float32)
        (a,) = session.run(["a"], {"x": x})
        np.testing.assert_allclose(a, network.forward(x).a[3], rtol=1e-5, atol=1e-6)


def test_onnx_says_when_its_package_is_missing(classic, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(ValueError, match="pip install onnx"):
        written(save_onnx, classic)
