"""The view of the cost around a run: what it packs is the run's, whatever a visitor asks for."""

import numpy as np
import pytest

from core.explain import landscape as explained
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.landscapes import Wish
from runs.run import Run
from ui.components.kit.packing import unpack
from ui.views import VIEWS, packed, thumbs
from ui.views.landscape import wished

LONG = 60  # seconds: far more than it takes
VIEW = VIEWS["landscape"]
SPIRAL = Setup(DataSpec("spiral"), NetworkSpec((2, 6, 1), ("tanh", "sigmoid")), TrainSpec(0.3, 10))
GATE = Setup(DataSpec("and"), NetworkSpec((2, 1), ("sigmoid",)), TrainSpec(0.5, 4))


def run_of(setup, steps):
    run = Run(setup)
    run.advance_by(steps)
    return run


def whole(run, look=None, **options):
    """Return header and arrays once all is known."""
    packed(VIEW, run.look(), options)
    assert run.landscapes.join(LONG)
    return unpack(packed(VIEW, look or run.look(), options))


def test_at_first_it_says_that_it_is_being_measured_and_then_what_was():
    run = run_of(SPIRAL, 40)
    assert "being measured" in VIEW.words(Run(SPIRAL).look(), {})
    header, (heights, path, moments) = whole(run)
    found = run.look().landscape(Wish())
    assert header["side"] == explained.SIDE
    np.testing.assert_array_equal(heights, found.heights.astype(np.float32).ravel())
    assert (header["low"], header["high"]) == (found.heights.min(), found.heights.max())
    np.testing.assert_array_equal(path.reshape(-1, 3), found.path.astype(np.float32))
    assert moments[-1] == 40
    assert "33 × 33 places" in header["alt"]
    assert "of the path’s variance" in header["alt"]
    assert "off the plane" not in header["alt"]  # it goes through the weights as they are


def test_in_the_past_the_mark_is_where_the_run_was():
    run = run_of(SPIRAL, 40)
    whole(run)
    past = run.past(10)
    header, _ = whole(run, past)
    assert header["steps"] == 10
    found = run.look().landscape(Wish())
    where = found.plane.places(past.frame.parameters[None])[0]
    np.testing.assert_allclose(header["here"], where)
    assert "off the plane" in header["alt"]
    now, _ = whole(run)
    np.testing.assert_allclose(now["here"], 0, atol=1e-6)


def test_closer_shows_half_of_it():
    run = run_of(SPIRAL, 40)
    far, _ = whole(run, random=True)
    near, _ = whole(run, random=True, closer=1)
    assert far["bounds"] == [-1, 1, -1, 1]
    assert near["bounds"] == [-0.5, 0.5, -0.5, 0.5]
    assert near["high"] < far["high"]


@pytest.mark.parametrize("closer", [None, "1", 1.5, True, 99, -99, [1]])
def test_what_makes_no_sense_is_not_asked_for(closer):
    assert wished({"closer": closer, "random": "yes"}) == Wish("path", 0)


def test_two_weights_are_their_own_coordinates():
    run = run_of(GATE, 10)
    header, _ = whole(run)
    assert header["axes"] == ["w₁", "w₂"]
    np.testing.assert_allclose(header["here"][:2], run.frame.parameters[:2])
    assert "pair of weights" in header["alt"]


def test_a_run_that_has_not_moved_has_no_directions_of_its_own():
    header, _ = whole(Run(SPIRAL))
    assert header["axes"] == ["random direction 1", "random direction 2"]
    assert "The directions are random" in header["alt"]


def test_a_thumbnail_is_lowest_where_the_colour_is_strongest():
    run = run_of(SPIRAL, 1500)
    header, arrays = unpack(thumbs.payload(run.look(), {}))
    at = header["names"].index("landscape")
    small = arrays[at].reshape(header["shapes"][at])
    assert (small.max(), small.min()) == (127, -127)
    row, column = np.unravel_index(small.argmax(), small.shape)
    assert abs(row - 3) <= 1  # a run that has learnt is near a minimum
    assert abs(column - 3) <= 1
