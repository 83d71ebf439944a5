"""Training: deterministic, live-changeable, resumable, and it learns."""

from dataclasses import replace

import numpy as np
import pytest

from core.data.bits import even_odd
from core.data.load import load
from core.evaluation import evaluate
from core.functions.augment import augment
from core.functions.optimizers import OPTIMIZERS
from core.functions.schedules import SCHEDULES, EarlyStopping, share
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


def test_an_epoch_sees_every_sample_once():
    training = Training(Setup(DATA, NET, HOW))
    seen = []
    while training.epoch == 0:
        training.step()
        seen.append(training.batch.x.copy())
    rows = np.concatenate(seen) @ (2 ** np.arange(9, -1, -1))
    np.testing.assert_array_equal(np.sort(rows), np.arange(700))
    assert len(seen) == 88
    assert len(seen[-1]) == 4


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
    training = Training(Setup(DataSpec(), NetworkSpec(), TrainSpec(seed=3)))
    stream = training.stream()
    while training.epoch == 0:
        next(stream)
    assert training.evaluate(training.data.test).accuracy > 0.91


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimiser_learns(optimizer):
    eta = {"rmsprop": 0.02, "adam": 0.02, "adamw": 0.02, "gd": 3, "sgd": 0.6}.get(optimizer, 0.1)
    training = Training(Setup(DATA, NET, replace(HOW, optimizer=optimizer, eta=eta)))
    before = training.evaluate(training.data.train).cost
    for _ in range(300):
        training.step()
    assert training.evaluate(training.data.train).cost < 0.7 * before


def by_hand(optimizer, gradients, eta=0.1):
    """Follow one parameter from 1 with each optimiser's own formula."""
    p, v, m, s = 1.0, 0.0, 0.0, 0.0
    for t, g in enumerate(gradients, start=1):
        if optimizer in ("sgd", "gd"):
            p -= eta * g
        elif optimizer == "momentum":
            v = 0.9 * v - eta * g
            p += v
        elif optimizer == "nesterov":
            v = 0.9 * v - eta * g
            p += 0.9 * v - eta * g
        elif optimizer == "rmsprop":
            s = 0.9 * s + 0.1 * g * g
            p -= eta * g / (s**0.5 + 1e-8)
        else:
            m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g * g
            p -= eta * (m / (1 - 0.9**t)) / ((s / (1 - 0.999**t)) ** 0.5 + 1e-8)
    return p


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimisers_follow_their_formulas(name):
    gradients = [0.5, -0.2, 0.9, 0.1, -0.7]
    optimizer = OPTIMIZERS[name](1, np.dtype(np.float64))
    optimizer.eta = 0.1
    p = np.array([1.0])
    for g in gradients:
        optimizer.update(p, np.array([g]))
    assert p[0] == pytest.approx(by_hand(name, gradients), rel=1e-12)


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


def test_a_checkpoint_within_an_epoch_keeps_its_order_when_the_batch_grows():
    training = trained(30)
    training.settings = replace(HOW, batch_size=700)
    checkpoint = training.checkpoint()
    for resumed in (training, Training(Setup(DATA, NET, HOW))):
        resumed.restore(checkpoint)
        for _ in range(5):
            resumed.step()
        resumed.settings = HOW
        for _ in range(100):
            resumed.step()
        if resumed is training:
            end = resumed.network.parameters.copy()
    np.testing.assert_array_equal(resumed.network.parameters, end)


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


def test_dropout_silences_about_its_share_and_only_while_training():
    network = NetworkSpec((10, 500, 2), ("tanh", "sigmoid"), "quadratic")
    training = Training(Setup(DATA, network, replace(HOW, dropout=0.3, batch_size=100)))
    training.step()
    silent = (training.batch.a[1] == 0).mean()
    assert 0.27 < silent < 0.33
    training.settings = replace(training.settings, dropout=0)
    training.step()
    assert (training.batch.a[1] == 0).mean() < 0.1
    assert training.evaluate(training.data.train) == training.evaluate(training.data.train)


def test_dropout_backpropagates_through_the_units_that_spoke():
    training = Training(
        Setup(DATA, replace(NET, dtype="float64"), replace(HOW, dropout=0.5, batch_size=16))
    )
    training.step()
    batch = training.batch
    silent = batch.a[1] == 0
    assert silent.any()
    assert (batch.delta[1][silent] == 0).all()
    np.testing.assert_allclose(batch.nabla_w[2], batch.delta[2].T @ batch.a[1])


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedules_stay_between_0_and_1_and_hold_their_end(name):
    shares = [share(name, epochs, 10) for epochs in np.linspace(0, 10, 101)]
    assert all(0 <= s <= 1 for s in shares)
    assert max(shares) == pytest.approx(1)
    assert share(name, 50, 10) == shares[-1]


def test_a_schedule_sets_the_rate_of_each_step():
    training = Training(Setup(DATA, NET, replace(HOW, schedule="linear", horizon=2)))
    while training.epoch < 1:
        training.step()
    training.step()
    assert training.optimizer.eta == pytest.approx(0.3)
    training.settings = replace(training.settings, schedule="constant")
    training.step()
    assert training.optimizer.eta == pytest.approx(0.6)


def test_early_stopping_waits_as_long_as_it_was_told():
    stopping = EarlyStopping(patience=2)
    assert [stopping.after_epoch(c) for c in (5, 4, 4.5, 3, 3, 3.2)] == [False] * 5 + [True]
    assert not any(EarlyStopping(0).after_epoch(c) for c in (1, 2, 3, 4))


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


class TestAugment:
    def images(self):
        x = np.zeros((3, 784), np.float32)
        x.reshape(3, 28, 28)[:, 10:14, 12:16] = 1
        return x

    def test_whole_pixel_shifts_move_the_ink(self):
        x = self.images()
        rng = np.random.default_rng(0)
        augment(x, (28, 28), rng, shift=3)
        assert np.allclose(x.sum(axis=1), 16, atol=1e-3)
        moves = np.random.default_rng(0)
        moves.uniform(0, 0, 3)
        rows, columns = moves.uniform(-3, 3, (3, 2)).T
        image = x.reshape(3, 28, 28)
        where = np.arange(28)
        np.testing.assert_allclose((image.sum(2) @ where) / 16, 11.5 + rows, atol=1e-3)
        np.testing.assert_allclose((image.sum(1) @ where) / 16, 13.5 + columns, atol=1e-3)

    def test_ink_leaves_at_the_edge_and_does_not_come_back(self):
        x = self.images()
        x.reshape(3, 28, 28)[:] = 1
        augment(x, (28, 28), np.random.default_rng(1), shift=8)
        assert (x.reshape(3, 28, 28).sum(axis=(1, 2)) < 784).all()
        assert x.min() >= 0

    def test_rotation_keeps_the_ink_and_nothing_asked_changes_nothing(self):
        x = self.images()
        augment(x, (28, 28), np.random.default_rng(2), rotate=30)
        np.testing.assert_allclose(x.sum(axis=1), 16, rtol=0.05)
        y = self.images()
        augment(y, (28, 28), np.random.default_rng(2))
        np.testing.assert_array_equal(y, self.images())

    def test_noise_stays_between_0_and_1(self):
        x = self.images()
        augment(x, (28, 28), np.random.default_rng(3), noise=0.5)
        assert (x.min(), x.max()) == (0, 1)

    def test_training_sees_changed_images_and_evaluation_does_not(self):
        training = Training(
            Setup(DataSpec(), NetworkSpec(), TrainSpec(shift=2, rotate=10, pixel_noise=0.1))
        )
        before = training.data.train.x[:50].copy()
        training.step()
        assert len(np.unique(training.batch.x)) > 1000  # MNIST itself has 256 greys
        np.testing.assert_array_equal(training.data.train.x[:50], before)
