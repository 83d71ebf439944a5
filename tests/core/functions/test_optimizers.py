"""Optimisers follow their formulas."""

from dataclasses import replace

import numpy as np
import pytest

from core.functions.optimizers import OPTIMIZERS
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

DATA = DataSpec("even_odd")


NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")


HOW = TrainSpec(eta=0.6, batch_size=8)


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
