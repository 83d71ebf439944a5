"""A hand draws on the canvas, and the bundled networks answer as the Draw page lets them."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from core.drawing import WHOLE, Pipeline, image_of
from core.formats.bundled import bundled
from tests.pen import DIGITS, SCRIBBLE, SEVEN, draw, draw_by_finger, places
from ui.components.digit_canvas import HTML, Drawn, frame, parse
from ui.draw.answering import answer
from ui.draw.readers import Reader

CANVAS = "components/digit_canvas/digit_canvas"


class Paper:
    """The canvas on a blank page; the test answers as the Draw page does."""

    def __init__(self, bench, readers=("drawings",), pipeline=WHOLE, drawn=None):
        self.page, self.bench, self.pipeline = bench.page, bench, pipeline
        self.readers = [Reader(name, bundled(name).network, "", name) for name in readers]
        self.first = drawn or Drawn()
        self.canvas = bench.mount(CANVAS, self.answers(), html=HTML)
        self.line = self.canvas.root.locator(".line").first

    def drawn(self):
        sent = self.bench.state.get("strokes")
        return self.first if sent is None else parse(sent)

    def answers(self):
        drawn = self.drawn()
        image = image_of(drawn.drawing, self.pipeline, drawn.canvas)
        said = [] if image is None else [answer(reader, image, 0.5) for reader in self.readers]
        return frame([reader.label for reader in self.readers], drawn, image, said)

    def answer(self):
        """Answer what is drawn now; return the line that says it."""
        self.canvas.show(self.answers())
        return self.line.inner_text()

    def button(self, name):
        return self.page.get_by_role("button", name=name)

    def press(self, name):
        self.button(name).click()
        return self.answer()


def test_nine_of_ten_digits_are_read(bench):
    paper = Paper(bench)
    expect(paper.line).to_have_text("Draw a digit")
    read = {}
    for digit, strokes in DIGITS.items():
        draw(bench.page, strokes)
        read[digit] = paper.answer()
        assert paper.press("Clear the drawing") == "Draw a digit"
    right = [digit for digit, said in read.items() if said.startswith(f"{digit} ")]
    assert len(right) >= 9, read


def test_a_finger_draws_and_the_page_stays_where_it_is(bench):
    paper = Paper(bench)
    draw_by_finger(bench.page, SEVEN)
    assert paper.answer().startswith("7 ")
    assert bench.page.evaluate("scrollY") == 0


def test_a_scribble_is_no_digit_to_one_of_two_readers(bench):
    paper = Paper(bench, ["drawings", "textbook"])
    draw(bench.page, SCRIBBLE)
    assert paper.answer() == "No digit"
    expect(paper.canvas.root.locator(".reader")).to_have_count(2)
    expect(paper.canvas.root.locator(".bars .fill")).to_have_count(20)


def test_undo_redo_and_clear(bench):
    paper = Paper(bench)
    for name in ("Undo", "Redo", "Replay the drawing", "Clear the drawing"):
        expect(paper.button(name)).to_be_disabled()
    draw(bench.page, [*SEVEN, np.array([[40, 250], [250, 250]])])
    with_foot = paper.answer()
    assert paper.press("Undo").startswith("7 ")
    assert paper.press("Redo") == with_foot
    bench.page.keyboard.press("Control+z")
    assert paper.answer().startswith("7 ")
    assert paper.press("Clear the drawing") == "Draw a digit"
    bench.page.keyboard.press("Control+z")
    assert paper.answer().startswith("7 ")


def test_a_drawing_is_played_again_bit_by_bit(own_bench):
    bench = own_bench()
    bench.page.clock.install(time=0)
    times = np.linspace(0, 600, 31)
    x, y = (np.interp(times, [0, 250, 600], corners) for corners in SEVEN[0].T)
    stroke = np.column_stack([x, y, times]).astype(np.float32)
    paper = Paper(bench, drawn=Drawn([stroke], 1))
    bench.page.clock.pause_at(60_000)
    paper.button("Replay the drawing").click()
    seen = []
    for _ in range(9):
        bench.page.clock.run_for(80)
        seen.append(len(paper.drawn().strokes[0]))
        paper.canvas.call(paper.answers())
    assert paper.canvas.root.locator(".digit-canvas").get_attribute("data-replays") == "1"
    assert seen == sorted(seen)
    assert len({*seen}) > 5
    assert seen[-1] == len(stroke)
    expect(paper.line).to_have_text(re.compile("^7 "))


@pytest.mark.parametrize("pen_step", [True, False])
def test_the_pens_width_changes_what_is_seen_only_without_the_pen_step(bench, pen_step):
    paper = Paper(bench, pipeline=Pipeline(pen=pen_step))
    draw(bench.page, SEVEN)
    paper.answer()
    thumb = paper.canvas.root.locator(".thumb")
    medium = thumb.evaluate("(canvas) => canvas.toDataURL()")
    paper.press("Pen width: medium")
    expect(paper.button("Pen width: broad")).to_be_visible()
    broad = thumb.evaluate("(canvas) => canvas.toDataURL()")
    assert (broad == medium) == pen_step


def test_keys_draw_a_one(bench):
    paper = Paper(bench)
    bench.page.locator("canvas.paper").focus()
    for key in [*["ArrowUp"] * 10, "Space", *["ArrowDown"] * 20, "Space"]:
        bench.page.keyboard.press(key)
    assert paper.answer().startswith("1 ")


def test_a_stroke_keeps_its_shape_while_the_page_moves(bench):
    paper = Paper(bench)
    (x, top), (_, bottom) = places(bench.page, np.array([[140, 40], [140, 240]]))
    bench.page.mouse.move(x, top)
    bench.page.mouse.down()
    bench.page.mouse.move(x, top + 20, steps=4)
    bench.page.evaluate("() => { document.body.style.marginLeft = '150px'; }")
    bench.page.mouse.move(x, bottom, steps=10)
    bench.page.mouse.up()
    assert paper.answer().startswith("1 ")
