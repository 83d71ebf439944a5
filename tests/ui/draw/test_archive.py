"""Drawings that are taken away and brought back; zips made to do harm."""

import zipfile
from io import BytesIO

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from PIL import Image

from core.data.drawings import DIGITS, MOST
from runs.drawings import Collection
from ui.draw import archive


def png(shape=(28, 28), value=0):
    out = BytesIO()
    Image.fromarray(np.full(shape, value, np.uint8)).save(out, "PNG")
    return out.getvalue()


def zipped(*parts, compression=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in parts:
            made.writestr(name, content)
    return out.getvalue()


TABLE = ("labels.csv", "file,label\n0001.png,7\n")
BAD = {
    "no zip": (b"PK\x03\x04 but no more", "no zip"),
    "nothing": (b"", "no zip"),
    "a zip bomb": (lambda: zipped(("labels.csv", bytes(50_000_000))), "too large"),
    "a picture bomb": (lambda: zipped(TABLE, ("0001.png", bytes(50_000_000))), "too large"),
    "a large picture": (zipped(TABLE, ("0001.png", png((500, 500)))), "500 × 500"),
    "a picture of another shape": (zipped(TABLE, ("0001.png", png((14, 56)))), "not 28 × 28"),
    "a path upwards": (zipped(TABLE, ("../../0001.png", png())), "Only labels.csv"),
    "an absolute path": (zipped(TABLE, ("/etc/passwd", "x")), "Only labels.csv"),
    "another file": (zipped(TABLE, ("run.py", "x")), "Only labels.csv"),
    "no table": (zipped(("0001.png", png())), "must hold labels.csv"),
    "a missing picture": (zipped(TABLE), "not in the zip"),
    "no label": (zipped(("labels.csv", "file,label\n0001.png,\n")), "line 2"),
    "a sentence": (
        zipped(("labels.csv", "file,label\n0001.png,not a symbol\n"), ("0001.png", png())),
        "at most 8 letters",
    ),
    "eleven symbols": (
        zipped(
            ("labels.csv", "file,label\n" + "".join(f"{n:04d}.png,{n:x}\n" for n in range(11))),
            *((f"{n:04d}.png", png()) for n in range(11)),
        ),
        "at most 10",
    ),
    "another header": (zipped(("labels.csv", "a,b\n")), "must begin"),
    "no text": (zipped(("labels.csv", b"\xff\xfe\x00")), "no table"),
    "a text as picture": (zipped(TABLE, ("0001.png", "hello")), "0001.png: This is no picture"),
    "too many files": (zipped(*((f"{n:04d}.png", b"") for n in range(MOST + 2))), "at most"),
    "too many bytes": (bytes(archive.MOST_BYTES + 1), "too large"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_zips_are_refused_in_words(what):
    content, words = BAD[what]
    if callable(content):  # it takes time to make
        content = content()
    with pytest.raises(ValueError, match=words):
        archive.read(content)


def test_a_zip_that_was_unpacked_and_packed_again_is_read():
    content = zipped(
        ("drawings/", b""),
        ("drawings/labels.csv", b"\xef\xbb\xbffile;label\r\n0001.png;7\r\n\r\n"),
        ("drawings/0001.png", png(value=9)),
        ("drawings/.DS_Store", b"x"),
        ("__MACOSX/drawings/._0001.png", b"x"),
        ("drawings/Thumbs.db", b"x"),
    )
    back = archive.read(content)
    assert back.labels.tolist() == [7]
    assert back.images.max() == 9


@given(some.lists(some.integers(0, 9), max_size=12), some.integers(0, 2**32 - 1))
def test_what_is_written_is_read(labels, seed):
    images = np.random.default_rng(seed).integers(0, 256, (len(labels), 28, 28), np.uint8)
    collection = Collection()
    for image, label in zip(images, labels, strict=True):
        collection.add(image, label)
    back = archive.read(archive.write(collection))
    assert (back.labels.tolist(), back.symbols) == (labels, DIGITS)
    np.testing.assert_array_equal(back.images, images)


@given(
    some.lists(
        some.text(min_size=1, max_size=8).filter(
            lambda text: text.isprintable() and text == text.strip()
        ),
        min_size=2,
        max_size=10,
        unique=True,
    )
)
@example(["★", "♥"])
@example([",", ";", '"', "|", "'", "=1+1", "#", "0"])
def test_symbols_are_written_and_read_by_their_names(symbols):
    collection = Collection(symbols)
    for label in range(len(symbols)):
        collection.add(np.full((28, 28), label, np.uint8), label)
    back = archive.read(archive.write(collection))
    assert [back.symbols[label] for label in back.labels] == symbols
    np.testing.assert_array_equal(back.images, collection.images)


def test_a_full_collection_fits_into_a_zip():
    collection = Collection()
    image = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)
    for _ in range(MOST):
        collection.add(image, 3)
    content = archive.write(collection)
    assert len(content) <= archive.MOST_BYTES
    assert len(archive.read(content)) == MOST


def test_the_same_drawings_make_the_same_zip():
    collection = Collection()
    collection.add(np.zeros((28, 28), np.uint8), 4)
    assert archive.write(collection) == archive.write(collection)
