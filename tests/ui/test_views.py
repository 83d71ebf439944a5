"""Every live view on every kind of run: it says something, packs, and stays small."""

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, TrainSpec
from runs.frame import Look
from runs.run import Run
from ui.components.packing import unpack
from ui.views import FIRST, PROGRESS, VIEWS, packed, suitable

RUNS = {
    "mnist": (DataSpec(), NetworkSpec((784, 60, 10)), TrainSpec()),
    "no hidden layer": (DataSpec(), NetworkSpec((784, 10), ("sigmoid",)), TrainSpec()),
    "even_odd": (
        DataSpec("even_odd"),
        NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
        TrainSpec(batch_size=8),
    ),
}


@pytest.fixture(scope="module", params=RUNS)
def run(request):
    made = Run(*RUNS[request.param])
    made.watch({name for view in VIEWS.values() for name in view.needs})
    made.step()
    return made


@pytest.mark.parametrize("view", [PROGRESS, *VIEWS.values()], ids=lambda view: view.name)
def test_a_view_packs_at_most_40_kB_under_its_name(run, view):
    look = run.look()
    if not view.suits(look.spec, look.data):
        return
    payload = packed(view, look, {})
    assert len(payload) <= 40_000
    assert unpack(payload)[0]["key"] == view.name
    assert view.words(look, {})


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_a_view_takes_a_checkpoint_and_options_that_make_no_sense(run, view):
    frame = run.frame.at(run.training.checkpoint())
    look = Look(run.key, run.network_spec, run.look().data, frame)
    if view.suits(look.spec, look.data):
        assert view.payload(look, {"layer": "seven", "nonsense": None})


def test_a_payload_is_made_once_for_all_viewers(run):
    view, look = VIEWS["weights"], run.look()
    assert packed(view, look, {"a": 1}) is packed(view, look, {"a": 1})
    assert packed(view, look, {"a": 1}) is not packed(view, look, {"a": 2})


def test_first_views_suit_everything(run):
    look = run.look()
    assert {view.name for view in suitable(look.spec, look.data)} >= set(FIRST)


def test_the_weights_of_pixels_are_images():
    header, arrays = unpack(packed(VIEWS["weights"], Run(*RUNS["mnist"]).look(), {}))
    assert header["panels"][0]["kind"] == "tiles"
    assert "first 40 of 60" in header["alt"]
    assert arrays[0].dtype == np.int8
