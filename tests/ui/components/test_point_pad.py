"""The pad for points on a blank page: pointer, eraser, undo, keys."""

import re
from dataclasses import asdict
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import DARK
from ui.components.point_pad import PointPad

NAME = "components/point_pad/point_pad"


@pytest.fixture
def pad(bench):
    """Return a function that shows a pad with points on it."""

    def shown(text="", most=500):
        return bench.mount(NAME, [asdict(PointPad(text, 0, most))])

    return shown


def canvas(pad):
    return pad.root.locator("canvas")


def place(pad, x, y):
    """Return where a place of the square is on the page."""
    box = canvas(pad).bounding_box()
    return box["x"] + box["width"] * (1 + x) / 2, box["y"] + box["height"] * (1 - y) / 2


def click(bench, pad, x, y):
    bench.page.mouse.click(*place(pad, x, y))


def choose(pad, name):
    pad.root.get_by_role("button", name=name).click()


def lines(bench):
    return bench.state["points"]["text"].splitlines()


def words(pad):
    return pad.root.get_by_role("status")


def test_points_are_clicked_erased_and_taken_back(bench, pad):
    shown = pad()
    expect(words(shown)).to_have_text("No points yet.")
    click(bench, shown, -0.5, 0.5)
    choose(shown, "Class C")
    click(bench, shown, 0.5, -0.5)
    expect(words(shown)).to_have_text("2 points: 1 of A, 1 of C.")
    assert [line[-1] for line in lines(bench)] == ["A", "C"]
    x, y, _ = lines(bench)[0].split()
    assert abs(float(x) + 0.5) < 0.02
    assert abs(float(y) - 0.5) < 0.02
    choose(shown, "Erase")
    click(bench, shown, 0.5, -0.5)
    assert [line[-1] for line in lines(bench)] == ["A"]
    choose(shown, "Undo")
    assert [line[-1] for line in lines(bench)] == ["A", "C"]
    choose(shown, "Clear")
    assert lines(bench) == []
    choose(shown, "Undo")
    expect(words(shown)).to_have_text("2 points: 1 of A, 1 of C.")


def test_a_stroke_leaves_points_apart_and_is_one_deed(bench, pad):
    shown = pad()
    bench.page.mouse.move(*place(shown, -0.8, 0))
    bench.page.mouse.down()
    bench.page.mouse.move(*place(shown, 0.8, 0), steps=80)
    expect(words(shown)).to_have_text(re.compile(r"^1\d points"))
    assert "points" not in bench.state  # told when it ends
    bench.page.mouse.up()
    xs = [float(line.split()[0]) for line in lines(bench)]
    assert all(b - a >= 0.08 for a, b in pairwise(xs))
    choose(shown, "Undo")
    assert lines(bench) == []


def test_no_more_points_are_taken_than_fit(bench, pad):
    shown = pad("0 0 A\n0 0.5 B", most=3)
    click(bench, shown, 0.5, 0)
    click(bench, shown, 0.7, 0)
    expect(words(shown)).to_have_text("3 points: 2 of A, 1 of B. No more than 3 fit.")
    assert len(lines(bench)) == 3


def test_keys_alone_set_points_of_every_class_and_erase(bench, pad):
    shown = pad()
    canvas(shown).focus()
    keys = bench.page.keyboard
    for key in ("ArrowRight", "ArrowUp", "Space", "2", "ArrowLeft", "ArrowLeft", "Space"):
        keys.press(key)
    assert lines(bench) == ["0.1 0.1 A", "-0.1 0.1 B"]
    expect(words(shown)).to_contain_text("At x -0.1, y 0.1.")
    keys.press("0")
    keys.press("Space")
    assert lines(bench) == ["0.1 0.1 A"]
    keys.press("Control+z")
    assert lines(bench) == ["0.1 0.1 A", "-0.1 0.1 B"]


def test_other_points_come_with_another_stamp_only_and_can_be_taken_back(bench, pad):
    shown = pad()
    click(bench, shown, 0, 0)
    shown.show([asdict(PointPad("", 0, 500))])  # late: what was drawn since stays
    expect(words(shown)).to_have_text("1 point: 1 of A.")
    shown.show([asdict(PointPad("0 0 B\n1 1 D", 1, 500))])
    expect(words(shown)).to_have_text("2 points: 1 of B, 1 of D.")
    choose(shown, "Undo")
    expect(words(shown)).to_have_text("1 point: 1 of A.")


def test_it_is_drawn_in_the_dark_too(bench, pad):
    bench.theme(DARK)
    shown = pad("0.5 0.5 B")
    blue = canvas(shown).evaluate(
        """(canvas) => {
            const at = [0.75 * canvas.width, 0.25 * canvas.height].map(Math.round);
            return [...canvas.getContext("2d").getImageData(...at, 1, 1).data];
        }"""
    )
    assert blue[2] > 200
    expect(canvas(shown)).to_have_accessible_name("The plane from −1 to 1. 1 point: 1 of B.")
