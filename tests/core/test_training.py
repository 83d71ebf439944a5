"""Training: deterministic, live-changeable, resumable, and it learns."""

from dataclasses import replace

import numpy as np
import pytest

from core.datasets import even_odd, load
from core.network import Network
from core.specs import DataSpec, NetworkSpec, TrainSpec
from core.training import Training, evaluate

DATA = DataSpec("even_odd")
NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")
HOW = TrainSpec(eta=0.6, batch_size=8)


def trained(steps, settings=HOW, network=NET):
    training = Training(network, DATA, settings)
    for _ in range(steps):
        training.step()
    return training


def test_the_last_bit_is_found():
    training = trained(88 * 60)
    assert training.epoch == 60
    assert training.evaluate(training.data.validation).accuracy == 1
    weight = np.abs(training.network.w[1]).mean(axis=0)
    assert weight.argmax() == 9
    assert weight[9] > 3 * np.sort(weight)[-2]


def test_same_seed_same_run_and_other_seed_other_run():
    a, b = trained(300), trained(300)
    c = trained(300, replace(HOW, seed=1))
    np.testing.assert_array_equal(a.network.parameters, b.network.parameters)
    assert not np.array_equal(a.network.parameters, c.network.parameters)


def test_an_epoch_sees_every_sample_once():
    training = Training(NET, DATA, HOW)
    seen = []
    while training.epoch == 0:
        training.step()
        seen.append(training.batch.x.copy())
    rows = np.concatenate(seen) @ (2 ** np.arange(9, -1, -1))
    np.testing.assert_array_equal(np.sort(rows), np.arange(700))
    assert len(seen) == 88
    assert len(seen[-1]) == 4


@pytest.mark.parametrize("optimizer", ["sgd", "momentum"])
@pytest.mark.parametrize("at", [0, 50, 88, 133])
def test_a_checkpoint_resumes_bit_for_bit(optimizer, at):
    settings = replace(HOW, optimizer=optimizer, lmbda=0.1)
    training = trained(at, settings)
    checkpoint = training.checkpoint()
    for _ in range(120):
        training.step()
    end = training.network.parameters.copy()
    for resumed in (training, Training(NET, DATA, settings)):
        resumed.restore(checkpoint)
        assert resumed.steps == at
        for _ in range(120):
            resumed.step()
        np.testing.assert_array_equal(resumed.network.parameters, end)


def test_settings_change_between_two_steps():
    training = trained(10)
    training.settings = replace(training.settings, eta=0)
    before = training.network.parameters.copy()
    training.step()
    np.testing.assert_array_equal(training.network.parameters, before)
    training.settings = replace(training.settings, eta=0.6, batch_size=50)
    training.step()
    assert training.batch.m == 50
    assert not np.array_equal(training.network.parameters, before)


def test_a_step_is_one_step_against_the_gradient():
    training = Training(replace(NET, dtype="float64"), DATA, replace(HOW, lmbda=7))
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


def test_what_cannot_be_is_refused_and_changes_nothing():
    training = Training(NET, DATA, HOW)
    with pytest.raises(ValueError, match="larger than the 700 training samples"):
        training.settings = replace(HOW, batch_size=701)
    with pytest.raises(ValueError, match="new run"):
        training.settings = replace(HOW, seed=5)
    assert training.settings == HOW
    with pytest.raises(ValueError, match="10 inputs and 2 outputs"):
        Training(NetworkSpec(), DATA, HOW)


def test_evaluation_is_the_mean_over_all_samples():
    net = Network.initial(NET, 0)
    data = even_odd(10)
    seen = net.forward(data.validation.x)
    seen.y[...] = data.validation.y
    result = evaluate(net, data.validation)
    assert result.cost == pytest.approx(seen.cost(), rel=1e-6)
    right = seen.a[2].argmax(axis=1) == data.validation.labels
    assert result.accuracy == right.mean()


def test_mnist_splits_as_the_texts_use_them():
    data = load(DataSpec())
    assert [len(s) for s in (data.train, data.validation, data.test)] == [50_000, 10_000, 10_000]
    assert load(DataSpec()) is data
    assert data.train.x.base is data.validation.x.base  # views of one array
    with pytest.raises(ValueError, match="read-only"):
        data.train.x[0, 0] = 1
    assert data.train.labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert data.test.labels[:5].tolist() == [7, 2, 1, 0, 4]


def test_mnist_is_learnt():
    training = Training(NetworkSpec(), DataSpec(), TrainSpec(seed=3))
    stream = training.stream()
    while training.epoch == 0:
        next(stream)
    assert training.evaluate(training.data.test).accuracy > 0.91
