"""The network as a script computes the same."""

import base64
import io
import os
import sys

import numpy as np
import pytest

from core.formats import (
    save_script,
)
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.costs import COSTS
from core.network import Network
from core.specs import NetworkSpec
from tests.scripts import Scripts


def network_with(activation, dtype="float32", seed=1):
    """A 5-4-4-3 net with random biases too, ``activation`` inside and, if it can, outside."""
    inside = "tanh" if activation in OUTPUT_ONLY else activation
    cost = next(c for c, k in COSTS.items() if k.outputs is None or activation in k.outputs)
    spec = NetworkSpec((5, 4, 4, 3), (inside, inside, activation), cost, "normal", dtype)
    return Network.initial(spec, seed)


@pytest.fixture
def network():
    return network_with("softmax")


def written(save, *arguments):
    file = io.BytesIO()
    save(file, *arguments)
    return file.getvalue()


@pytest.fixture(scope="module")
def scripts():
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    running = Scripts(sys.executable, "-W", "error", env=environment)
    yield running
    running.close()


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_script_computes_the_same(activation, dtype, tmp_path, scripts):
    network = network_with(activation, dtype)
    path = tmp_path / "net.py"
    save_script(path, network)
    x = np.random.default_rng(0).standard_normal((6, 5))
    np.save(tmp_path / "x.npy", x)
    done = scripts.run(path, "x.npy")
    assert done.stderr == ""
    printed = np.loadtxt(io.StringIO(done.stdout), ndmin=2)
    rtol = 2e-6 if dtype == "float32" else 1e-14
    np.testing.assert_allclose(printed, network.forward(x).a[3], rtol=rtol, atol=rtol / 10)


def test_the_script_holds_the_same_numbers(network, tmp_path):
    text = written(save_script, network).decode()
    assert max(map(len, text.splitlines())) <= 100
    assert "core" not in text
    names = {}
    exec(compile(text, "net.py", "exec"), names)
    np.testing.assert_array_equal(names["LAYERS"][1][0], network.w[2])
    np.testing.assert_array_equal(names["LAYERS"][2][1], network.b[3])
    with pytest.raises(ValueError, match=r"Inputs must be \(m, 5\), not \(5,\)"):
        names["predict"](np.zeros(5))
    weights = text.partition('WEIGHTS = """\n')[2].partition('"""')[0]
    assert base64.b64decode(weights) == network.parameters[:48].astype("<f4").tobytes()


def test_the_script_tells_how_it_is_used(network, tmp_path, scripts):
    path = tmp_path / "net.py"
    save_script(path, network)
    assert "Usage: python net.py inputs.npy" in scripts.run(path).stderr
