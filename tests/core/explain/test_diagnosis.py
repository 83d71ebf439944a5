"""A wrong number is told by the fault that gives it: every fault is planted, and is found again."""

import numpy as np
import pytest

from core.explain.diagnosis import equation_of, quantity, recipe, wrong_numbers
from core.explain.faults import Faulty
from core.explain.slips import SLIPS, slips, words
from core.network import Network
from core.specs import NetworkSpec

NETS = [
    ((1, 1, 1), "sigmoid", "quadratic"),
    ((2, 3, 2), "sigmoid", "quadratic"),
    ((2, 2, 2), "sigmoid", "quadratic"),
    ((3, 3, 3, 3), "sigmoid", "cross_entropy"),
    ((2, 3, 2), "softmax", "log_likelihood"),
    ((2, 3, 1), "linear", "huber"),
]


def net(sizes, output, cost):
    activations = ("sigmoid",) * (len(sizes) - 2) + (output,)
    return Network.initial(NetworkSpec(sizes, activations, cost, "normal", "float64"), 1)


def sample(network):
    sizes = network.spec.sizes
    return np.array((0.5, -0.2, 0.8)[: sizes[0]]), np.eye(sizes[-1])[0]


def asked(network):
    """Return what can be asked for: symbol and layer."""
    return [(symbol, l) for l in network.w for symbol in ("δ", "∇b", "∇w")]


def with_slips(network, planted, symbol, layer):
    x, y = sample(network)
    faulty = Faulty(network, planted, layer)
    batch = faulty.forward(x[None])
    faulty.backward(batch, y[None])
    return quantity(batch, symbol, layer)


@pytest.mark.parametrize(("sizes", "output", "cost"), NETS)
def test_each_planted_fault_is_told_by_its_number(sizes, output, cost):
    network = net(sizes, output, cost)
    for symbol, layer in asked(network):
        right = with_slips(network, [], symbol, layer)
        found = wrong_numbers(network, *sample(network), symbol, layer)
        for slip in slips(network, equation_of(network, symbol, layer), layer):
            for (i, j), value in np.ndenumerate(with_slips(network, [slip], symbol, layer)):
                if np.isclose(value, right[i, j], 1e-9, 1e-15):
                    continue  # here it makes no difference
                (told,) = (w for w in found[i][j] if np.isclose(w.value, value, 1e-9, 1e-15))
                assert len(told.slips) == 1
                if told.slips != (slip,):  # two slips with one number: the first is told
                    other = with_slips(network, told.slips, symbol, layer)
                    assert other[i, j] == pytest.approx(value, rel=1e-9)
                else:
                    assert told.words == words(slip)


def test_every_slip_makes_a_difference_somewhere():
    told = {
        slip.partition(".")[0]
        for sizes, output, cost in NETS
        for network in [net(sizes, output, cost)]
        for symbol, layer in asked(network)
        for row in wrong_numbers(network, *sample(network), symbol, layer)
        for cell in row
        for wrong in cell
        for slip in wrong.slips
    }
    assert told == set(SLIPS)


def test_two_mistakes_at_once_are_told():
    network = net(*NETS[1])
    x, y = sample(network)
    batch = network.forward(x[None])
    value = (y - batch.a[2][0])[0]  # y − a, and no σ′
    (told,) = (w for w in wrong_numbers(network, x, y, "δ", 2)[0][0] if np.isclose(w.value, value))
    assert told.words == "without σ′, and with y − a where a − y belongs"


def test_the_second_path_forgotten_is_told():
    network = net(*NETS[1])
    x, y = sample(network)
    batch = network.forward(x[None])
    network.backward(batch, y[None])
    a, w = batch.a[1][0, 0], network.w[2]
    value = w[0, 0] * batch.delta[2][0, 0] * a * (1 - a)
    (told,) = (w for w in wrong_numbers(network, x, y, "δ", 1)[0][0] if np.isclose(w.value, value))
    assert told.words == "without the path through unit 2 of the next layer"


def test_a_slip_that_cannot_happen_in_a_layer_is_refused():
    network = net(*NETS[1])
    with pytest.raises(ValueError, match="transpose"):
        Faulty(network, ["transpose"], 1)
    with pytest.raises(ValueError, match="path"):
        Faulty(network, ["path.0"], 2)


def test_recipes_name_what_a_number_is_made_of():
    network = net(*NETS[1])
    assert recipe(network, "δ", 2, 0) == "(a²₁ − y₁) × σ′(z²₁)"
    assert recipe(network, "δ", 1, 2) == "(w²₁₃ × δ²₁ + w²₂₃ × δ²₂) × σ′(z¹₃)"
    assert recipe(network, "∇b", 1, 0) == "δ¹₁"
    assert recipe(network, "∇w", 2, 1, 2) == "δ²₂ × a¹₃"
    assert recipe(net(*NETS[4]), "δ", 2, 1) == "a²₂ − y₂"


@pytest.mark.parametrize(("sizes", "output", "cost"), NETS)
def test_nothing_is_told_that_contradicts_itself(sizes, output, cost):
    network = net(sizes, output, cost)
    for symbol, layer in asked(network):
        for row in wrong_numbers(network, *sample(network), symbol, layer):
            for wrong in (one.words for told in row for one in told):
                assert not ("without σ′" in wrong and "with σ′ alone" in wrong)
