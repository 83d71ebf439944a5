"""What the stage says of data."""

import numpy as np
import pytest

from core.data.catalogue import DATASETS
from core.data.drawings import DIGITS, encode
from core.data.load import load
from core.data.points import EXAMPLE
from core.specs import DataSpec
from ui.shell.presets import example_table
from ui.stage.sentences import words_for

LONGEST = 56  # characters that fit a phone's line, at 18 pixels


@pytest.mark.parametrize("name", [name for name in DATASETS if "drawings" not in name])
def test_it_says_in_short_sentences_what_one_sees(name):
    table = {"csv": example_table(), "points": EXAMPLE}.get(name, "")
    data = DataSpec(name, table=table)
    words = words_for(data, load(data))
    assert words.sentence.startswith("A network ")
    assert words.sentence.endswith(".")
    assert len(words.sentence) <= LONGEST
    assert words.notice
    assert words.notice.count("*") % 2 == 0


def test_of_a_table_it_says_whether_it_learns_classes_or_quantities():
    classes = DataSpec("csv", table=example_table())
    rows = [f"{i},{i * i % 7},{1.5 * i + 0.25}" for i in range(40)]
    quantities = DataSpec("csv", table="\n".join(["a,b,c", *rows]))
    assert "classes" in words_for(classes, load(classes)).notice
    assert "a quantity, c" in words_for(quantities, load(quantities)).notice


def test_drawings_of_other_symbols_are_no_digits():
    pictures = np.zeros((6, 28, 28), np.uint8)
    for symbols, word in ((DIGITS, "digits"), (("★", "♥"), "drawings")):
        data = DataSpec("drawings", table=encode(pictures, np.arange(6) % 2, symbols))
        assert word in words_for(data, load(data)).sentence


def test_raw_pixels_are_as_much_too_large_as_it_says():
    raw, right = DataSpec("mnist_raw"), DataSpec("mnist")
    larger = load(raw).train.scale / load(right).train.scale
    assert f"{larger:.0f} times" in words_for(raw, load(raw)).sentence
