"""Presets: every one of them is a run that starts and learns what it is there to show."""

import numpy as np
import pytest

from core.data.catalogue import DATASETS
from core.data.drawings import encode
from core.specs import DataSpec
from core.training import Training
from ui.lab.data_panel import DRAWINGS
from ui.shell.presets import PRESETS, example_table, for_data

DRAWN = encode(np.zeros((6, 28, 28), np.uint8), np.arange(6))


def trained(name, steps):
    training = Training(PRESETS[name].setup)
    before = training.evaluate(training.data.validation)
    for _ in range(steps):
        training.step()
    return before, training.evaluate(training.data.validation), training


LEARNS = {"overshoot": 30, "saturate": 2000, "dead": 500, "vanish": 5000, "raw": 2000}
AILING = {"overfit", "raw", "saturate"}  # they learn, while a hint says what ails them
FAILS = {"line", "zeros", "rounding", "parity", "overshoot", "dead", "vanish"}


@pytest.mark.parametrize("name", sorted(PRESETS.keys() - FAILS))
def test_what_is_to_learn_is_learnt(name):
    before, after, training = trained(name, LEARNS.get(name, 3000))
    assert after.cost < before.cost if name in AILING else after.cost < 0.8 * before.cost
    assert after.accuracy > before.accuracy
    assert training.finite()


def test_one_layer_leaves_xor_undecided():
    _, after, training = trained("line", 5000)
    answers = training.network.forward(training.data.train.x).a[1]
    assert after.accuracy <= 0.75
    assert abs(answers - 0.5).max() < 0.05


def test_zeros_leave_all_hidden_units_equal_to_the_last_bit_so_xor_stays_unsolved():
    _, after, training = trained("zeros", 3000)
    w, b, w_next = training.network.w[1], training.network.b[1], training.network.w[2]
    assert abs(w).max() > 1
    assert (w == w[0]).all()
    assert (b == b[0]).all()
    assert (w_next == w_next[0, 0]).all()
    assert after.accuracy <= 0.75
    parted = Training(PRESETS["zeros"].setup.changed("init", "scaled"))
    for _ in range(3000):
        parted.step()
    assert parted.evaluate(parted.data.validation).accuracy == 1


def test_what_rounding_leaves_between_two_units_grows_until_they_are_two():
    training = Training(PRESETS["rounding"].setup)
    for _ in range(20):
        training.step()
    w = training.network.w[1]
    assert abs(w - w[0]).max() < 1e-4 * abs(w).max()
    w[0] = np.nextafter(w[0], 1)  # the last bit, whatever this processor made of it
    for _ in range(1500):
        training.step()
    assert abs(w[0] - w[1]).max() > 0.1 * abs(w).max()


def test_parity_is_not_learnt_by_the_net_that_learns_the_last_bit():
    _, after, _ = trained("parity", 5000)
    assert after.accuracy < 0.65


def test_gradients_vanish_towards_the_input():
    *_, training = trained("vanish", 20)
    norms = [abs(training.batch.nabla_w[l]).mean() for l in range(1, 6)]
    assert norms[0] < norms[-1] / 20


def test_a_step_too_far_kills_relus():
    *_, training = trained("dead", 500)
    batch = training.network.forward(training.data.validation.x[:500] / 255)
    assert (batch.a[1] == 0).all(axis=0).mean() > 0.3


def test_overfitting_shows():
    *_, training = trained("overfit", 100 * 60)
    train, held_out = (
        training.evaluate(part) for part in (training.data.train, training.data.validation)
    )
    assert train.accuracy > 0.99
    assert held_out.accuracy < 0.92
    assert held_out.cost > 5 * train.cost


@pytest.mark.parametrize("name", DATASETS)
def test_every_kind_of_data_has_a_set_up_to_start_with(name):
    table = DRAWN if name in DRAWINGS else "" if name == "written" else example_table()
    data = DataSpec(name, table=table, bits=6, features=("x", "y", "xy"))
    setup = for_data(data, seed=3)
    assert setup.settings.seed == 3
    training = Training(setup)
    training.step()
    assert training.finite()
