"""Digits in photos: pencil, shadows, desks, lines, several at once; and why there are none."""

import numpy as np
import pytest

from core.drawing import painted
from core.drawing.photo import read_photo

SEVEN = [np.array([[85.0, 60], [190, 58], [130, 230]])]
TWO = [np.array([[85.0, 95], [110, 60], [160, 60], [180, 100], [90, 220], [195, 218]])]
H, W = 480, 640
LIGHT = np.linspace(0.95, 0.7, H)[:, None] * np.linspace(1, 0.9, W)


def page(*digits, pen=20.0):
    """Return ink 0..1 on a page of 480 x 640, the digits beside each other."""
    ink = np.zeros((H, W))
    side = 280
    for i, strokes in enumerate(digits):
        left = 30 + i * (W - 60) // max(len(digits), 1)
        scale = 0.6 if len(digits) > 1 else 1.0
        drawn = painted([s * scale for s in strokes], side, pen * scale) / 255
        ink[100 : 100 + side, left : left + side] = np.maximum(
            ink[100 : 100 + side, left : left + side], drawn[:, : W - left]
        )
    return ink


def taken(brightness, grain=0.012):
    noise = np.random.default_rng(0).normal(0, grain, brightness.shape)
    return (np.clip(brightness + noise, 0, 1) * 255).astype(np.uint8)


def on_a_desk():
    desk = np.full((H + 200, W + 240), 0.15)
    desk[100:-100, 120:-120] = 0.9 * (1 - 0.8 * page(TWO))
    return desk


def lined(strength):
    lines = np.zeros((H, W))
    lines[20::36] = lines[21::36] = strength
    return lines


def squared(strength):
    lines = lined(strength)
    lines[:, 20::36] = strength
    return lines


SHADOW = np.where(np.add.outer(np.arange(H) * 0.7, np.arange(W)) > 430, 0.45, 1.0)
PHOTOS = {
    "marker": LIGHT * (1 - 0.85 * page(TWO)),
    "pencil": LIGHT * (1 - 0.23 * page(TWO, pen=9)),
    "ballpoint": LIGHT * (1 - 0.6 * page(TWO, pen=6)),
    "hard shadow": 0.9 * SHADOW * (1 - 0.75 * page(TWO)),
    "dark desk": on_a_desk(),
    "lined paper": LIGHT * (1 - np.maximum(0.8 * page(TWO), lined(0.3))),
    "squared paper": LIGHT * (1 - np.maximum(0.8 * page(TWO), squared(0.3))),
    "chalk": 0.2 + 0.6 * page(TWO),
    "cut out tightly": 0.95 * (1 - 0.85 * page(TWO, pen=34)[148:350, 96:245]),
}


@pytest.mark.parametrize("kind", PHOTOS)
def test_a_digit_is_found_and_read(kind):
    found = read_photo(taken(PHOTOS[kind]))
    assert [digit.label for digit in found.digits] == [2]
    assert found.why == ""


@pytest.mark.parametrize("pen", [34, 46, 58])
@pytest.mark.parametrize(("digit", "strokes"), [(2, TWO), (7, SEVEN)])
def test_a_bold_digit_that_fills_the_picture_is_one(digit, strokes, pen):
    ink = page(strokes, pen=pen)
    rows, columns = (np.flatnonzero(ink.max(axis=axis) > 0.5) for axis in (1, 0))
    tight = np.ix_(range(rows[0], rows[-1] + 1), range(columns[0], columns[-1] + 1))
    for picture in (LIGHT * (1 - 0.85 * ink), 0.1 + 0.8 * ink):
        found = read_photo(taken(picture[tight]))
        assert [one.label for one in found.digits] == [digit]


def test_several_digits_are_found_in_reading_order_and_boxed():
    found = read_photo(taken(LIGHT * (1 - 0.7 * page(SEVEN, TWO, SEVEN))))
    assert [digit.label for digit in found.digits] == [7, 2, 7]
    for digit in found.digits:
        left, top, right, bottom = digit.box
        assert found.ink[top:bottom, left:right].max() > 200
    lefts = [digit.box[0] for digit in found.digits]
    assert lefts == sorted(lefts)


def test_what_is_no_ink_is_not_in_the_picture_of_the_ink():
    found = read_photo(taken(PHOTOS["hard shadow"]))
    assert (found.ink > 0).mean() < 0.1


@pytest.mark.parametrize("paper", [np.full((H, W), 0.9), LIGHT])
def test_an_empty_sheet_says_that_nothing_stands_out(paper):
    found = read_photo(taken(paper, grain=0.004))
    assert found.digits == ()
    assert "No ink found" in found.why or "too pale" in found.why


def test_a_small_picture_is_left_as_it_is():
    small = painted(SEVEN)[::10, ::10].copy()
    assert read_photo(small).ink is small


@pytest.mark.parametrize("shape", [(1, 1), (1, 2000), (2000, 1), (41, 4000), (300, 41)])
@pytest.mark.parametrize("value", [0, 128, 255])
def test_any_size_is_looked_at(shape, value):
    assert read_photo(np.full(shape, value, np.uint8)).digits == ()
