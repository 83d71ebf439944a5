import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.drawing import (
    STAGES,
    answers,
    confidence,
    image_from_strokes,
    labels_of,
    painted,
    probabilities,
    read_digit,
    read_digits,
)
from core.formats.bundled import BUNDLED, bundled
from core.network import Network
from core.specs import NetworkSpec


def arc(x, y, rx, ry, start, stop):
    """Part of an ellipse; degrees, clockwise from the right, y down."""
    t = np.deg2rad(np.linspace(start, stop, 40))
    return np.stack([x + rx * np.cos(t), y + ry * np.sin(t)], axis=1)


DIGITS = {
    0: [arc(140, 140, 55, 85, -90, 270)],
    1: [np.array([[140.0, 50], [138, 230]])],
    2: [np.concatenate([arc(140, 95, 50, 45, -170, 40), [[85, 225], [200, 225]]])],
    3: [np.concatenate([arc(135, 95, 48, 42, -150, 90), arc(135, 185, 55, 48, -90, 140)])],
    4: [np.array([[130.0, 50], [85, 150], [200, 150]]), np.array([[170.0, 95], [160, 235]])],
    5: [
        np.concatenate([[[100.0, 60], [95, 130]], arc(130, 175, 55, 52, -120, 140)]),
        np.array([[100.0, 60], [185, 56]]),
    ],
    6: [np.concatenate([arc(195, 160, 105, 110, -110, -175), arc(138, 185, 50, 45, 180, 540)])],
    7: [np.array([[85.0, 60], [190, 58], [130, 230]])],
    8: [np.concatenate([arc(140, 98, 42, 42, 90, -270), arc(140, 190, 52, 50, -90, 270)])],
    9: [np.concatenate([arc(140, 100, 48, 45, 0, -360), [[188, 100], [178, 235]]])],
}
SCRIBBLE = [np.random.default_rng(5).uniform(40, 240, (25, 2))]


@pytest.mark.parametrize("label", DIGITS)
def test_digits_are_read_whatever_their_size_place_and_pen(label):
    strokes = DIGITS[label]
    assert read_digit(strokes).label == label
    small = [stroke * 0.3 + (180, 10) for stroke in strokes]
    assert read_digit(small).label == label
    for canvas in (painted(strokes), painted(strokes, pen=30.0), painted(small, pen=6.0)):
        assert read_digit(canvas).label == label
        assert read_digit(255 - canvas).label == label


def test_probabilities_of_a_digit_add_up_to_one():
    found = read_digit(DIGITS[7])
    assert found.probabilities.shape == (10,)
    assert found.probabilities.sum() == pytest.approx(1)
    assert found.probabilities.argmax() == 7


@pytest.mark.parametrize(
    "drawing", [[], [np.empty((0, 2))], np.zeros((280, 280), np.uint8), np.full((9, 9), 255, "u1")]
)
def test_nothing_drawn_is_no_digit(drawing):
    found = read_digit(drawing)
    assert found.label == -1
    np.testing.assert_allclose(found.probabilities, 0.1)


def test_scribbles_and_two_digits_are_no_digit():
    pair = [stroke * 0.5 + (dx, 60) for dx in (-10, 120) for stroke in DIGITS[3]]
    for strokes in (SCRIBBLE, pair):
        assert read_digit(strokes).label == -1
        assert read_digit(painted(strokes, pen=10.0)).label == -1
        assert read_digit(strokes).probabilities.sum() == pytest.approx(1)


def test_many_pictures_are_read_like_each():
    empty = np.zeros((280, 280), np.uint8)
    canvases = np.stack([empty, *map(painted, DIGITS.values()), painted(SCRIBBLE), empty])
    labels = read_digits(canvases)
    assert labels.tolist() == [-1, *DIGITS, -1, -1]
    assert labels.tolist() == [read_digit(canvas).label for canvas in canvases]
    assert read_digits(canvases[:0]).shape == (0,)
    assert read_digits(canvases[:1]).tolist() == [-1]


def test_an_endless_stroke_is_read():
    points = np.random.default_rng(0).uniform(0, 280, (100_000, 2))
    assert read_digit([points]).label == -1


def test_without_the_pipeline_place_matters():
    strokes = [stroke * 0.3 + (190, 190) for stroke in DIGITS[2]]
    found = read_digit(painted(strokes, pen=5.0), pipeline=STAGES["raw"], keep_above=0.0)
    assert found.probabilities[2] < 0.5 < read_digit(strokes).probabilities[2]


@given(
    st.lists(
        st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), max_size=8), max_size=3
    )
)
@example([[(0.0, 0.0), (0.0, 1e-308)]])
@settings(deadline=None, max_examples=40)
def test_any_strokes_get_an_answer(strokes):
    found = read_digit(strokes)
    assert -1 <= found.label <= 9
    assert found.probabilities.sum() == pytest.approx(1)
    assert found.probabilities.min() >= 0


@pytest.mark.parametrize(
    "drawing",
    [
        None,
        7,
        "12",
        b"12",
        {"x": 1},
        [[1.0, 2.0]],
        [[[0.0, np.nan]]],
        np.zeros((28, 28)),
        np.zeros((28, 28, 3), np.uint8),
        np.zeros(784, np.uint8),
        np.zeros((0, 5), np.uint8),
        np.array("text"),
        np.zeros((2**13, 2**12), np.uint8),
    ],
    ids=str,
)
def test_what_is_no_drawing_is_refused(drawing):
    with pytest.raises(ValueError, match=r"^(A|The) .*\.$"):
        read_digit(drawing)


@pytest.mark.parametrize(
    "images", [None, [], np.zeros((2, 9, 9)), np.zeros((9, 9), np.uint8), np.zeros((1, 0, 0), "u1")]
)
def test_what_are_no_pictures_is_refused(images):
    with pytest.raises(ValueError, match=r"picture|Pictures"):
        read_digits(images)


@pytest.mark.parametrize("sizes", [(10, 10), (784, 2), (784, 12)])
def test_networks_that_read_no_digits_are_refused(sizes):
    network = Network.initial(NetworkSpec(sizes, ("sigmoid",)), 0)
    with pytest.raises(ValueError, match="reads no digits"):
        read_digit(DIGITS[1], network)


def answering(outputs):
    """Return a network that answers the same to everything."""
    spec = NetworkSpec((784, len(outputs)), ("linear",), "quadratic")
    return Network(spec, np.concatenate([np.zeros(784 * len(outputs)), outputs]))


def test_the_eleventh_output_is_folded_out():
    sure = answering([0.0, 0.3, 0.1, 0, 0, 0, 0, 0, 0, 0, 0.6])
    found = read_digit(DIGITS[1], sure)
    assert found.label == -1
    np.testing.assert_allclose(found.probabilities, [0, 0.75, 0.25, 0, 0, 0, 0, 0, 0, 0], atol=1e-6)
    assert read_digit(DIGITS[1], sure, keep_above=0.25).label == 1


def test_ten_outputs_always_answer_unless_asked_to_be_sure():
    unsure = answering([0.12, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.08])
    assert read_digit(DIGITS[1], unsure).label == 0
    assert read_digit(DIGITS[1], unsure, keep_above=0.5).label == -1
    assert read_digits(painted(DIGITS[1])[None], unsure, keep_above=0.5).tolist() == [-1]


def test_outputs_that_are_no_numbers_still_give_probabilities():
    network = answering([np.nan] * 10)
    np.testing.assert_allclose(read_digit(DIGITS[1], network).probabilities, 0.1)


def test_rows_of_outputs():
    outputs = np.array([[0, 0, 0.5, 0, 0, 0, 0, 0, 0.3, 0, 0.2], [0.1] * 10 + [0]])
    np.testing.assert_allclose(confidence(outputs), [0.5, 0.1])
    assert labels_of(outputs, 0.4).tolist() == [2, -1]
    assert probabilities(outputs)[0, [2, 8]] == pytest.approx([0.625, 0.375])


@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_networks_read_drawings(name):
    net = bundled(name)
    images = np.stack([image_from_strokes(strokes) for strokes in DIGITS.values()])
    found = labels_of(answers(net.network, images), 0.0)
    assert (found == list(DIGITS)).sum() >= 9
    assert bundled(name) is net


def test_unknown_bundled_network_is_refused():
    with pytest.raises(ValueError, match="No bundled network"):
        bundled("best")
