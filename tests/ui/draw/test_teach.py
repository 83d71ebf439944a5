"""A step of learning is the visitor's alone."""

import re

import numpy as np

from core.formats.bundled import bundled
from tests.app import button, text
from tests.ui.draw.drawn import described, draw_page, shown
from ui.components.kit.packing import unpack


def test_a_step_of_learning_lasts_until_it_is_forgotten():
    at = draw_page(section="Teach it")
    before = bundled().network.parameters.copy()
    at.session_state["draw.label.11"] = 4
    at.run()
    button(at, "Take one step").click().run()
    assert not at.exception
    assert "The output for a 4 went from" in text(at)
    outputs, changes = (unpack(one.proto.bytes)[0] for one in at.get("bidi_component")[1:3])
    assert re.search(r"4: \+\d", outputs["alt"])  # Δp in words
    assert all("that changed most" in panel["title"] for panel in changes["panels"])
    assert "It took 1 step " in described(at)
    button(at, "Take one step").click().run()
    assert "It took 2 steps" in described(at)
    np.testing.assert_array_equal(bundled().network.parameters, before)  # it is everybody's
    button(at, "Forget the steps").click().run()
    assert "It took" not in described(at)
    assert shown(at)["readers"][0]["label"] == 7
