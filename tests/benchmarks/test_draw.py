"""The benchmark of drawings measures what it says, with or without people's strokes."""

import numpy as np
import pytest

from assets.recipe.strokes import PenDigits, boxed
from benchmarks.draw import __main__ as command
from benchmarks.draw.measure import accuracy, no_digits, prepare, rejection, variations
from benchmarks.draw.no_digits import NO_DIGITS
from benchmarks.draw.photos import PHOTOS
from benchmarks.draw.variations import SIDE, VARIATIONS
from core.drawing import painted
from core.formats.bundled import bundled

SEVEN = boxed([np.array([[0.0, 0], [80, 0], [30, 120]])])
ONE = boxed([np.array([[0.0, 0], [2, 120]])])
DIGITS = PenDigits([SEVEN, ONE], np.array([7, 1]), np.array([4, 4]))


@pytest.mark.parametrize("name", VARIATIONS)
def test_a_variation_keeps_the_digit_on_the_canvas(name):
    for seed in range(10):
        drawn = VARIATIONS[name](SEVEN, np.random.default_rng(seed))
        points = np.concatenate(drawn.strokes)
        assert points.min() >= drawn.pen / 2 - 1
        assert points.max() <= SIDE - drawn.pen / 2 + 1


@pytest.mark.parametrize("name", NO_DIGITS)
def test_what_is_no_digit_leaves_ink_on_the_canvas(name):
    for seed in range(10):
        drawn = NO_DIGITS[name](np.random.default_rng(seed), DIGITS.strokes)
        assert painted(drawn.strokes, SIDE, drawn.pen).any()


def test_plain_digits_are_read_and_the_rest_rejected():
    net = bundled()
    for name, prepared in variations(DIGITS).items():
        if name not in ("slanted", "rotated"):
            assert accuracy(net, prepared.seen["strokes"], prepared.labels) == 100
            assert accuracy(net, prepared.seen["pixels"], prepared.labels) == 100
    others = no_digits(DIGITS, 20)
    plain = prepare([VARIATIONS["centred"](SEVEN, np.random.default_rng(0))], np.array([7]))
    found = rejection(net, "strokes", plain, others, own=True)
    assert found.kept == 100
    assert found.keep_above == net.keep_above
    assert found.rejected["scribbles"] > 50


def test_without_strokes_mnist_is_measured_and_the_source_named(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["draw"])
    assert command.main() == 0
    printed = capsys.readouterr().out
    assert "784-30-10" in printed
    assert "UCI data set 81" in printed


def test_with_strokes_every_way_of_drawing_is_printed(monkeypatch, capsys, tmp_path):
    path = tmp_path / "strokes.npz"
    points = np.concatenate([SEVEN[0], ONE[0]])
    np.savez(
        path,
        points=np.rint(points * 100).astype(np.int16),
        stroke_offsets=[0, 3, 5],
        sample_offsets=[0, 1, 2],
        labels=[7, 1],
        writer=[4, 4],
    )
    monkeypatch.setattr("sys.argv", ["draw", str(path), "--others", "2", "--photos", "1"])
    assert command.main() == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in (*VARIATIONS, *NO_DIGITS, *PHOTOS))
    monkeypatch.setattr("sys.argv", ["draw", str(tmp_path / "none.npz")])
    assert command.main() == 1
