"""What views may want to see: observed when wanted, right when observed, and free otherwise."""

import numpy as np
import pytest

from core.data.load import load
from core.evaluation import confusion, evaluate
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.observations import PROBED, answers
from runs.run import Run
from runs.snapshot import Look

DATA = DataSpec("even_odd")
NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")
HOW = TrainSpec(eta=0.6, batch_size=8)


@pytest.fixture
def run():
    return Run(Setup(DATA, NET, HOW))


def play_an_epoch(run):
    run.play_epoch()
    while run.playing:
        run.advance(0.005)


def test_nothing_is_observed_that_nobody_wants(run):
    play_an_epoch(run)
    frame = run.frame
    assert frame.gradient is None
    assert frame.answers is None
    assert frame.layers.shape == (5, 0)


def test_a_step_shows_what_it_did(run):
    run.step()
    run.step()
    frame = run.frame
    np.testing.assert_allclose(
        frame.parameters, frame.batch.before - np.float32(HOW.eta) * frame.gradient, rtol=1e-6
    )


def test_layers_are_sampled_while_they_are_watched(run):
    run.watch({"layers"})
    play_an_epoch(run)
    epochs, *series = run.frame.layers
    assert len(series) == 4
    assert len(epochs) > 40
    assert (np.diff(epochs) > 0).all()
    assert all((values > 0).all() for values in series)
    run.reset()
    assert run.frame.layers.shape == (5, 0)


def test_watching_does_not_change_what_is_learnt(run):
    play_an_epoch(run)
    watched = Run(Setup(DATA, NET, HOW))
    watched.watch({"gradient", "batch", "answers", "layers"})
    play_an_epoch(watched)
    np.testing.assert_array_equal(watched.frame.parameters, run.frame.parameters)


def test_answers_belong_to_the_latest_evaluation(run):
    run.watch({"answers"})
    run.step()
    play_an_epoch(run)
    look = run.look()
    labels = look.data.validation.labels
    right = look.frame.answers.predicted == labels
    assert right.mean() == pytest.approx(look.frame.epochs.accuracy[-1])


def test_answers_agree_with_the_core():
    data = load(DATA)
    network = Network.initial(NET, 3)
    found = answers(network, data.train)
    counts = np.zeros((2, 2), int)
    np.add.at(counts, (data.train.labels, found.predicted), 1)
    np.testing.assert_array_equal(counts, confusion(network, data.train))
    assert (found.lead == 0).mean() == pytest.approx(evaluate(network, data.train).accuracy)
    assert ((found.lead > 0) == (found.predicted != data.train.labels)).all()


def test_only_what_exists_can_be_watched(run):
    with pytest.raises(ValueError, match="weather"):
        run.watch({"weather"})


def test_all_viewers_of_a_frame_get_one_look(run):
    look = run.look()
    assert run.look() is look
    made = []
    assert [look.once("x", lambda: made.append(1) or b"a") for _ in range(2)] == [b"a", b"a"]
    assert made == [1]
    run.step()
    assert run.look() is not look


def test_the_probe_is_validation_data_through_the_frames_network(run):
    look = run.look()
    samples = look.data.validation[:PROBED]
    expected = look.network.forward(samples.x * np.float32(samples.scale))
    np.testing.assert_array_equal(look.probe.a[2], expected.a[2])


def test_a_look_at_a_checkpoint_shows_the_run_as_it_was(run):
    run.step()
    play_an_epoch(run)
    then, checkpoint = run.frame, run.training.checkpoint()
    play_an_epoch(run)
    frame = run.frame.at(checkpoint)
    assert (frame.steps, frame.epochs_done, frame.playing) == (88, 1.0, False)
    assert frame.measured == tuple(curve[-1] for curve in then.epochs)
    np.testing.assert_array_equal(frame.epochs, run.frame.epochs)  # curves stay whole
    look = Look(run.key, run.setup.network, run.look().data, frame)
    np.testing.assert_array_equal(look.network.w[1], Network(NET, then.parameters).w[1])
