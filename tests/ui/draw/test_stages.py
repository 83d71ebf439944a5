"""Every step of preprocessing can be switched off."""

from tests.ui.draw.drawn import draw_page
from ui.components.kit.packing import unpack


def test_a_step_is_switched_off():
    at = draw_page(section="Steps")
    arrays = unpack(at.get("bidi_component")[0].proto.bytes)[1]
    at.toggle(key="draw.step.box").set_value(False).run()
    without = unpack(at.get("bidi_component")[0].proto.bytes)[1]
    assert (arrays[0] != without[0]).any()
    assert any("with your switches" in text.value for text in at.markdown)
