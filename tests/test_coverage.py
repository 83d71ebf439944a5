"""docs/coverage.md names ideas of lessons and patients of the errata lab that are there."""

import re
from pathlib import Path

import pytest

from core.explain.errata import PATIENTS
from tests.app import lesson_page
from ui.shell.lessons import LESSONS
from ui.shell.presets import PRESETS

TEXT = (Path(__file__).parents[1] / "docs" / "coverage.md").read_text("utf-8")
ROWS = [line.split(" | ")[2].removesuffix(" |") for line in TEXT.splitlines()
        if re.match(r"\| (S\d|all) ", line)]  # fmt: skip
NAMES = {lesson.title: name for name, lesson in LESSONS.items()}


def ideas(name):
    buttons = [b.label for b in lesson_page(name).button if re.match(rf"{name}\.idea\.\d", b.key)]
    return {label.partition(" ")[2] for label in buttons}


def test_it_has_a_row_for_each_item():
    assert len(ROWS) >= 49


@pytest.mark.parametrize("title", NAMES)
def test_the_ideas_that_it_names_are_there(title):
    named = {
        re.split(r" \(its|, its|: all|: the fast", found)[0].strip()
        for row in ROWS
        for found in re.findall(rf"{re.escape(title)} · ([^;]*)", row)
    }
    assert named
    assert named <= ideas(NAMES[title])


def test_the_patients_and_presets_that_it_names_are_there():
    named = {one.strip() for row in ROWS for found in re.findall(r"Errata · ([^;]*)", row)
             for one in found.split(", ")}  # fmt: skip
    assert named <= {patient.title for patient in PATIENTS}
    presets = set(re.findall(r'preset "([^"]*)"', TEXT))
    assert presets <= {preset.label for preset in PRESETS.values()}
