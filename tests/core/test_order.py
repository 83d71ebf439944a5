"""In which order samples are learnt."""

from dataclasses import replace

import numpy as np
import pytest

from core.order import Order, Orders
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


@pytest.mark.parametrize(("n", "batch_size"), [(40, 12), (3000, 900), (40, 40)])
def test_several_orders_are_what_each_is_alone(n, batch_size):
    several, alone = Orders(n, batch_size, [3, 8]), [Order(n, seed) for seed in (3, 8)]
    for order in alone:
        order.batch_size = batch_size
        order.begin()
    for _ in range(5 * max(2, 5000 // n)):  # so long that states are noted anew
        for rows, order in zip(several.next(), alone, strict=True):
            np.testing.assert_array_equal(rows, order.next())
        assert several.places() == [order.place() for order in alone]
    places = several.places()
    following = [several.next().copy() for _ in range(9)]
    several.restore(places)
    np.testing.assert_equal([several.next().copy() for _ in range(9)], following)
    for order, place in zip(alone, places, strict=True):
        order.restore(place)
    np.testing.assert_equal([order.next() for order in alone], following[0])
