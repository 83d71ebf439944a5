"""What a lesson shows is what its link opens in the lab: same network, data, weights, steps."""

import numpy as np
import pytest

from core.explain.faults import costs
from core.explain.walkthrough import neighbours, walk
from core.network import Network
from core.training import Training
from ui.lessons.descent import questions as descent_questions
from ui.lessons.equations import own_net, questions
from ui.lessons.equations.check import BATCH
from ui.lessons.equations.own_net import Chosen, spec_of
from ui.lessons.even_odd import net as even_odd_net
from ui.lessons.gates import net as gates_net
from ui.lessons.luck import net as luck_net
from ui.shell.links import from_keys, to_keys

NETS = [
    own_net.FIRST,
    Chosen(spec_of((1, 1), "tanh", "linear", "quadratic"), 5, (0.1,), (-3.7,), 0.3),
    Chosen(
        spec_of((5, 5, 5, 5), "relu", "softmax", "log_likelihood"),
        2**32 - 1,
        (0.1, 0.2, 1 / 3, -10, 4),
        (0, 0, 1, 0, 0),
        0.25,
    ),
]
SETUPS = {
    "a linear unit": descent_questions.setup(0.17, 64),
    **{f"net {i}, {m} samples": questions.setup(net, m)
       for i, net in enumerate(NETS) for m in (1, BATCH)},
    **{f"{gate}, {hidden} hidden": gates_net.setup(gate, hidden, 7)
       for gate in ("nand", "xor") for hidden in (0, 3)},
    "even or odd": even_odd_net.setup(7),
    "parity, the same net": even_odd_net.parity_setup(7),
    "parity, one that can": even_odd_net.able_setup(7),
    "one of twenty": luck_net.setup(3, 10.0, 7),
}  # fmt: skip


def parameters(setup):
    return Training(setup).network.parameters


@pytest.mark.parametrize("name", SETUPS)
def test_the_lab_can_say_it_in_a_link_and_has_the_same_weights(name):
    setup = SETUPS[name]
    again, notes = from_keys(to_keys(setup))
    assert notes == []
    assert again == setup
    np.testing.assert_array_equal(parameters(again), parameters(setup))


@pytest.mark.parametrize("net", NETS)
def test_the_lab_starts_and_steps_as_the_lesson_does(net):
    training = Training(questions.setup(net, 1))
    np.testing.assert_array_equal(training.network.parameters, net.network().parameters)
    np.testing.assert_array_equal(training.data.train.x, [net.x])
    np.testing.assert_array_equal(training.data.train.y, [net.y])
    way = walk(net.network(), *net.sample(), net.eta)
    assert training.evaluate(training.data.train).cost == pytest.approx(way.cost)
    training.step()
    assert training.evaluate(training.data.train).cost == pytest.approx(way.cost_after)
    updated = {e.result.name: e.result.values for step in way.steps for e in step.expressions}
    np.testing.assert_allclose(training.network.w[1], updated["new w¹"], rtol=1e-12)


@pytest.mark.parametrize("net", NETS)
def test_the_lab_learns_the_mini_batch_as_the_lesson_does(net):
    training = Training(questions.setup(net, BATCH))
    x, y = neighbours(net.spec, *net.sample(), BATCH, net.seed)
    for expected in costs(Network.initial(net.spec, net.seed), x, y, net.eta, 20):
        assert training.evaluate(training.data.train).cost == pytest.approx(expected, rel=1e-9)
        training.step()
