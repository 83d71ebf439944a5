"""A step of learning is the visitor's alone."""

import numpy as np

from core.formats.bundled import bundled
from tests.app import button
from tests.ui.draw.drawn import described, draw_page, shown


def test_a_step_of_learning_lasts_until_it_is_forgotten():
    at = draw_page(section="Teach it")
    before = bundled().network.parameters.copy()
    at.session_state["draw.label.11"] = 4
    at.run()
    button(at, "Take one step").click().run()
    assert not at.exception
    assert "went from" in " ".join(text.value for text in at.markdown)
    assert "It took 1 step " in described(at)
    button(at, "Take one step").click().run()
    assert "It took 2 steps" in described(at)
    np.testing.assert_array_equal(bundled().network.parameters, before)  # it is everybody's
    button(at, "Forget the steps").click().run()
    assert "It took" not in described(at)
    assert shown(at)["readers"][0]["label"] == 7
