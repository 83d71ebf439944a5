import numpy as np
import pytest

from core.data.load import load
from core.data.points import (
    EXAMPLE,
    MOST_POINTS,
    points,
    read_points,
    scattered,
    table_of_points,
    text_of_points,
)
from core.data.tables import table
from core.specs import DataSpec


def test_points_of_two_classes_have_one_output():
    data = points("0.25 -0.5 A\n\n-1 1 B\n", ("x", "y", "xy"))
    np.testing.assert_allclose(data.train.x, [[0.25, -0.5, -0.125], [-1, 1, -1]])
    assert data.train.y.tolist() == [[0], [1]]
    assert (data.output_names, data.class_names) == (("B",), ("A", "B"))
    assert not data.held_out
    assert (data.plane.low, data.plane.high) == (-1, 1)


def test_points_of_more_classes_have_an_output_each():
    data = points("0 0 A\n0 1 E", ("x", "y"))
    assert data.train.y.tolist() == [[1, 0, 0, 0, 0], [0, 0, 0, 0, 1]]
    assert data.output_names == tuple("ABCDE")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least two classes"),
        ("0 0 A\n1 1 A", "at least two classes"),
        ("0 0 A\n0 2 B", "Line 2 is no point"),
        ("0 0 AB\n0 1 B", "Line 1 is no point"),
        ("0 nan A", "Line 1 is no point"),
        ("0 0 F", "Line 1 is no point"),
        ("0 A", "Line 1 is no point"),
        ("0 0 A\n" * (MOST_POINTS + 1), f"{MOST_POINTS} points at most"),
    ],
)
def test_what_are_no_points_is_explained(text, said):
    with pytest.raises(ValueError, match=said):
        points(text, ("x", "y"))


def test_as_many_points_as_allowed_can_be_used():
    assert len(points("0 0 A\n0.5 0 B\n" * (MOST_POINTS // 2), ("x",)).train) == MOST_POINTS


def test_text_and_points_are_one_and_the_same():
    assert text_of_points(*read_points(EXAMPLE)) == EXAMPLE
    assert text_of_points(np.array([[-0.001, 0.129]]), np.array([2])) == "0 0.13 C"


def test_a_formula_parts_points_and_noise_strays_but_not_out_of_the_square():
    places, labels = read_points(scattered("y > sin(3x)", 300, 0, 1))
    clear = np.abs(places[:, 1] - np.sin(3 * places[:, 0])) > 0.03  # else rounding may tell
    np.testing.assert_array_equal(labels[clear], (places[:, 1] > np.sin(3 * places[:, 0]))[clear])
    strayed, same = read_points(scattered("y > sin(3x)", 300, 0.5, 1))
    np.testing.assert_array_equal(labels, same)
    assert np.abs(strayed).max() == 1
    assert np.std((strayed - places)[np.abs(strayed) < 1]) > 0.2


@pytest.mark.parametrize(("formula", "said"), [("y > 2", "nowhere"), ("y < 2", "everywhere")])
def test_a_formula_that_parts_nothing_is_explained(formula, said):
    with pytest.raises(ValueError, match=said):
        scattered(formula, 50, 0, 1)


def test_downloaded_points_are_a_table_that_can_be_learned():
    text = table_of_points(EXAMPLE)
    assert text.splitlines()[:2] == ["x,y,class", "-0.5,0.5,A"]
    assert table(text, 0.5, 0).input_names == ("x", "y")


def test_points_are_data_like_others():
    spec = DataSpec("points", table=EXAMPLE, features=("x", "y", "xy"))
    assert load(spec) is load(spec)
    assert load(spec).input_names == ("x", "y", "xy")
