"""In which order samples are learnt."""

from dataclasses import replace

import numpy as np

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
