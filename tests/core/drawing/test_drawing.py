import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.data.load import load
from core.drawing import (
    STAGES,
    WHOLE,
    image_from_pixels,
    image_from_strokes,
    image_of,
    painted,
    stages,
)
from core.specs import DataSpec

SEVEN = [
    np.array([[60.0, 40], [200, 42], [120, 230]]),
    np.array([[95.0, 140], [175, 138]]),
]
STICK = [np.array([[140.0, 30], [141, 250]])]
HOOK = [np.array([[80.0, 30], [80, 200], [170, 200]])]  # an L, seen neither mirrored nor turned


def ink_centre(image):
    grey = image.astype(float)
    y, x = np.indices(grey.shape)
    return (grey * x).sum() / grey.sum(), (grey * y).sum() / grey.sum()


def complete(image, strokes):
    """Whether all ink is in the field: the picture is as wide and as high as it must be."""
    extent = np.ptp(np.concatenate(strokes), axis=0)
    sides = extent * (20 - 2.6) / max(extent.max(), 1e-9) + 2.6
    spans = [np.ptp(np.flatnonzero(image.any(axis=axis))) + 1 for axis in (0, 1)]
    inside = not (image[[0, -1]].any() or image[:, [0, -1]].any())
    return inside and all(spans > sides - 0.5)


def ink_size(image):
    """Width and height of the ink, counting a grey pixel at the edge as a part of one."""
    grey = image / 255
    return grey.max(axis=0).sum(), grey.max(axis=1).sum()


def difference(a, b):
    return np.abs(a.astype(int) - b.astype(int)).max()


def distances(strokes, side=280, pen=16.0):
    """What a canvas shows, computed from every pixel's distance to every line."""
    y, x = np.indices((side, side))
    away = np.full((side, side), np.inf)
    for stroke in strokes:
        for (x0, y0), (x1, y1) in itertools.pairwise(stroke):
            dx, dy = x1 - x0, y1 - y0
            t = np.clip(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1)
            away = np.minimum(away, np.hypot(x - x0 - t * dx, y - y0 - t * dy))
    return np.rint(255 * np.clip(pen / 2 + 0.5 - away, 0, 1)).astype(np.uint8)


coordinates = st.floats(0, 280).map(lambda v: round(v, 1))
stroke_lists = st.lists(
    st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=12).map(np.array),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("strokes", [[], [np.empty((0, 2))], [[], []]])
def test_no_strokes_no_image(strokes):
    assert image_from_strokes(strokes) is None


@example([np.array([[0.0, 0.0]]), np.array([(80.0, 0.0), (84.0, 0.0)])])
@given(stroke_lists)
@settings(max_examples=50)
def test_any_strokes_give_a_centred_picture(strokes):
    image = image_from_strokes(strokes)
    assert image.shape == (28, 28)
    assert image.dtype == np.uint8
    if complete(image, strokes):
        assert ink_centre(image) == pytest.approx((14, 14), abs=0.05)


@given(stroke_lists, st.floats(0.02, 50), st.floats(-1000, 1000), st.floats(-1000, 1000))
@settings(max_examples=50)
def test_size_and_place_do_not_matter(strokes, scale, dx, dy):
    extent = np.ptp(np.concatenate(strokes), axis=0).max()
    if 0 < extent < 0.5:  # lost in the rounding of the shift
        return
    moved = [stroke * scale + (dx, dy) for stroke in strokes]
    assert difference(image_from_strokes(strokes), image_from_strokes(moved)) <= 1


@pytest.mark.parametrize("strokes", [SEVEN, STICK])
def test_longest_side_is_20(strokes):
    assert max(ink_size(image_from_strokes(strokes))) == pytest.approx(20, abs=0.6)
    assert max(ink_size(image_from_pixels(painted(strokes)))) == pytest.approx(20, abs=0.6)


def test_pen_is_2_6_wide():
    columns = image_from_strokes(STICK).max(axis=0) / 255
    assert columns.sum() == pytest.approx(2.6, abs=0.15)


def test_lone_dot_is_one_pen_wide_and_in_the_middle():
    image = image_from_strokes([[[33.0, 200.0]]])
    assert ink_size(image) == pytest.approx((2.6, 2.6), abs=0.5)
    assert ink_centre(image) == pytest.approx((14, 14), abs=0.01)
    assert difference(image, image_from_strokes([[[33.0, 200.0]] * 5])) == 0


def test_ink_far_from_the_mass_is_cut_off_and_does_not_pull():
    comb = [np.array([[x, 0.0], [x, 300.0]]) for x in (0, 20, 40, 60)]
    image = image_from_strokes([*comb, [[60, 150], [300, 150]]])
    assert image[14, -1] > 200
    assert image[:, :8].sum() == 0
    assert ink_centre(image)[1] == pytest.approx(14, abs=0.05)


def test_dot_beside_a_stroke_is_drawn():
    image = image_from_strokes([*STICK, [[240, 140]]])
    assert image[:, 17:].max() > 200


def test_not_turned_not_mirrored():
    for image in (image_from_strokes(HOOK), image_from_pixels(painted(HOOK))):
        width, height = ink_size(image)
        assert height > 1.5 * width
        x, y = ink_centre(image)
        assert image[: int(y), : int(x)].sum() > 5 * image[: int(y), int(x) + 2 :].sum()
        assert image[int(y) + 5 :, int(x) + 2 :].sum() > 1000


@pytest.mark.parametrize(
    "stroke",
    [
        [[0.0, np.nan], [1, 1]],
        [[0.0, np.inf], [1, 1]],
        [1.0, 2.0],
        [[1.0, 2.0, 3.0]],
        [["a", "b"]],
        [[1, 2], [3]],
        [[None, 1]],
        "12",
        {"x": 1},
        [[-1.7e308, 0], [1.7e308, 0]],
    ],
)
def test_wrong_strokes_are_refused(stroke):
    with pytest.raises(ValueError, match=r"^(A stroke|The drawing) .*\.$"):
        image_from_strokes([STICK[0], stroke])


def test_endless_scribble_takes_bounded_time():
    points = np.random.default_rng(0).uniform(0, 280, (100_000, 2))
    start = time.process_time()
    image = image_from_strokes([points])
    assert time.process_time() - start < 2
    assert image[6:22, 6:22].min() == 255


@given(st.integers(2, 400), st.integers(2, 400))
@settings(max_examples=30)
def test_no_ink_in_a_plain_picture(height, width):
    assert image_from_pixels(np.zeros((height, width), np.uint8)) is None
    assert image_from_pixels(np.full((height, width), 255, np.uint8)) is None


@pytest.mark.parametrize("strokes", [SEVEN, STICK, HOOK])
@pytest.mark.parametrize("pen", [8.0, 16.0, 28.0])
def test_pixels_and_strokes_nearly_agree(strokes, pen):
    by_path, by_look = image_from_strokes(strokes), image_from_pixels(painted(strokes, pen=pen))
    assert np.abs(by_path.astype(int) - by_look.astype(int)).mean() < 3.5
    assert np.corrcoef(by_path.ravel(), by_look.ravel())[0, 1] > 0.96


def test_dark_on_light_equals_light_on_dark():
    picture = painted(SEVEN)
    np.testing.assert_array_equal(image_from_pixels(picture), image_from_pixels(255 - picture))


@pytest.mark.parametrize("scale", [0.15, 0.4, 0.7])
@pytest.mark.parametrize("place", [(0, 0), (20, 70)])
def test_place_and_size_in_a_picture_hardly_matter(scale, place):
    plain = image_from_pixels(painted(SEVEN))
    moved = image_from_pixels(painted([s * scale + place for s in SEVEN], pen=16 * scale))
    assert ink_centre(moved) == pytest.approx((14, 14), abs=0.05)
    assert np.corrcoef(plain.ravel(), moved.ravel())[0, 1] > 0.95


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_any_noise_is_digested(height, width, seed):
    picture = np.random.default_rng(seed).integers(0, 256, (height, width), np.uint8)
    image = image_from_pixels(picture)
    if image is not None:
        assert image.shape == (28, 28)
        assert image.any()


def test_one_bright_pixel():
    picture = np.zeros((5, 9), np.uint8)
    picture[2, 3] = 80
    assert ink_centre(image_from_pixels(picture)) == pytest.approx((14, 14), abs=0.05)


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((28, 28)),
        np.zeros((28, 28, 3), np.uint8),
        np.zeros(784, np.uint8),
        np.zeros((0, 28), np.uint8),
        [[0, 255]],
    ],
)
def test_wrong_pictures_are_refused(picture):
    with pytest.raises(ValueError, match=r"^The picture .*\.$"):
        image_from_pixels(picture)


@pytest.mark.parametrize("strokes", [SEVEN, STICK, HOOK])
def test_what_is_in_the_form_already_is_left_alone(strokes):
    for image in (image_from_strokes(strokes), image_from_pixels(painted(strokes))):
        np.testing.assert_array_equal(image_from_pixels(image), image)
        np.testing.assert_array_equal(image_from_pixels(255 - image), image)
        off_centre = np.roll(image, 2, axis=1)
        assert ink_centre(image_from_pixels(off_centre)) == pytest.approx((14, 14), abs=0.05)


def test_mnist_is_left_alone():
    images = np.asarray(load(DataSpec()).test.x[:200]).reshape(-1, 28, 28)
    same = [np.array_equal(image_from_pixels(image), image) for image in images]
    assert np.mean(same) > 0.98


# -- steps switched off --


def off(step):
    return replace(WHOLE, **{step: False})


@pytest.mark.parametrize("kind", ["strokes", "pixels"])
def test_each_step_does_what_it_says_and_nothing_else(kind):
    strokes = [s * 0.4 + (130, 20) for s in SEVEN]
    drawing = strokes if kind == "strokes" else painted(strokes)
    whole = image_of(drawing)
    assert max(ink_size(whole)) == pytest.approx(20, abs=0.6)
    assert ink_centre(whole) == pytest.approx((14, 14), abs=0.05)

    in_place = image_of(drawing, off("centre"))
    assert max(ink_size(in_place)) == pytest.approx(20, abs=0.6)
    rows, columns = (np.flatnonzero(in_place.any(axis=axis)) for axis in (1, 0))
    assert (rows[0] + rows[-1]) / 2 == pytest.approx(13.5, abs=0.6)
    assert (columns[0] + columns[-1]) / 2 == pytest.approx(13.5, abs=0.6)

    as_large_as_drawn = image_of(drawing, off("box"))
    drawn = np.ptp(np.concatenate(strokes), axis=0).max() * 0.1 + 2.6
    assert max(ink_size(as_large_as_drawn)) == pytest.approx(drawn, abs=0.7)
    assert ink_centre(as_large_as_drawn) == pytest.approx((14, 14), abs=0.05)

    pen_as_drawn = image_of(drawing, off("pen"))
    assert max(ink_size(pen_as_drawn)) == pytest.approx(20, abs=0.6)
    assert pen_as_drawn.sum() > 1.15 * whole.sum()


@pytest.mark.parametrize("kind", ["strokes", "pixels"])
def test_without_any_step_the_canvas_just_shrinks(kind):
    strokes = [s * 0.4 + (130, 20) for s in SEVEN]
    canvas = painted(strokes)
    shrunk = canvas.reshape(28, 10, 28, 10).mean(axis=(1, 3))
    raw = image_of(strokes if kind == "strokes" else canvas, STAGES["raw"])
    # the path's edges fall off over a pixel of the canvas or of the picture: hence not the same
    assert np.abs(raw - shrunk).max() < (50 if kind == "strokes" else 1)
    assert ink_centre(raw) == pytest.approx(ink_centre(shrunk), abs=0.15)


def test_stages_end_with_what_the_network_sees():
    for drawing in (SEVEN, painted(SEVEN)):
        found = stages(drawing)
        assert list(found) == ["raw", "box", "pen", "centre"]
        np.testing.assert_array_equal(found["centre"], image_of(drawing))
    assert stages([]) is None
    assert stages(np.zeros((280, 280), np.uint8)) is None


@given(stroke_lists, st.sampled_from(list(STAGES)), st.floats(-500, 500))
@settings(max_examples=50)
def test_any_strokes_pass_any_steps(strokes, stage, shift):
    moved = [stroke + shift for stroke in strokes]
    for pipeline in (STAGES[stage], *map(off, ("box", "pen", "centre"))):
        image = image_from_strokes(moved, pipeline)
        assert image is None or (image.shape == (28, 28) and image.any())


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
@settings(max_examples=30)
def test_any_noise_passes_any_steps(height, width, seed):
    picture = np.random.default_rng(seed).integers(0, 200, (height, width), np.uint8)
    for pipeline in (STAGES["raw"], *map(off, ("box", "pen", "centre"))):
        image = image_from_pixels(picture, pipeline)
        assert image is None or image.shape == (28, 28)


def test_grey_paper_is_no_ink():
    picture = painted(SEVEN)
    plain = image_from_pixels(picture)
    on_light_grey = (200 - picture * (160 / 255)).astype(np.uint8)
    on_dark_grey = (60 + picture * (190 / 255)).astype(np.uint8)
    for scanned in (on_light_grey, on_dark_grey):
        assert difference(plain, image_from_pixels(scanned)) < 30
    assert image_from_pixels(np.full((50, 50), 100, np.uint8)) is None


def test_faint_ink_is_made_bright():
    picture = painted(SEVEN)
    faint = (picture * 0.45).astype(np.uint8)
    assert difference(image_from_pixels(picture), image_from_pixels(faint)) < 30


# -- a canvas --


@pytest.mark.parametrize("pen", [4.0, 16.0, 33.0])
def test_canvas_shows_the_strokes(pen):
    assert np.abs(painted(SEVEN, 280, pen).astype(int) - distances(SEVEN, pen=pen)).max() < 60
    assert painted([[[5, 6]]], 12, 4.0)[6, 5] == 255


def test_canvas_cuts_off_what_lies_outside():
    canvas = painted([np.array([[-1e6, 140], [1e6, 140]])])
    assert (canvas[140] == 255).all()
    assert not canvas[:120].any()


@pytest.mark.parametrize(("side", "pen"), [(0, 1.0), (10**6, 1.0), (280, 0.0), (280, np.nan)])
def test_impossible_canvas_is_refused(side, pen):
    with pytest.raises(ValueError, match="A canvas has"):
        painted(SEVEN, side, pen)
