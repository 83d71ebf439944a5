"""What the bundled networks are trained on: strokes from a file, negatives, distorted pictures."""

import numpy as np
import pytest

from assets.recipe import negatives
from assets.recipe.distort import distorted
from assets.recipe.pictures import mnist_side_by_side, no_digit_pictures, on_canvas, pen_pictures
from assets.recipe.strokes import boxed, held_out, read_pen_digits, turned
from core.data.load import load
from core.drawing import image_from_pixels, image_from_strokes
from core.specs import DataSpec

# Two digits by writer 4, one by writer 5: a one, a seven of two strokes, a one.
ARRAYS = {
    "points": np.array([[9, 0], [9, 9], [0, 0], [8, 0], [2, 9], [1, 5], [7, 5], [3, 1], [3, 8]]),
    "stroke_offsets": np.array([0, 2, 5, 7, 9]),
    "sample_offsets": np.array([0, 1, 3, 4]),
    "labels": np.array([1, 7, 1], np.uint8),
    "writer": np.array([4, 4, 5], np.uint8),
}


@pytest.fixture
def pen_digits(tmp_path):
    np.savez(tmp_path / "strokes.npz", **ARRAYS)
    return read_pen_digits(tmp_path / "strokes.npz")


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_strokes_come_back_digit_by_digit(pen_digits):
    assert [[len(s) for s in one] for one in pen_digits.strokes] == [[2], [3, 2], [2]]
    assert pen_digits.strokes[1][1].tolist() == [[1, 5], [7, 5]]
    assert pen_digits.labels.tolist() == [1, 7, 1]
    assert held_out(pen_digits).tolist() == [True, True, False]
    left = pen_digits.where(held_out(pen_digits))
    assert len(left) == 2
    assert set(left.writers) == {4}


@pytest.mark.parametrize("change", [{"labels": None}, {"points": None}])
def test_another_file_is_refused_and_the_source_named(tmp_path, change):
    path = tmp_path / "strokes.npz"
    np.savez(path, **{k: v for k, v in ARRAYS.items() if k not in change})
    with pytest.raises(ValueError, match="UCI data set 81"):
        read_pen_digits(path)
    with pytest.raises(ValueError, match="UCI data set 81"):
        read_pen_digits(tmp_path / "missing.npz")


def test_boxed_has_longest_side_1_about_0():
    points = np.concatenate(boxed([np.array([[3.0, 4], [5, 14]]), np.array([[4.0, 9]])]))
    np.testing.assert_allclose(points.min(axis=0), [-0.1, -0.5])
    np.testing.assert_allclose(points.max(axis=0), [0.1, 0.5])


def test_turned_turns_clockwise_and_slants_to_the_right():
    up = [np.array([[0.0, 1], [0, 0]])]  # from below to above: y is down
    (turned_up,) = turned(up, degrees=90)
    np.testing.assert_allclose(turned_up, [[-0.5, 0], [0.5, 0]], atol=1e-12)
    (slanted,) = turned(up, shear=0.5)
    assert slanted[1, 0] > slanted[0, 0]


@pytest.mark.parametrize("kind", negatives._KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_negative_can_be_drawn(kind, pen_digits, rng):
    for _ in range(10):
        strokes = boxed(kind(rng, pen_digits.strokes))
        assert np.isfinite(np.concatenate(strokes)).all()
        assert image_from_strokes(strokes).any()


def test_two_digits_lie_beside_each_other(pen_digits, rng):
    for _ in range(20):
        strokes = negatives.several_digits(rng, [pen_digits.strokes[1]])
        first = np.concatenate(strokes[:2])[:, 0]
        second = np.concatenate(strokes[2:4])[:, 0]
        assert first.min() < second.min()
        assert first.max() < second.max()


def test_canvas_holds_all_the_ink(pen_digits, rng):
    for _ in range(20):
        canvas = on_canvas(boxed(pen_digits.strokes[1]), rng)
        assert canvas.max() > 200
        assert not canvas[[0, -1]].any()
        assert not canvas[:, [0, -1]].any()


def test_pictures_are_what_the_pipeline_sees(pen_digits, rng):
    pictures = pen_pictures(pen_digits, 4, rng)
    assert pictures.shape == (3, 4, 28, 28)
    assert pictures.any(axis=(2, 3)).all()
    others = no_digit_pictures(pen_digits.strokes, 6, rng)
    assert others.shape == (6, 28, 28)
    images = np.asarray(load(DataSpec()).test.x[:50]).reshape(-1, 28, 28)
    pairs = mnist_side_by_side(images, 5, rng)
    for picture in pairs:  # wider than high, as two digits are
        width, height = (np.ptp(np.flatnonzero(picture.any(axis=axis))) for axis in (0, 1))
        assert width >= 19 > height


def test_distorted_pictures_are_other_pictures_of_the_same_things(rng):
    images = np.asarray(load(DataSpec()).test.x[:200]).reshape(-1, 28, 28)
    once, again = (distorted(images, np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(once, again)
    assert once.dtype == np.uint8
    assert (once != images).any(axis=(1, 2)).all()
    centred = np.stack([image_from_pixels(image) for image in images]) / 255.0
    back = np.stack([image_from_pixels(image) for image in once]) / 255.0
    alike = [np.corrcoef(a.ravel(), b.ravel())[0, 1] for a, b in zip(centred, back, strict=True)]
    assert np.median(alike) > 0.5
