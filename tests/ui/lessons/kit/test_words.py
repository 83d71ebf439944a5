"""Few words: of a lecturer on an idea, and before an idea can be touched."""

import re

import pytest

from tests.app import lesson_page, opened
from ui.shell.lessons import LESSONS

TEXTS = {"markdown", "caption"}
UNTOUCHED = {"latex", "empty"}
STILL = {"still_svg", "spoken_line", "present_key", "scroll_to_top"}  # components to look at


def elements(block):
    """Return what stands on a page, in its order."""
    for child in block.children.values():
        yield from elements(child) if hasattr(child, "children") else [child]


def said_before_touching(at, name):
    """Return all that an idea says above the first thing to press, drag or choose, but tables."""
    shown = list(elements(at.main))
    heads = [i for i, one in enumerate(shown) if re.fullmatch(rf"{name}\.idea\.\d+", one.key or "")]
    said = []
    for one in shown[heads[-1] + 1 :]:
        if one.type in TEXTS:
            said += [] if one.value.startswith("|") else [one.value]
        elif one.type == "bidi_component":
            if one.proto.component_name not in STILL:
                break
        elif one.type not in UNTOUCHED:
            break
    return said


@pytest.mark.parametrize("name", LESSONS)
def test_an_idea_has_a_lecturers_line_and_few_words_before_it_can_be_touched(name):
    heads = [one for one in lesson_page(name).button if re.search(r"\.idea\.\d+$", one.key)]
    for number in range(1, len(heads) + 1):
        at = opened(name, {f"{name}.idea": number}, questions="off", lecture="on")
        strip, *said = said_before_touching(at, name)
        assert strip.startswith("**Say:**"), number
        assert len(strip.split()) <= 40
        if number < len(heads):  # the last idea is a list of the questions
            assert len(" ".join(said).split()) <= 60, f"{number}: {said}"
