"""The network as code for PyTorch and Keras; where they are installed, they answer the same.

Install them with `pip install torch` and `pip install keras jax` to have these tests; the others
need nothing.
"""

import importlib.util
import io
import os

import numpy as np
import pytest

from core.data.samples import Unit
from core.formats import Meaning
from core.formats.framework_code import save_keras, save_torch
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.network import Network
from core.specs import NetworkSpec

SAVERS = {"torch": save_torch, "keras": save_keras}
INSTALLED = [name for name in SAVERS if importlib.util.find_spec(name)]
UNITS = tuple(Unit(i, i + 20.0) for i in range(5))
MEANING = Meaning(tuple("abcde"), ("p", "q", "r"), (), UNITS, Unit(3.0, 4.0))


def network_with(activation, dtype="float32"):
    inside = "tanh" if activation in OUTPUT_ONLY else activation
    cost = {"softmax": "log_likelihood", "sigmoid": "cross_entropy"}.get(activation, "quadratic")
    spec = NetworkSpec((5, 4, 4, 3), (inside, inside, activation), cost, "normal", dtype)
    return Network.initial(spec, 1)


def code(name, *arguments):
    file = io.BytesIO()
    SAVERS[name](file, *arguments)
    return file.getvalue().decode()


@pytest.mark.parametrize("name", SAVERS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_code_is_python_and_names_each_layer(name, activation):
    text = code(name, network_with(activation, "float64"), MEANING)
    compile(text, f"{name}.py", "exec")
    assert text.count("Linear(" if name == "torch" else "Dense(") == 3
    assert "INPUTS = ('a', 'b', 'c', 'd', 'e')" in text


@pytest.mark.parametrize("name", SAVERS)
def test_a_network_that_diverged_is_not_saved(name):
    network = network_with("tanh")
    network.parameters[3] = np.nan
    with pytest.raises(ValueError, match="finite"):
        code(name, network, MEANING)


if INSTALLED:

    @pytest.mark.parametrize("name", INSTALLED)
    @pytest.mark.parametrize("activation", ACTIVATIONS)
    def test_the_framework_answers_rows_the_same(name, activation):
        os.environ.setdefault("KERAS_BACKEND", "jax")
        network = network_with(activation)
        x = np.random.default_rng(0).normal(3, 20, (6, 5)).astype(np.float32)
        middle, spread = MEANING.scaling()
        scaled = ((x - middle) / spread).astype(np.float32)
        made = {}
        exec(compile(code(name, network, MEANING), f"{name}.py", "exec"), made)
        given = made["torch"].tensor(x) if name == "torch" else x
        answers = made["network"](given)
        answers = answers.detach().numpy() if name == "torch" else np.asarray(answers)
        np.testing.assert_allclose(
            answers, 3 + 4 * network.forward(scaled).a[3], rtol=1e-4, atol=1e-5
        )
