"""Views of the past: receipt, gradients, histograms and update sizes of the step that follows."""

import re

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.observations import OBSERVED
from runs.run import Run
from ui.components.kit.packing import unpack
from ui.views import VIEWS

OF_STEPS = ("receipt", "gradients", "histograms", "layers")


def shown(name, look, **options):
    return unpack(VIEWS[name].payload(look, options))


@pytest.fixture(scope="module")
def run():
    run = Run(Setup(DataSpec(), NetworkSpec((784, 30, 10)), TrainSpec(0.5, 10, dropout=0.1)))
    run.then = {}
    for _ in range(12):
        run.watch(OBSERVED)
        run.step()
        run.then[run.frame.steps] = run.look()
    return run


@pytest.mark.parametrize("edge", [[1, 3, 400], [1, 7, 331], [2, 3, 5], [2, 9, -1]])
def test_the_receipt_of_the_past_has_the_numbers_that_were_seen_then(run, edge):
    for steps in (0, 4, 11):
        then, _ = shown("receipt", run.then[steps + 1], edge=edge)
        now, _ = shown("receipt", run.past(steps), edge=edge)
        assert now["blocks"] == then["blocks"]
        assert now["title"] == f"{then['title']}, the one that follows this moment"
        assert f"in step {steps + 1}," in now["title"]


def test_gradients_and_histograms_of_the_past_are_those_of_the_next_step(run):
    for name, options in (("gradients", {}), ("histograms", {"kind": "gradient"})):
        _, then = shown(name, run.then[6], **options)
        _, now = shown(name, run.past(5), **options)
        for a, b in zip(then, now, strict=True):
            np.testing.assert_array_equal(a, b)


def test_words_say_which_step_they_speak_of(run):
    for name in OF_STEPS[1:]:
        options = {"kind": "gradient"}
        past = VIEWS[name].words(run.past(5), options)
        assert "tep 6, the one that follows this moment" in past
        assert "follows" not in VIEWS[name].words(run.look(), options)


def test_update_sizes_of_the_past_are_those_of_the_next_step(run):
    header, _ = shown("layers", run.past(5))
    assert header["cursor"] == pytest.approx(run.past(5).frame.epochs_done)
    words = VIEWS["layers"].words(run.past(5), {})
    updates = [float(text) for text in re.findall(r"update ([\d.e-]+)", words)]
    step = run.then[6].batch
    size = 784 * 30
    before, after = step.before[:size], step.after[:size]
    expected = np.linalg.norm(after - before) / np.linalg.norm(before)
    assert updates[0] == pytest.approx(expected, rel=0.05)


def test_a_step_too_large_to_repeat_says_so():
    run = Run(Setup(DataSpec(), NetworkSpec((784, 100, 10)), TrainSpec(0.5, 2000)))
    run.step()
    for name in OF_STEPS:
        words = VIEWS[name].words(run.past(0), {"kind": "gradient"})
        assert "too large" in words
        shown(name, run.past(0), kind="gradient")
