"""A pinned drawing: its ten answers over training time."""

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.history import MAX_POINTS
from runs.run import Run

DRAWING = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)


def made():
    return Run(Setup(DataSpec(), NetworkSpec(), TrainSpec()))


def answer(run):
    return run.network().forward(DRAWING.reshape(1, -1) / np.float32(255)).a[2][0]


def test_nothing_is_kept_until_a_drawing_is_pinned():
    run = made()
    run.step()
    assert run.frame.pinned is None


def test_answers_are_kept_as_the_network_gave_them():
    run = made()
    run.pin(DRAWING)
    assert run.frame.pinned.shape == (11, 1)
    np.testing.assert_allclose(run.frame.pinned[1:, 0], answer(run), rtol=1e-5)
    for _ in range(100):
        run.step()
    assert run.frame.pinned.shape == (11, 2)
    assert run.frame.pinned[0, -1] == pytest.approx(run.frame.epochs_done)
    np.testing.assert_allclose(run.frame.pinned[1:, -1], answer(run), rtol=1e-5)


def test_it_changes_nothing_in_the_training():
    run, other = made(), made()
    run.pin(DRAWING)
    for _ in range(120):
        run.step()
        other.step()
    np.testing.assert_array_equal(run.frame.parameters, other.frame.parameters)


def test_another_drawing_starts_anew_and_none_ends_it():
    run = made()
    run.pin(DRAWING)
    for _ in range(100):
        run.step()
    run.pin(255 - DRAWING)
    assert run.frame.pinned.shape == (11, 1)
    run.pin(None)
    assert run.frame.pinned is None


def test_it_stays_over_a_reset_and_in_a_fork():
    run = made()
    run.pin(DRAWING)
    for _ in range(100):
        run.step()
    fork = run.fork(run.frame.checkpoints[-1])
    np.testing.assert_array_equal(fork.frame.pinned[:, 0], run.frame.pinned[:, 0])
    run.reset()
    assert run.frame.pinned.shape == (11, 1)


def test_its_memory_is_bounded():
    run = made()
    run.pin(DRAWING)
    for _ in range(3 * MAX_POINTS):
        run.history.pinned.add(*np.zeros(11))
    assert len(run.history.pinned) <= MAX_POINTS


def test_a_run_that_reads_no_digits_takes_none():
    network = NetworkSpec((10, 3, 2))
    with pytest.raises(ValueError, match="reads no digits"):
        Run(Setup(DataSpec("even_odd"), network, TrainSpec())).pin(DRAWING)
