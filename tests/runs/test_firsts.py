"""What many runs begin with is measured once, and is what each of them would have measured."""

import numpy as np

from core.evaluation import evaluate
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs import firsts
from runs.recorder import TRAIN_EVALUATED
from runs.run import Run

DIGITS = Setup(
    DataSpec("mnist_1000"),
    NetworkSpec((784, 12, 10), ("sigmoid", "softmax"), "log_likelihood"),
    TrainSpec(0.5),
)


def known(run):
    return len(firsts._known[run.training.data])


def first(run):
    return firsts.first(run.training, run.training.data.train[:TRAIN_EVALUATED])


def row(run):
    _, *measured = run.history.epochs.rows[:, 0]
    return tuple(measured)


def test_a_hall_that_opens_one_link_has_it_measured_once():
    one = Run(DIGITS)
    before = first(one)
    others = Run(DIGITS), Run(DIGITS.changed("eta", 0.1))
    assert [first(other) is before for other in (one, *others)] == [True] * 3
    assert {row(other) for other in others} == {row(one)}


def test_what_is_known_is_what_would_have_been_measured():
    Run(DIGITS)
    run = Run(DIGITS)
    network, data = run.network(), run.training.data
    train = evaluate(network, data.train[:TRAIN_EVALUATED])
    validation = evaluate(network, data.validation)
    assert row(run) == (train.cost, validation.cost, train.accuracy, validation.accuracy)


def test_other_weights_are_measured_whatever_makes_them_others():
    rows = {
        row(Run(DIGITS)),
        row(Run(DIGITS.changed("seed", 1))),
        row(Run(DIGITS._replace(data=DataSpec("mnist_raw")))),
        row(Run(DIGITS, loaded=np.zeros(Run(DIGITS).training.network.parameters.size))),
    }
    assert len(rows) == 4


def test_of_one_data_set_only_the_latest_are_kept(monkeypatch):
    monkeypatch.setattr(firsts, "MOST", 3)
    run = Run(DIGITS)
    for seed in range(5):
        Run(DIGITS.changed("seed", 100 + seed))
    assert known(run) == 3
