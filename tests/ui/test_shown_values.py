"""What a field shows is also its default: a browser that builds it anew shows nothing else."""

import pytest

from tests.app import lesson_page, opened
from tests.ui.draw.drawn import draw_page
from ui.lessons.equations.own_net import CHANGE
from ui.shell.lessons import LESSONS

MOST = {"equations": 12}
IDEAS = [(name, idea) for name in LESSONS for idea in range(1, MOST.get(name, 6) + 1)]
PAGES = {
    "lab": lambda: opened("lab", preset="spiral", frozen="1", views="curves"),
    "its table": lambda: opened("lab", {"paste": True}, data="csv"),
    "compare": lambda: opened("compare", preset="spiral"),
    "seeds": lambda: opened("seeds", preset="spiral"),
    "steps": lambda: draw_page(section="Steps"),
    "teach it": lambda: draw_page(section="Teach it"),
    "spoil the test": lambda: draw_page(section="Spoil the test"),
}


def defaults(at):
    """Return what each field shows beside what it would show without a value."""
    numbers = {field.key: (field.value, field.proto.default) for field in at.number_input}
    sliders = {field.key: (field.value, field.proto.default[0]) for field in at.slider}
    lists = {f.key: (f.index or 0, f.proto.default) for f in (*at.selectbox, *at.radio)}
    switches = {f.key: (f.value, f.proto.default) for f in (*at.toggle, *at.checkbox)}
    groups = {f.key: (sorted(f.indices), sorted(f.proto.default)) for f in at.button_group}
    texts = {f.key: (f.value, f.proto.default) for f in (*at.text_input, *at.text_area)}
    return numbers | sliders | lists | switches | groups | texts


def other(field):
    """Return another value that a field may have."""
    up = field.value + field.step
    return up if field.max is None or up <= field.max else field.value - field.step


def change_all(at):
    """Give every field that counts, and every switch, another value."""
    for field in (*at.number_input, *at.slider):
        at.session_state[field.key] = other(field)
    for switch in at.toggle:
        at.session_state[switch.key] = not switch.value
    at.run()
    assert not at.exception


def check(at):
    for _ in range(2):
        for key, (value, default) in defaults(at).items():
            assert default == pytest.approx(value), key
        change_all(at)


@pytest.mark.parametrize("name", PAGES)
def test_fields_of_pages_have_what_they_show_as_their_default(name):
    check(PAGES[name]())


@pytest.mark.parametrize(("name", "idea"), IDEAS)
def test_fields_of_lessons_have_what_they_show_as_their_default(name, idea):
    check(lesson_page(name, idea, **{CHANGE: True}))
