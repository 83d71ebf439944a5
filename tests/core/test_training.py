"""Training: deterministic, live-changeable, resumable, and it learns."""

from dataclasses import replace

import numpy as np
import pytest

from core.data.bits import even_odd
from core.evaluation import evaluate
from core.functions.optimizers import OPTIMIZERS
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

DATA = DataSpec("even_odd")
NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")
HOW = TrainSpec(eta=0.6, batch_size=8)


def trained(steps, settings=HOW, network=NET):
    training = Training(Setup(DATA, network, settings))
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


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("at", [0, 50, 88, 133])
def test_a_checkpoint_resumes_bit_for_bit(optimizer, at):
    settings = replace(
        HOW,
        eta=0.01,
        optimizer=optimizer,
        lmbda=0.1,
        lmbda1=0.1,
        dropout=0.2,
        clip=0.5,
        schedule="warm_up",
        horizon=3,
        frozen=(2,),
    )
    training = trained(at, settings)
    checkpoint = training.checkpoint()
    for _ in range(120):
        training.step()
    end = training.network.parameters.copy()
    for resumed in (training, Training(Setup(DATA, NET, settings))):
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


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("change", [{"eta": 3}, {"optimizer": "rmsprop"}, {"schedule": "linear"}])
def test_the_batch_shows_the_gradient_of_its_mean_cost_whatever_eta_is(optimizer, change):
    how = replace(HOW, optimizer=optimizer, eta=0.01)
    training = Training(Setup(DATA, replace(NET, dtype="float64"), how))
    for _ in range(3):
        old = Network(training.spec, training.network.parameters)
        training.step()
        training.settings = replace(training.settings, **change)
        again = old.forward(training.batch.x)
        old.backward(again, training.batch.y)
        for seen in (training.batch, training.batch):  # looking changes nothing
            np.testing.assert_allclose(seen.gradient, again.gradient, rtol=1e-12)
            for l in seen.delta:
                np.testing.assert_allclose(seen.delta[l], again.delta[l], rtol=1e-12)


def test_what_cannot_be_is_refused_and_changes_nothing():
    training = Training(Setup(DATA, NET, HOW))
    with pytest.raises(ValueError, match="larger than the 700 training samples"):
        training.settings = replace(HOW, batch_size=701)
    with pytest.raises(ValueError, match="new run"):
        training.settings = replace(HOW, seed=5)
    assert training.settings == HOW
    with pytest.raises(ValueError, match="10 inputs and 2 outputs"):
        Training(Setup(DATA, NetworkSpec(), HOW))


@pytest.mark.parametrize(
    ("cost", "output"), [("cross_entropy", "sigmoid"), ("log_likelihood", "softmax")]
)
def test_costs_of_probabilities_refuse_other_targets(cost, output):
    network = NetworkSpec((2, 4, 1), ("tanh", output), cost)
    with pytest.raises(ValueError, match=r"these targets go from -1\.\d+ to 0\.9\d+"):
        Training(Setup(DataSpec("slope"), network, TrainSpec()))
    Training(Setup(DataSpec("slope"), replace(network, cost="quadratic"), TrainSpec()))
    Training(Setup(DataSpec("circles"), network, TrainSpec()))


def test_evaluation_is_the_mean_over_all_samples():
    net = Network.initial(NET, 0)
    data = even_odd(10)
    seen = net.forward(data.validation.x)
    seen.y[...] = data.validation.y
    result = evaluate(net, data.validation)
    assert result.cost == pytest.approx(seen.cost(), rel=1e-6)
    right = seen.a[2].argmax(axis=1) == data.validation.labels
    assert result.accuracy == right.mean()


def test_mnist_is_learnt():
    training = Training(Setup(DataSpec(), NetworkSpec(), TrainSpec(seed=3)))
    stream = training.stream()
    while training.epoch == 0:
        next(stream)
    assert training.evaluate(training.data.test).accuracy > 0.91


def test_gradient_descent_uses_all_samples_without_buffers_for_all():
    spec = replace(NetworkSpec(), dtype="float64")
    training = Training(Setup(DataSpec(), spec, TrainSpec(optimizer="gd")))
    old = Network(spec, training.network.parameters)
    training.step()
    assert training.epoch == 1
    train = training.data.train
    rows = np.arange(50_000)
    expected = np.zeros_like(old.parameters)
    for part in np.array_split(rows, 10):
        seen = old.forward(train.x[part] / 255)
        old.backward(seen, train.y[part].astype(np.float64))
        expected += seen.gradient / 10
    np.testing.assert_allclose(training.batch.gradient, expected, rtol=0, atol=1e-6)
    assert training.batch.m <= 2000


def test_a_schedule_sets_the_rate_of_each_step():
    training = Training(Setup(DATA, NET, replace(HOW, schedule="linear", horizon=2)))
    while training.epoch < 1:
        training.step()
    training.step()
    assert training.optimizer.eta == pytest.approx(0.3)
    training.settings = replace(training.settings, schedule="constant")
    training.step()
    assert training.optimizer.eta == pytest.approx(0.6)


def test_every_setting_but_the_seed_changes_live():
    training = trained(20)
    for change in (
        {"optimizer": "adam", "eta": 0.01},
        {"dropout": 0.2},
        {"schedule": "cosine", "horizon": 5},
        {"lmbda": 1, "lmbda1": 1, "clip": 1},
        {"batch_size": 64, "frozen": (1,)},
        {"optimizer": "sgd", "dropout": 0, "frozen": ()},
    ):
        training.settings = replace(training.settings, **change)
        before = training.network.parameters.copy()
        training.step()
        assert not np.array_equal(training.network.parameters, before)
    assert training.steps == 26
