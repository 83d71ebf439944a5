"""The line of a hint: silent where all is well, and a button only where something mends."""

from runs.run import Run
from ui.components.kit.packing import unpack
from ui.shell.presets import PRESETS
from ui.views import HINT, packed
from ui.views.shared.hints import named


def line(run):
    return unpack(packed(HINT, run.look(), {}))[0]


def test_it_waits_then_is_silent():
    run = Run(PRESETS["circles"].setup)
    assert line(run)["text"].startswith("Press Play")
    run.advance_by(20)
    assert line(run)["text"] == "Too early to tell."
    run.advance_by(100)
    assert line(run) == {**line(run), "text": "", "urgent": False, "button": "", "name": ""}
    assert HINT.words(run.look(), {}) == ""


def test_it_speaks_with_a_button_whose_name_does_what_it_says():
    run = Run(PRESETS["zeros"].setup)
    run.advance_by(100)
    said = line(run)
    assert said["urgent"]
    assert said["button"] == "Start with random weights"
    assert named(said["name"]).of(run.setup).network.init == "scaled"
