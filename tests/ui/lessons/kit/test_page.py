"""What every lesson is made of: one idea after another."""

import pytest

from tests.app import lesson_page
from ui.shell.lessons import LESSONS


@pytest.mark.parametrize("name", LESSONS)
def test_every_idea_opens_one_after_another(name):
    at = lesson_page(name)
    while f"{name}.idea.on" not in {button.key for button in at.button}:
        at.button(key=f"{name}.idea+1").click().run()
        assert not at.exception
