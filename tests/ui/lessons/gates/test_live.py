"""A net that learns a gate while one watches."""

import re

import pytest

from core.data.bits import GATES
from tests.app import button, lesson_page, spoken, text
from ui.shell import server


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("hidden", [0, 2, 4])
def test_every_gate_is_played_and_paused(gate, hidden):
    at = lesson_page("gates", **{"gates.gate": gate, "gates.hidden": hidden})
    run = server.runs().get(at.session_state["gates.run"])
    assert run.setup.data.name == gate
    assert run.setup.network.sizes == ((2, hidden, 1) if hidden else (2, 1))
    assert "| wanted | verdict |" in text(at)  # no head is without a name
    assert "of 4** right" in text(at)
    assert re.fullmatch("[0-4] of 4 right.", spoken(at))
    button(at, "Play").click().run()
    assert run.playing
    run.advance_by(3)
    button(at, "Pause").click().run()
    assert not run.playing
    assert re.fullmatch(r"Stopped at step \d+. [0-4] of 4 right.", spoken(at))
    assert not at.exception


@pytest.mark.parametrize("steps", [150, 168, 180])
def test_line_and_table_count_the_same_rows_though_answers_are_one_half(steps):
    at = lesson_page("gates", **{"gates.gate": "xor"})
    run = server.runs().get(at.session_state["gates.run"])
    run.advance_by(steps)
    at.run()
    assert f"**{text(at).count('| right |')} of 4** right" in text(at)
    assert spoken(at).endswith(f"{text(at).count('| right |')} of 4 right.")


def test_the_map_comes_before_the_table_and_no_words_say_where_it_stands():
    at = lesson_page("gates")
    between, table = at.columns
    assert between.get("bidi_component")
    assert not table.get("bidi_component")
    assert "| answer |" in table.markdown[0].value
    assert "Beside" not in "".join(caption.value for caption in at.caption)


def test_play_pressed_together_with_another_gate_plays_that_gate():
    at = lesson_page("gates")
    radio = next(one for one in at.radio if one.label == "Gate")
    button(at, "Play").click()
    radio.set_value("xor").run()  # one report of the browser, as from one that was kept waiting
    run = server.runs().get(at.session_state["gates.run"])
    assert run.setup.data.name == "xor"
    assert run.playing
    button(at, "Pause").click().run()
    radio = next(one for one in at.radio if one.label == "Gate")
    radio.set_value("or").run()
    assert not server.runs().get(at.session_state["gates.run"]).playing
