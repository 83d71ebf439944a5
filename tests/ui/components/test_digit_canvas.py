import json

import numpy as np
import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from ui.components.digit_canvas import (
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
    said = [Answer(chances, 9, "9 · 100 %", "ähnlich", ""), Answer(chances[::-1], -1, "?", "", "")]
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

    app = AppTest.from_function(page).run()
    assert not app.exception
    proto = app.get("bidi_component")[0].proto
    assert unpack(proto.bytes)[0]["seq"] == 0
    assert json.dumps(proto.js_content).count("export default") == 1
