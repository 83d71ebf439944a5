"""A run as plain data: from there it goes on bit for bit as it did."""

import json

import numpy as np
import pytest

from core.edits import Edit
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs import saved as saved_run
from runs.run import Run

EVEN_ODD = Setup(
    DataSpec("even_odd"),
    NetworkSpec((10, 5, 2), cost="quadratic", init="normal"),
    TrainSpec(eta=0.6, batch_size=8, seed=3),
)


def same(one, other):
    np.testing.assert_array_equal(one.frame.parameters, other.frame.parameters)
    np.testing.assert_array_equal(np.array(one.frame.epochs), np.array(other.frame.epochs))
    np.testing.assert_array_equal(one.frame.batches, other.frame.batches)
    assert one.frame.checkpoints == other.frame.checkpoints
    assert one.frame.marks == other.frame.marks
    assert one.story.told() == other.story.told()


def there_and_back(run):
    kept = run.save()
    moments = [saved_run.pack_moment(moment) for moment in kept.moments]
    found = saved_run.load(kept.about(), kept.arrays(), moments, saved_run.pack_moment(kept.latest))
    return Run.revived(found)


@pytest.mark.parametrize(
    "settings",
    [
        TrainSpec(eta=0.6, batch_size=8),
        TrainSpec(eta=0.01, batch_size=8, optimizer="adam", dropout=0.2),
        TrainSpec(eta=0.1, batch_size=8, optimizer="momentum", schedule="cosine", patience=2),
        TrainSpec(eta=1.0, batch_size=8, optimizer="gd"),
    ],
    ids=lambda settings: settings.optimizer,
)
@pytest.mark.parametrize("steps", [0, 1, 155])
def test_it_goes_on_to_the_last_bit(settings, steps):
    run = Run(EVEN_ODD._replace(settings=settings))
    run.advance_by(steps)
    back = there_and_back(run)
    same(back, run)
    assert back.frame.samples_per_second == 0
    for each in (run, back):
        each.advance_by(211)
    same(back, run)


def test_changes_edits_and_what_is_planned_come_with_it():
    run = Run(EVEN_ODD)
    run.advance_by(40)
    run.change(TrainSpec(eta=0.1, batch_size=8, seed=3))
    run.edit(Edit(1, 2, 3, 0.5), Edit(1, 0, None, 0))
    run.advance_by(40)
    back = there_and_back(run)
    same(back, run)
    assert back.setup == run.setup
    there, here = back.past(20), run.past(20)
    np.testing.assert_array_equal(there.network.parameters, here.network.parameters)
    planned = Run(EVEN_ODD)
    planned.plan(run.story.told()[1:])
    planned = there_and_back(planned)
    planned.advance_by(80)
    np.testing.assert_array_equal(planned.frame.parameters, run.frame.parameters)


def test_augmented_pictures_and_a_pinned_drawing_come_with_it():
    run = Run(Setup(DataSpec(), NetworkSpec(), TrainSpec(shift=2.0, pixel_noise=0.1)))
    run.pin(np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8))
    run.advance_by(120)
    back = there_and_back(run)
    np.testing.assert_array_equal(back.frame.pinned, run.frame.pinned)
    for each in (run, back):
        each.advance_by(30)
    same(back, run)


def test_what_is_no_run_is_refused_in_words():
    kept = Run(EVEN_ODD).save()
    latest = saved_run.pack_moment(kept.latest)
    about = json.loads(kept.about())
    for broken in ("", "7", "{}", json.dumps({**about, "setup": [1, 2]})):
        with pytest.raises(ValueError, match="no run that can go on"):
            saved_run.load(broken, kept.arrays(), [], latest)
    for noise in (b"", b"PK", latest[:100]):
        with pytest.raises(ValueError, match="This is no"):
            saved_run.load(kept.about(), kept.arrays(), [], noise)
        with pytest.raises(ValueError, match="no run that can go on"):
            saved_run.load(kept.about(), noise, [], latest)
    other = Run(EVEN_ODD._replace(network=NetworkSpec((10, 4, 2)))).save()
    mixed = saved_run.load(kept.about(), kept.arrays(), [], saved_run.pack_moment(other.latest))
    with pytest.raises(ValueError, match="broadcast"):
        Run.revived(mixed)
