import json

import numpy as np
import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from ui.components.digit_canvas import Answer, frame, parse_strokes, read_strokes
from ui.components.packing import unpack

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
    {"seq": 1, "strokes": [[1, 2, 3]]},
    {"seq": 1, "strokes": [["1", "2"]]},
    {"seq": 1, "strokes": [[None, 2]]},
    {"seq": 1, "strokes": [[True, 2]]},
    {"seq": 1, "strokes": [[float("nan"), 2]]},
    {"seq": 1, "strokes": [[float("inf"), 2]]},
    {"seq": 1, "strokes": [[10**400, 2]]},
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


def test_strokes_come_as_points():
    strokes, seq = parse_strokes({"seq": 5, "strokes": [[1, 2.5, 3, 4], [7, 8], []]})
    assert seq == 5
    assert [s.tolist() for s in strokes] == [[[1.0, 2.5], [3.0, 4.0]], [[7.0, 8.0]]]
    assert all(s.dtype == np.float32 for s in strokes)


def test_points_stay_on_the_canvas():
    strokes, _ = parse_strokes({"seq": 1, "strokes": [[-5, 300, 280, 0]]})
    assert strokes[0].tolist() == [[0, 280], [280, 0]]


@pytest.mark.parametrize("sent", GARBAGE, ids=lambda sent: repr(sent)[:40])
def test_garbage_is_an_empty_canvas(sent, session):
    session["digit"] = {"strokes": sent}
    strokes, seq = read_strokes("digit")
    assert strokes == []
    assert seq in (0, 1)


@given(json_values, json_values)
def test_no_json_makes_trouble(seq, strokes):
    parsed, number = parse_strokes({"seq": seq, "strokes": strokes})
    assert number >= 0
    assert all(s.ndim == 2 and np.isfinite(s).all() for s in parsed)


@pytest.mark.parametrize("state", [None, 3, "x", {}, {"strokes": None}])
def test_untouched_canvas(state, session):
    session["digit"] = state
    assert read_strokes("digit") == ([], 0)


def test_drawing_outlives_the_widget(session):
    session["digit"] = {"strokes": {"seq": 9, "strokes": [[1, 2, 3, 4]]}}
    read_strokes("digit")
    del session["digit"]  # what Streamlit does when the page is left
    strokes, seq = read_strokes("digit")
    assert seq == 9
    assert strokes[0].tolist() == [[1, 2], [3, 4]]
    assert read_strokes("another") == ([], 0)


def test_frame_round_trip():
    image = np.arange(784, dtype=np.uint8).reshape(28, 28)
    chances = np.linspace(0, 1, 10, dtype=np.float32)
    drawn = [np.array([[0, 279.9], [12.3, 4]], np.float32), np.array([[280, 0]], np.float32)]
    header, (pixels, bars, tenths) = unpack(frame(Answer(image, chances, 2**40, "ähnlich"), drawn))
    assert (header["seq"], header["note"], header["lengths"]) == (2**40, "ähnlich", [2, 1])
    np.testing.assert_array_equal(pixels, image.ravel())
    np.testing.assert_array_equal(bars, chances)
    assert tenths.view("<i2").tolist() == [0, 2799, 123, 40, 2800, 0]


def test_frame_of_an_empty_canvas():
    header, arrays = unpack(frame(Answer(None, None, 0), []))
    assert header["lengths"] == []
    assert [a.size for a in arrays] == [0, 0, 0]


def test_frame_stays_small():
    drawn = [np.zeros((5000, 2), np.float32)]
    image, chances = np.zeros((28, 28), np.uint8), np.zeros(10, np.float32)
    assert len(frame(Answer(image, chances, 1), drawn[:0])) < 1200
    assert len(frame(Answer(image, chances, 1), drawn)) < 25_000


def test_it_mounts():
    def page():
        from ui.components.digit_canvas import Answer, digit_canvas, read_strokes

        _, seq = read_strokes("digit")
        digit_canvas(Answer(None, None, seq), key="digit")

    app = AppTest.from_function(page).run()
    assert not app.exception
    proto = app.get("bidi_component")[0].proto
    assert unpack(proto.bytes)[0]["seq"] == 0
    assert json.dumps(proto.js_content).count("export default") == 1
