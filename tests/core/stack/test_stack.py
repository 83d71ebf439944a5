"""A stack: each network ends up where it would have got to alone."""

from dataclasses import replace

import numpy as np
import pytest

from core.evaluation import evaluate
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.initializers import INITIALIZERS
from core.functions.optimizers import OPTIMIZERS
from core.functions.schedules import SCHEDULES
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.stack import Stack, alike, alone, pays
from core.training import Training

SPIRAL = DataSpec("spiral", samples=60)  # 42 to train on: mini-batches of 8, the last of 2
STEPS = 25


def network(sizes=(2, 4, 3, 1), inside="tanh", output="sigmoid", **other):
    names = (inside,) * (len(sizes) - 2) + (output,)
    chosen = {"cost": "cross_entropy", "dtype": "float64", "init": "normal"} | other
    return NetworkSpec(sizes, names, **chosen)


def setups(net=None, data=SPIRAL, nets=4, **settings):
    how = TrainSpec(**({"eta": 0.1, "batch_size": 8} | settings))
    return [Setup(data, net or network(), replace(how, seed=seed)) for seed in range(nets)]


def trained(chosen, steps=STEPS):
    stack = Stack(chosen)
    alone = [Training(setup) for setup in chosen]
    for _ in range(steps):
        stack.step()
        for training in alone:
            training.step()
    return stack, alone


def assert_same(stack, alone, rtol=0.0):
    for row, training in zip(stack.parameters, alone, strict=True):
        largest = np.abs(training.network.parameters).max()
        np.testing.assert_allclose(row, training.network.parameters, 0, rtol * largest)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimiser_moves_each_network_as_alone(optimizer):
    assert_same(*trained(setups(eta=0.01, optimizer=optimizer)))


@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name not in OUTPUT_ONLY])
def test_every_activation_is_the_same(activation):
    assert_same(*trained(setups(network(inside=activation))))


@pytest.mark.parametrize(
    ("cost", "output"),
    [("quadratic", "tanh"), ("huber", "linear"), ("quadratic", "softmax"),
     ("log_likelihood", "softmax"), ("cross_entropy", "sigmoid")],
)  # fmt: skip
def test_every_cost_is_the_same(cost, output):
    net = network((10, 3, 2), output=output, cost=cost)
    assert_same(*trained(setups(net, DataSpec("even_odd"))))


@pytest.mark.parametrize("init", INITIALIZERS)
def test_every_network_starts_as_alone(init):
    assert_same(*trained(setups(network(init=init)), 0))


@pytest.mark.parametrize(
    "settings",
    [
        {"lmbda": 0.5},
        {"lmbda": 0.5, "optimizer": "adam", "eta": 0.01},
        {"lmbda": 0.5, "optimizer": "adamw", "eta": 0.01},
        {"lmbda1": 0.5, "lmbda": 0.1},
        {"clip": 0.05},
        {"clip": 0.05, "optimizer": "momentum"},
        {"dropout": 0.4},
        {"frozen": (2,)},
        *({"schedule": name, "horizon": 3} for name in SCHEDULES),
    ],
    ids=str,
)
def test_every_setting_does_what_it_does_alone(settings):
    assert_same(*trained(setups(**settings)))


def test_each_network_may_have_settings_of_its_own():
    chosen = [
        Setup(
            SPIRAL,
            network(init=("normal", "scaled", "he")[i]),
            TrainSpec(
                eta=0.1 * 3**i,
                batch_size=8,
                seed=7 - i,
                lmbda=0.1 + i,
                lmbda1=0.2 + i,
                clip=0.02 * (i + 1),
                dropout=0.1 + 0.1 * i,
                schedule=("step", "cosine", "linear")[i],
                horizon=2.0 + i,
            ),
        )
        for i in range(3)
    ]
    assert_same(*trained(chosen))


def test_in_32_bits_they_differ_by_rounding_at_most():
    stack, alone = trained(setups(network(dtype="float32")), 100)
    assert stack.parameters.dtype == np.float32
    assert_same(stack, alone, 1e-5)


def test_whole_data_sets_and_pictures_are_learnt_too():
    assert_same(*trained(setups(network((2, 2, 1)), DataSpec("xor"), batch_size=4)))
    assert_same(*trained(setups(network((2, 2, 1)), DataSpec("xor"), optimizer="gd", batch_size=4)))
    digits = network((784, 3, 10))
    assert_same(*trained(setups(digits, DataSpec("mnist_1000"), 2), 5), 1e-9)


def test_a_network_that_diverges_leaves_the_others_alone():
    chosen = setups(network(output="linear", cost="quadratic"))
    chosen[1] = chosen[1].changed("eta", 1000.0)
    with np.errstate(all="ignore"):
        stack, single = trained(chosen, 400)
    assert stack.finite() == [training.finite() for training in single]
    assert stack.finite() == [True, False, True, True]
    del single[1]
    stack.parameters = np.delete(stack.parameters, 1, 0)
    assert_same(stack, single)


def test_what_is_measured_is_what_is_measured_alone():
    stack, single = trained(setups())
    held_out = stack.data.validation
    assert stack.evaluate(held_out) == [evaluate(t.network, held_out) for t in single]
    assert (stack.epoch, stack.position) == (single[0].epoch, single[0].position)
    assert stack.epochs_done == single[0].epochs_done


@pytest.mark.parametrize("at", [0, 6, 11])
def test_a_stack_goes_on_from_checkpoints_and_so_does_each_alone(at):
    chosen = setups(optimizer="adam", eta=0.01, dropout=0.2)
    stack, _ = trained(chosen, at)
    moment = stack.checkpoints()
    again, one = Stack(chosen), Training(chosen[2])
    again.restore(moment)
    one.restore(moment[2])
    for _ in range(STEPS):
        for each in (stack, again, one):
            each.step()
    np.testing.assert_array_equal(stack.parameters, again.parameters)
    np.testing.assert_array_equal(stack.parameters[2], one.network.parameters)
    assert stack.steps == again.steps == one.steps


def test_what_cannot_be_one_stack_says_so():
    a, b = setups(nets=2)
    with pytest.raises(ValueError, match="at least one"):
        Stack([])
    for other in (b.changed("optimizer", "adam"), b.changed("batch_size", 9)):
        assert alike(other) != alike(a)
        with pytest.raises(ValueError, match="may not differ"):
            Stack([a, other])
    with pytest.raises(ValueError, match="larger than"):
        Stack(setups(batch_size=60))
    moving = setups(network((784, 3, 10)), DataSpec("mnist_1000"), 2, shift=1)
    assert "one network at a time" in alone(moving[0])
    with pytest.raises(ValueError, match="at random"):
        Stack(moving)


def test_small_networks_pay_and_large_ones_do_not():
    assert pays(setups()[0])
    assert not pays(setups(network((784, 30, 10)), DataSpec("mnist_1000"))[0])
    many = setups(network((784, 30, 10)), DataSpec("mnist"), optimizer="gd")[0]
    assert "2,000" in alone(many)
    assert not pays(many)
