"""How good a network is on some samples."""

import numpy as np

from core.evaluation import confusion, evaluate
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
