"""The stage's style sheet takes in those of its views: they share one shadow root."""

import re
from pathlib import Path

from ui.components.kit.linker import css

SHEET = Path("ui/components/stage/stage.css")
IMPORTED = re.compile(r'@import "([^"]+)";')
RULE = re.compile(r"([^{}]+)\{")
CLASS = re.compile(r"\.([a-z][\w-]*)")
WITHIN = (".opened", ".numbers")  # where views stand


def classes(text):
    """Return the classes of all selectors, but for those of views that stand in the stage."""
    rules = (part for rule in RULE.findall(text) for part in rule.split(","))
    mine = (rule for rule in rules if not any(place in rule for place in WITHIN))
    return {name for rule in mine for name in CLASS.findall(rule)}


def test_no_class_means_one_thing_on_the_stage_and_another_in_a_view():
    own = SHEET.read_text("utf-8")
    for path in IMPORTED.findall(own):
        taken = classes(css(SHEET.parent / path))
        assert not taken & classes(IMPORTED.sub("", own)), path
