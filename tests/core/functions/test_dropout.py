"""Dropout silences units at random while training."""

from dataclasses import replace

import numpy as np

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

DATA = DataSpec("even_odd")


NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")


HOW = TrainSpec(eta=0.6, batch_size=8)


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
