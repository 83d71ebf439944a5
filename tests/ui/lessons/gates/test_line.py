"""A line for a gate."""

from tests.app import lesson_page, text


def test_no_line_for_xor_but_one_for_and():
    at = lesson_page("gates", 2)
    assert "Your line gets **3 of 4** right" in text(at)
    assert "The best of all lines gets **3**" in text(at)
    assert "Why none can" in text(at)
    at.radio(key="gates.line.gate").set_value("and").run()
    at.slider(key="gates.line.b").set_value(-1.5).run()
    assert "Your line gets **4 of 4** right" in text(at)
    assert "Why none can" not in text(at)
