"""The canvas: what comes of a drawing, and what a visitor meets: ink, keys, answers."""

import json

import numpy as np
import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Bench, Timed
from ui.components.digit_canvas import (
    HTML,
    TOO_MANY,
    Answer,
    Drawn,
    frame,
    parse,
    put_picture,
    read_drawing,
)
from ui.components.kit.packing import unpack

GARBAGE = [
    None,
    7,
    "strokes",
    [],
    {},
    {"seq": 1},
    {"strokes": [[1, 2]]},
    {"seq": "1", "strokes": [[1, 2]]},
    {"seq": True, "strokes": [[1, 2]]},
    {"seq": -1, "strokes": [[1, 2]]},
    {"seq": 2**60, "strokes": [[1, 2]]},
    {"seq": 1, "strokes": None},
    {"seq": 1, "strokes": {"0": [1, 2]}},
    {"seq": 1, "strokes": [1, 2]},
    {"seq": 1, "strokes": [[1, 2]]},
    {"seq": 1, "strokes": [["1", "2", "3"]]},
    {"seq": 1, "strokes": [[None, 2, 3]]},
    {"seq": 1, "strokes": [[True, 2, 3]]},
    {"seq": 1, "strokes": [[float("nan"), 2, 3]]},
    {"seq": 1, "strokes": [[float("inf"), 2, 3]]},
    {"seq": 1, "strokes": [[10**400, 2, 3]]},
    {"seq": 1, "strokes": [[0.0] * 200_000]},
    {"seq": 1, "strokes": [[]] * 200_000},
]
json_values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.sampled_from("ab"), inner),
)


@pytest.fixture
def session(monkeypatch):
    state = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


def test_strokes_come_as_points_in_time():
    drawn = parse({"seq": 5, "strokes": [[1, 2.5, 0, 3, 4, 17], [7, 8, 30], []], "pen": 26})
    assert (drawn.seq, drawn.pen) == (5, 26)
    assert [s.tolist() for s in drawn.strokes] == [[[1, 2.5, 0], [3, 4, 17]], [[7, 8, 30]]]
    assert [np.asarray(s).shape for s in drawn.drawing] == [(2, 2), (1, 2)]
    assert all(s.dtype == np.float32 for s in drawn.strokes)


def test_points_stay_on_the_canvas():
    drawn = parse({"seq": 1, "strokes": [[-5, 300, -1, 280, 0, 5]]})
    assert drawn.strokes[0].tolist() == [[0, 280, 0], [280, 0, 5]]


@pytest.mark.parametrize("sent", GARBAGE, ids=lambda sent: repr(sent)[:40])
def test_garbage_is_an_empty_canvas(sent, session):
    session["digit"] = {"strokes": sent}
    drawn = read_drawing("digit")
    assert drawn.strokes == []
    assert drawn.seq in (0, 1)


def test_a_hundred_thousand_points_are_refused_in_words():
    drawn = parse({"seq": 7, "strokes": [[1.0] * 300_000]})
    assert (drawn.strokes, drawn.seq, drawn.problem) == ([], 7, TOO_MANY)
    assert unpack(frame(["Net"], drawn, None, []))[0]["problem"] == TOO_MANY


@pytest.mark.parametrize("pen", ["16", None, True, float("nan"), 0, -3, 1e9])
def test_no_pen_is_no_drawing(pen):
    assert parse({"seq": 1, "strokes": [[1, 2, 3]], "pen": pen}).strokes == []


@given(json_values, json_values, json_values)
def test_no_json_makes_trouble(seq, strokes, picture):
    drawn = parse({"seq": seq, "strokes": strokes, "picture": picture})
    assert drawn.seq >= 0
    assert all(s.ndim == 2 and np.isfinite(s).all() for s in drawn.strokes)


@pytest.mark.parametrize("state", [None, 3, "x", {}, {"strokes": None}])
def test_untouched_canvas(state, session):
    session["digit"] = state
    drawn = read_drawing("digit")
    assert (drawn.strokes, drawn.seq) == ([], 0)


def test_drawing_outlives_the_widget(session):
    session["digit"] = {"strokes": {"seq": 9, "strokes": [[1, 2, 0, 3, 4, 5]]}}
    read_drawing("digit")
    del session["digit"]  # what Streamlit does when the page is left
    drawn = read_drawing("digit")
    assert drawn.seq == 9
    assert drawn.strokes[0].tolist() == [[1, 2, 0], [3, 4, 5]]
    assert read_drawing("another").strokes == []


def test_a_picture_takes_the_place_of_strokes_until_one_draws(session):
    session["digit"] = {"strokes": {"seq": 3, "strokes": [[1, 2, 0]]}}
    picture = np.full((30, 20), 255, np.uint8)
    put_picture("digit", picture)
    for _ in range(2):  # the browser still says what it said
        drawn = read_drawing("digit")
        assert drawn.drawing is picture
        assert (drawn.seq, drawn.picture_id) == (3, 1)
    header, arrays = unpack(frame(["Net"], drawn, None, []))
    assert header["picture"] == 1
    assert arrays[4].size == 30 * 30

    session["digit"] = {"strokes": {"seq": 4, "strokes": [[5, 6, 0]], "picture": 0}}
    assert read_drawing("digit").picture is None
    session["digit"] = {"strokes": {"seq": 5, "strokes": [], "picture": 1}}  # undone
    assert read_drawing("digit").drawing is picture


def test_frame_round_trip():
    image = np.arange(784, dtype=np.uint8).reshape(28, 28)
    chances = np.linspace(0, 1, 10, dtype=np.float32)
    strokes = [np.array([[0, 279.9, 0], [12.3, 4, 90]], np.float32)]
    strokes.append(np.array([[280, 0, 400]], np.float32))
    drawn = Drawn(strokes, 2**40, 26.0)
    said = [Answer(chances, 9, "9 · 100%", "ähnlich", ""), Answer(chances[::-1], -1, "?", "", "")]
    header, (pixels, bars, tenths, times, picture) = unpack(frame(["A", "B"], drawn, image, said))
    assert (header["seq"], header["pen"], header["lengths"]) == (2**40, 26.0, [2, 1])
    assert header["names"] == ["A", "B"]
    assert [reader["label"] for reader in header["readers"]] == [9, -1]
    assert header["readers"][0]["note"] == "ähnlich"
    np.testing.assert_array_equal(pixels, image.ravel())
    np.testing.assert_array_equal(bars.reshape(2, 10), [chances, chances[::-1]])
    assert tenths.view("<i2").tolist() == [0, 2799, 123, 40, 2800, 0]
    assert times.tolist() == [0, 90, 400]
    assert picture.size == 0


def test_frame_of_an_empty_canvas():
    header, arrays = unpack(frame(["Net"], Drawn(), None, []))
    assert header["lengths"] == []
    assert [a.size for a in arrays] == [0, 0, 0, 0, 0]


def test_frame_stays_small():
    long = Drawn([np.zeros((5000, 3), np.float32)])
    image = np.zeros((28, 28), np.uint8)
    said = [Answer(np.zeros(10, np.float32), 0, "", "", "")] * 4
    assert len(frame(["Net"] * 4, Drawn(), image, said)) < 2000
    assert len(frame(["Net"] * 4, long, image, said)) < 45_000
    photo = Drawn(picture=np.zeros((1120, 840), np.uint8), picture_id=1)
    assert len(frame(["Net"], photo, image, said[:1])) < 25_000


def test_it_mounts():
    def page():
        from ui.components.digit_canvas import digit_canvas, read_drawing

        digit_canvas(["Net"], read_drawing("digit"), None, [], key="digit")

    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    proto = app.get("bidi_component")[0].proto
    assert unpack(proto.bytes)[0]["seq"] == 0
    assert json.dumps(proto.js_content).count("export default") == 1


CANVAS = "components/digit_canvas/digit_canvas"
SIDE = 280  # units


def answered(drawn: Drawn, label: int = 7) -> bytes:
    outputs = np.full(10, 0.0004, np.float32)
    outputs[label] = 0.9964
    said = Answer(outputs, label, f"{label} · >99%", "", f"Net: {label}, more than 99 percent.")
    return frame(["Net"], drawn, np.zeros((28, 28), np.uint8), [said])


def empty() -> bytes:
    return frame(["Net"], Drawn(), None, [])


class Canvas:
    """A canvas on the page."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.page = bench, bench.page
        self.mounted = bench.mount(CANVAS, empty(), html=HTML)
        self.root = self.mounted.root
        self.paper = self.root.get_by_role("application")
        self.box = self.paper.bounding_box()

    def draw(self, *places: tuple[float, float]) -> None:
        """Draw a stroke from place to place, in units."""
        for i, (x, y) in enumerate(places):
            across, up = (side / SIDE for side in (self.box["width"], self.box["height"]))
            self.page.mouse.move(self.box["x"] + x * across, self.box["y"] + y * up)
            if not i:
                self.page.mouse.down()
        self.page.mouse.up()

    def press(self, button: str) -> None:
        self.root.get_by_role("button", name=button).click()

    def ink(self) -> int:
        """Return how much of the paper is inked, in pixels."""
        self.bench.settle()
        return self.paper.evaluate(
            """(paper) => {
                const brush = paper.getContext("2d");
                const { data } = brush.getImageData(0, 0, paper.width, paper.height);
                return data.filter((v, i) => i % 4 === 3 && v > 127).length;
            }"""
        )

    @property
    def strokes(self) -> list[list[float]]:
        return self.bench.state["strokes"]["strokes"]

    @property
    def seq(self) -> int:
        return self.bench.state["strokes"]["seq"]


@pytest.fixture
def canvas(bench):
    return Canvas(bench)


def test_a_stroke_is_ink_at_once_and_told_when_it_is_done(canvas):
    assert canvas.ink() == 0
    canvas.draw((60, 60), (200, 60), (100, 220))
    assert canvas.ink() > 1000
    (stroke,) = canvas.strokes
    places = np.array(stroke).reshape(-1, 3)[:, :2]
    np.testing.assert_allclose(places[[0, -1]], [[60, 60], [100, 220]], atol=1.5)
    times = stroke[2::3]
    assert times == sorted(times)
    assert canvas.bench.state["strokes"]["pen"] == 16


def test_the_answer_is_shown_said_and_gone_with_the_drawing(canvas):
    canvas.draw((60, 60), (200, 60), (100, 220))
    canvas.mounted.show(answered(Drawn(seq=canvas.seq)))
    expect(canvas.root.locator(".line")).to_have_text("7 · >99%")
    expect(canvas.root.locator(".bars li.first")).to_contain_text(">99")
    expect(canvas.root.get_by_role("status")).to_have_text("Net: 7, more than 99 percent.")
    seq = canvas.seq
    canvas.press("Clear")
    expect(canvas.root.locator(".line")).to_have_text("Draw a digit")
    canvas.mounted.show(answered(Drawn(seq=seq)))  # it was on its way
    expect(canvas.root.locator(".line")).to_have_text("Draw a digit")


def test_undo_and_redo_take_strokes_away_and_back(canvas):
    canvas.draw((60, 60), (200, 60))
    one = canvas.ink()
    canvas.draw((60, 160), (200, 160))
    assert len(canvas.strokes) == 2
    canvas.press("Undo")
    assert canvas.ink() == one
    assert len(canvas.strokes) == 1
    canvas.paper.focus()
    canvas.page.keyboard.press("Control+z")
    assert canvas.ink() == 0
    canvas.page.keyboard.press("Control+Shift+z")
    assert canvas.ink() == one
    canvas.press("Clear")
    canvas.press("Undo")
    assert canvas.ink() == one


def test_keys_draw_too(canvas):
    canvas.paper.focus()
    for key in ("ArrowUp", "Space", "ArrowDown", "ArrowDown", "Shift+ArrowRight", "Enter"):
        canvas.page.keyboard.press(key)
    (stroke,) = canvas.strokes
    places = np.array(stroke).reshape(-1, 3)[:, :2]
    np.testing.assert_allclose(places[0], [140, 132])
    np.testing.assert_allclose(places[-1], [142, 148])
    canvas.page.keyboard.press("Escape")
    before = canvas.ink()
    canvas.page.keyboard.press("Space")  # the pen is there again where it was
    assert canvas.ink() > before


def test_a_broader_pen_makes_more_ink(canvas):
    canvas.draw((60, 140), (220, 140))
    medium = canvas.ink()
    canvas.press("Pen width")
    assert canvas.ink() > 1.4 * medium
    assert canvas.bench.state["strokes"]["pen"] == 26


def test_a_drawing_kept_by_python_is_there_again(bench):
    stroke = np.array([[60, 60, 0], [200, 60, 90], [100, 220, 200]], np.float32)
    first = Canvas(bench)
    first.mounted.end()
    again = bench.mount(CANVAS, answered(Drawn([stroke], 9)), html=HTML)
    expect(again.root.locator(".line")).to_have_text("7 · >99%")
    again.root.get_by_role("button", name="Undo").click()
    assert bench.state["strokes"]["strokes"] == []
    again.root.get_by_role("button", name="Redo").click()
    (kept,) = bench.state["strokes"]["strokes"]
    np.testing.assert_allclose(np.array(kept).reshape(-1, 3), stroke)


def test_while_the_pen_is_down_states_wait_for_the_answer_before(timed: Timed):
    canvas = Canvas(timed)
    canvas.page.mouse.move(canvas.box["x"] + 50, canvas.box["y"] + 50)
    canvas.page.mouse.down()
    first = canvas.seq
    canvas.page.mouse.move(canvas.box["x"] + 90, canvas.box["y"] + 50)
    timed.wait(100)
    assert canvas.seq == first
    canvas.mounted.call(answered(Drawn(seq=first)))
    timed.wait(50)
    second = canvas.seq
    assert second > first
    canvas.page.mouse.move(canvas.box["x"] + 140, canvas.box["y"] + 50)
    timed.wait(600)  # no answer: it is no longer waited for
    assert canvas.seq > second


def test_a_drawing_that_streamlit_lost_is_told_again_less_and_less_often(timed: Timed):
    canvas = Canvas(timed)
    canvas.draw((60, 60), (200, 60))
    told = [canvas.seq]
    for wait in (1600, 3100, 6100):
        timed.wait(wait)
        told.append(canvas.seq)
    assert told == sorted(set(told))
    canvas.mounted.call(answered(Drawn(seq=canvas.seq)))
    timed.wait(60_000)
    assert canvas.seq == told[-1]


def test_each_button_says_in_a_word_what_it_does(canvas):
    tools = canvas.root.locator(".tools button")
    words = ["Undo", "Redo", "Replay", "Pen", "Clear"]
    expect(tools).to_have_text(words)
    for button, word in zip(tools.all(), words, strict=True):
        expect(button.get_by_text(word)).to_be_visible()
        assert word in button.get_attribute("aria-label")  # what is seen is what is said
