"""The list of the visitor's own runs, driven through its widgets."""

import io

import pytest
from PIL import Image

from core.data.load import load
from runs.run import Run
from runs.snapshot import Look
from tests.app import button, opened, run_of, unfolded
from ui.shell import server
from ui.shell.presets import PRESETS
from ui.stage import my_runs, pictures
from ui.stage.my_runs import ago, words

OPEN = {"stage.open": "runs"}


@pytest.fixture
def at():
    """Return the stage with the list open and two more runs in it, the newest last."""
    at = opened("train", OPEN, preset="even_odd")
    mine = run_of(at).owner
    for name, steps in (("", 50), ("<b>*good*</b> one", 400)):
        run = Run(PRESETS["even_odd"].setup)
        run.owner, run.name = mine, name
        run.advance_by(steps)
        server.runs().add(run)
    theirs = Run(PRESETS["xor"].setup)
    theirs.owner = "somebody else"
    theirs.advance_by(10)
    server.runs().add(theirs)
    return at.run()


def cards(at):
    return [one.proto.body for one in at.get("html") if "<img" in one.proto.body]


def keys(at):
    return [b.key.rpartition(".")[2] for b in at.button if b.label == "Open"]


def test_own_runs_are_listed_with_picture_set_up_accuracy_and_time(at):
    assert not at.exception
    named, plain = cards(at)
    assert "&lt;b&gt;*good*&lt;/b&gt; one" in named
    for part in words(PRESETS["even_odd"].setup).split(", "):
        assert part in plain
    assert "right" in plain
    assert "just now" in plain
    assert "data:image/png" in plain


def test_one_is_opened_and_the_list_closes(at):
    chosen = keys(at)[1]
    at.button(key=f"my_runs.open.{chosen}").click().run()
    assert run_of(at).key == chosen
    assert not cards(at)


def test_one_is_renamed_copied_deleted_and_had_back(at):
    chosen = keys(at)[1]
    unfolded(at, f"my_runs.do.{chosen}")
    at.text_input(key=f"my_runs.name.{chosen}").set_value("first try").run()
    assert "first try" in "".join(cards(at))
    unfolded(at, f"my_runs.do.{chosen}")
    at.button(key=f"my_runs.copy.{chosen}").click().run()
    assert any("first try, copy" in card for card in cards(at))
    unfolded(at, f"my_runs.do.{chosen}")
    at.button(key=f"my_runs.delete.{chosen}").click().run()
    assert chosen not in keys(at)
    button(at, "Undo").click().run()
    assert chosen in keys(at)
    assert not at.exception


def test_the_run_on_the_stage_is_not_deleted_under_it(at):
    run = run_of(at)
    run.advance_by(5)
    unfolded(at, f"my_runs.do.{run.key}")
    assert at.button(key=f"my_runs.delete.{run.key}").disabled
    assert at.button(key=f"my_runs.open.{run.key}").disabled


def test_chosen_curves_lie_over_each_other(at):
    def drawn():
        return [one for one in at.get("bidi_component") if one.key == "my_runs"]

    assert not drawn()
    for key in keys(at):
        at.checkbox(key=f"my_runs.chosen.{key}").check()
    at.run()
    assert drawn()
    assert not at.exception


def test_shares_and_r2_have_an_axis_of_their_own_each():
    runs = [Run(PRESETS[name].setup) for name in ("xor", "bump")]
    panels = my_runs.over_each_other([("same", run.summary()) for run in runs])
    assert [panel.title for panel in panels] == ["Validation cost", "Accuracy", "R²"]
    assert [len(panel.traces) for panel in panels] == [2, 1, 1]
    assert [trace.name for trace in panels[0].traces] == ["same", "same (2)"]


def test_a_long_list_is_shown_in_parts(at, monkeypatch):
    monkeypatch.setattr(my_runs, "PAGE", 1)
    at.run()
    assert len(cards(at)) == 1
    at.button(key="my_runs.more").click().run()
    assert len(cards(at)) == 2


def test_without_a_store_it_says_that_nothing_is_kept(at):
    assert any("keeps no runs" in caption.value for caption in at.caption)


@pytest.mark.parametrize("name", ["spiral", "three", "bump", "digits", "even_odd", "zeros"])
def test_every_kind_of_run_has_a_picture(name):
    run = Run(PRESETS[name].setup)
    run.advance_by(3)
    look: Look = run.look()
    for network in (look.network, None):
        content = pictures.as_png(pictures.suited(look.data, network, look.frame.epochs))
        with Image.open(io.BytesIO(content)) as image:
            assert image.size == (pictures.SIDE, pictures.SIDE)
            assert len(image.convert("RGB").getcolors(100_000)) > 1


def test_a_network_that_was_trained_to_extremes_has_a_picture():
    setup = PRESETS["spiral"].setup
    run = Run(setup)
    run.network().parameters[:] = float("nan")
    pictures.plane_map(load(setup.data), run.network())
    pictures.costs(run.frame.epochs)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(5, "just now"), (61, "1 minute ago"), (7200, "2 hours ago"), (9e5, "10 days ago")],
)
def test_when_is_said_in_words(seconds, said):
    assert ago(seconds) == said
