"""What lines can do, and layers as objects."""

import numpy as np
import pytest

from core.data.bits import GATES
from core.explain import truth_tables
from core.explain.linked_layers import linked
from core.functions.optimizers import SGD
from core.network import Network
from core.reproduce import nand
from core.specs import NetworkSpec


def test_every_function_of_two_bits_has_a_name():
    assert len(truth_tables.FUNCTIONS) == len(set(truth_tables.FUNCTIONS.values())) == 16
    for name, answers in GATES.items():
        assert truth_tables.name_of(np.array(answers) * 0.8 + 0.1) == name.upper()


def test_a_line_parts_all_but_xor_and_its_opposite():
    impossible = {
        name
        for answers, name in truth_tables.FUNCTIONS.items()
        if truth_tables.best_line(answers) < 4
    }
    assert impossible == {"XOR", "XNOR"}
    assert truth_tables.best_line(GATES["xor"]) == 3


def test_corners_right_of_a_line():
    assert truth_tables.right_of_line((1, 1), -0.5, GATES["or"]) == 4
    assert truth_tables.right_of_line((1, 1), -0.5, GATES["xor"]) == 3
    assert truth_tables.right_of_line((-1, -1), 1.5, GATES["nand"]) == 4
    assert truth_tables.right_of_line((1, 1), 5, GATES["and"]) == 1
    assert truth_tables.right_of_line((0.1, 0.2), -0.3, GATES["and"]) == 4  # (1, 1) is on the line


@pytest.mark.parametrize("sizes", [(2, 1), (2, 2, 1), (3, 4, 2, 2)])
def test_linked_layers_are_the_same_network(sizes):
    spec = NetworkSpec(sizes, ("sigmoid",) * (len(sizes) - 1), "quadratic", "normal", "float64")
    network = Network.initial(spec, 5)
    rng = np.random.default_rng(0)
    x, y = rng.uniform(-1, 1, (6, sizes[0])), rng.uniform(0, 1, (6, sizes[-1]))
    batch = network.forward(x)
    network.backward(batch, y)

    first, last = linked(network)
    first.a = x
    last.forward()
    last.backward(y)
    np.testing.assert_allclose(last.a, batch.a[network.L], rtol=1e-14)
    layer = last
    for l in range(network.L, 0, -1):
        np.testing.assert_allclose(layer.delta / 6, batch.delta[l], rtol=1e-12)
        np.testing.assert_allclose(layer.nabla_w, batch.nabla_w[l], rtol=1e-11, atol=1e-16)
        np.testing.assert_allclose(layer.nabla_b, batch.nabla_b[l], rtol=1e-11, atol=1e-16)
        layer = layer.before
    assert layer is first

    optimizer = SGD(network.parameters.size, network.parameters.dtype)
    optimizer.eta = 0.7
    optimizer.update(network.parameters, batch.gradient)
    last.update(0.7)
    np.testing.assert_allclose(last.w, network.w[network.L], rtol=1e-12)


def test_linked_layers_learn_nand():
    spec = NetworkSpec((2, 2, 1), ("sigmoid", "sigmoid"), "quadratic", "normal", "float64")
    first, last = linked(Network.initial(spec, 0))
    first.a = np.array(nand.X, float)
    for _ in range(nand.STEPS):
        last.forward()
        last.backward(np.array(nand.NAND, float))
        last.update(nand.ETA)
    last.forward()
    np.testing.assert_allclose(last.a[:, 0], nand.learn(nand.ETA)[1], rtol=1e-9)
