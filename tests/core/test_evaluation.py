"""How good a network is on some samples."""

import numpy as np
import pytest

from core.data.samples import Samples
from core.evaluation import confusion, evaluate, ignorance
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

DATA = DataSpec("even_odd")


NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")


def training(**settings):
    return Training(Setup(DATA, NET, TrainSpec(0.6, 8, **settings)))


def test_confusion_counts_answers():
    one = training()
    for _ in range(500):
        one.step()
    samples = one.data.validation
    counts = confusion(one.network, samples)
    assert counts.shape == (2, 2)
    np.testing.assert_array_equal(counts.sum(axis=1), np.bincount(samples.labels))
    assert np.trace(counts) / len(samples) == evaluate(one.network, samples).accuracy


@pytest.mark.parametrize("cost", ["quadratic", "huber", "cross_entropy", "log_likelihood"])
def test_to_know_nothing_costs_what_the_mean_target_costs(cost):
    output = "softmax" if cost == "log_likelihood" else "sigmoid"
    network = Network.initial(NetworkSpec((1, 2), (output,), cost), 0)
    y = np.eye(2, dtype=np.float32)[[0, 0, 0, 1]]
    network.w[1][...] = 0
    answer = np.array([0.75, 0.25])
    network.b[1][...] = np.log(answer if output == "softmax" else answer / (1 - answer))
    samples = Samples(np.zeros((4, 1), np.float32), y, np.array([0, 0, 0, 1]))
    assert ignorance(network, y) == pytest.approx(evaluate(network, samples).cost, rel=1e-5)
