"""When a run stops by itself: it has diverged, or it is as far as it was told to go."""

from dataclasses import replace

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run

DATA = DataSpec("even_odd")


NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")


HOW = TrainSpec(eta=0.6, batch_size=8)


@pytest.fixture
def run():
    return Run(Setup(DATA, NET, HOW))


def advance_to(run, steps):
    while run.playing and run.training.steps < steps:
        run.advance(0.005)


def test_divergence_stops_says_what_to_change_and_goes_back():
    network = NetworkSpec((10, 64, 64, 2), ("relu",) * 3, "quadratic", "he")
    run = Run(Setup(DATA, network, replace(HOW, eta=1000)))
    run.play()
    advance_to(run, 100_000)
    assert not run.frame.playing
    assert "Lower the learning rate η (now 1000)" in run.frame.trouble
    assert np.isfinite(run.frame.parameters).all()
    assert np.isfinite(run.frame.epochs).all()
    run.change(HOW)
    run.play()
    assert run.frame.trouble == ""
    advance_to(run, run.training.steps + 50)
    assert run.frame.playing


def test_a_lambda_that_blows_up_is_named(run):
    run.change(replace(HOW, lmbda=1e6))
    run.play()
    advance_to(run, 100_000)
    assert "Lower λ (now 1e+06)" in run.frame.trouble


def test_early_stopping_pauses_and_says_so(run):
    run.change(replace(HOW, eta=0, patience=3))  # nothing ever falls
    run.play()
    advance_to(run, 100_000)
    assert run.frame.epoch == 4  # the first epoch sets the mark, three more do not beat it
    assert "has not fallen for 3 epochs" in run.frame.notice
    run.play()
    advance_to(run, 100_000)
    assert run.frame.epoch == 7
