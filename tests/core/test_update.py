"""How a gradient becomes a step."""

from dataclasses import replace

import numpy as np
import pytest

from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

DATA = DataSpec("even_odd")


NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")


HOW = TrainSpec(eta=0.6, batch_size=8)


def test_a_step_is_one_step_against_the_gradient():
    training = Training(Setup(DATA, replace(NET, dtype="float64"), replace(HOW, lmbda=7)))
    before = training.network.parameters.copy()
    old = Network(training.network.spec, before)
    training.step()
    batch = old.forward(training.batch.x)
    old.backward(batch, training.batch.y)
    expected = batch.gradient
    expected[:36] += 7 / 700 * before[:36]
    np.testing.assert_allclose(
        training.network.parameters, before - 0.6 * expected, rtol=0, atol=1e-14
    )


def test_l1_pulls_weights_to_zero_by_a_constant():
    training = Training(Setup(DATA, replace(NET, dtype="float64"), replace(HOW, lmbda1=70)))
    plain = Training(Setup(DATA, replace(NET, dtype="float64"), HOW))
    sign = np.sign(training.network.parameters[:36])
    training.step()
    plain.step()
    difference = plain.network.parameters - training.network.parameters
    np.testing.assert_allclose(difference[:36], 0.6 * 70 / 700 * sign, atol=1e-12)
    np.testing.assert_allclose(difference[36:], 0, atol=1e-12)


@pytest.mark.parametrize("optimizer", ["sgd", "adam", "adamw"])
def test_frozen_layers_keep_every_bit(optimizer):
    training = Training(Setup(DATA, NET, replace(HOW, optimizer=optimizer, frozen=(1,), lmbda=50)))
    w, b = training.network.w[1].copy(), training.network.b[1].copy()
    moving = training.network.w[2].copy()
    for _ in range(50):
        training.step()
    np.testing.assert_array_equal(training.network.w[1], w)
    np.testing.assert_array_equal(training.network.b[1], b)
    assert not np.array_equal(training.network.w[2], moving)
    with pytest.raises(ValueError, match="Only layers 1 to 2"):
        training.settings = replace(training.settings, frozen=(3,))


def test_clipped_gradients_are_no_longer_than_the_limit():
    training = Training(Setup(DATA, NET, replace(HOW, clip=1e-3)))
    before = training.network.parameters.copy()
    training.step()
    step = np.linalg.norm(training.network.parameters - before)
    assert step == pytest.approx(0.6e-3, rel=1e-3)
