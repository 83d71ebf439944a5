import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.data.drawings import AMONG, DIGITS, MOST, decode, encode
from core.data.load import load
from core.specs import DataSpec


def drawings(n, seed=0):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, (n, 28, 28), np.uint8), rng.integers(0, 10, n)


@given(some.integers(4, 40), some.integers(0, 2**32 - 1))
def test_what_is_written_is_read(n, seed):
    images, labels = drawings(n, seed)
    back, digits, symbols = decode(encode(images, labels))
    np.testing.assert_array_equal(back.reshape(n, 28, 28), images)
    np.testing.assert_array_equal(digits, labels)
    assert symbols == DIGITS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "at least 4"),
        (encode(*drawings(3)), "at least 4"),
        ("not base64!", "no drawings"),
        ("ä", "no drawings"),
        (base64.b64encode(bytes(785 * 5 + 1)).decode(), "middle"),
        (base64.b64encode(bytes([10]) * 785 * 5).decode(), "no digit"),
        (encode(*drawings(MOST + 2)), "Too many"),
        (encode(*drawings(5), ("a",)), "at least 2"),
        (encode(*drawings(50), ("a", "b")), "none of the symbols"),
        (encode(*drawings(5), ("a", "a")), "different"),
        (encode(*drawings(5), ("a", "a long one")), "at most 8"),
        (encode(*drawings(5)) + ".e30=", "no drawings"),
        (encode(*drawings(5)) + ".x", "no drawings"),
    ],
)
def test_other_text_is_refused_in_words(text, words):
    with pytest.raises(ValueError, match=words):
        decode(text)


@given(some.text())
def test_no_text_makes_trouble(text):
    with pytest.raises(ValueError, match="rawing"):
        decode(text)


def test_alone_every_drawing_trains_or_validates():
    images, labels = drawings(20)
    data = load(DataSpec("drawings", split=0.7, table=encode(images, labels)))
    assert (len(data.train), len(data.validation)) == (14, 6)
    together = np.concatenate([data.train.x, data.validation.x])
    assert {row.tobytes() for row in together} == {image.tobytes() for image in images}
    assert data.image_shape == (28, 28)


def test_other_symbols_are_what_the_outputs_are_called():
    images, labels = drawings(20)
    text = encode(images, labels % 2, ("★", "♥"))
    data = load(DataSpec("drawings", table=text))
    assert data.output_names == ("★", "♥")
    assert data.train.y.shape == (14, 2)
    with pytest.raises(ValueError, match="Only drawings of digits"):
        load(DataSpec("drawings_mnist", table=text))


def test_mixed_drawings_are_a_tenth_and_mnist_validates():
    images, labels = drawings(50)
    data, whole = load(DataSpec("drawings_mnist", table=encode(images, labels))), load(DataSpec())
    assert len(data.train) == AMONG + 1000
    np.testing.assert_array_equal(data.train.x[:AMONG], whole.train.x[:AMONG])
    np.testing.assert_array_equal(data.train.x[AMONG : AMONG + 50], images.reshape(50, 784))
    assert data.validation is whole.validation
