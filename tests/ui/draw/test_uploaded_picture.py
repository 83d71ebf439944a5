"""Uploaded pictures: what is read, and what is refused in words and in bounded memory."""

import struct
import tracemalloc
import zlib
from io import BytesIO

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from core.drawing import painted, read_digit
from runs import landscapes
from ui.draw.uploaded_picture import LARGEST_SIDE, MOST_BYTES, read_picture

SEVEN = [np.array([[85.0, 60], [190, 58], [130, 230]])]


def saved(image, kind="PNG", **options):
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png_of(width, height):
    """Return a PNG whose header promises so many pixels, and hardly any data."""

    def chunk(name, content):
        crc = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


SVG = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9"><text>&b;</text></svg>"""
GOOD = saved(Image.fromarray(painted(SEVEN)), "JPEG")
BAD = {
    "20,000 x 20,000 pixels": (png_of(20_000, 20_000), "far too many pixels"),
    "8,000 x 8,000 pixels": (
        png_of(8_000, 8_000),
        "8,000 × 8,000 pixels; of a PNG at most 51,000,000",
    ),
    "one row too long": (png_of(2**31 - 1, 1), "pixels"),
    "a truncated JPEG": (GOOD[: len(GOOD) // 2], "damaged"),
    "a truncated PNG": (saved(Image.fromarray(painted(SEVEN)))[:200], "damaged"),
    "pixels missing": (png_of(300, 300), "damaged"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "no picture that can be read"),
    "an SVG bomb": (SVG, "no picture that can be read"),
    "a TIFF": (saved(Image.new("L", (30, 30)), "TIFF"), "no picture that can be read"),
    "nothing": (b"", "no picture that can be read"),
    "noise": (bytes(range(256)) * 40, "no picture that can be read"),
    "too many bytes": (bytes(MOST_BYTES + 1), "30 MB"),
}


@pytest.fixture
def nobody_else():
    """Have nothing measured meanwhile for earlier tests: that would count, too."""
    with landscapes._TURN:
        yield


@pytest.mark.parametrize("what", BAD)
@pytest.mark.usefixtures("nobody_else")
def test_bad_pictures_are_refused_in_words_and_bounded_memory(what):
    content, words = BAD[what]
    tracemalloc.start()
    with pytest.raises(ValueError, match=words):
        read_picture(content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000


def test_nothing_is_decoded_before_the_size_is_known(monkeypatch):
    monkeypatch.setattr(Image.Image, "convert", None)
    with pytest.raises(ValueError, match="pixels"):
        read_picture(png_of(8_000, 8_000))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_drawings_are_read(kind, mode):
    for drawn in (painted(SEVEN), 255 - painted(SEVEN)):
        picture = read_picture(saved(Image.fromarray(drawn).convert(mode), kind))
        assert picture.shape == (280, 280)
        assert read_digit(picture).label == 7


def test_a_photo_of_pen_on_paper_is_read():
    """Off-centre, large, on grey paper that is lit from one side, with a camera's noise."""
    ink = painted([stroke * 2.2 + (700, 300) for stroke in SEVEN], 1400, 26.0) / 255
    light = np.linspace(0.85, 0.6, 1400)[:, None] * np.linspace(1, 0.92, 1400)
    noise = np.random.default_rng(0).normal(0, 0.015, ink.shape)
    photo = np.clip(light * (1 - 0.75 * ink) + noise, 0, 1) * 255
    picture = read_picture(saved(Image.fromarray(photo.astype(np.uint8)), "JPEG", quality=80))
    assert max(picture.shape) <= LARGEST_SIDE
    assert read_digit(picture).label == 7


def test_ink_on_nothing_lies_on_white_paper():
    ink = painted(SEVEN)
    rgba = np.zeros((280, 280, 4), np.uint8)
    rgba[..., 3] = ink  # black ink, else transparent
    picture = read_picture(saved(Image.fromarray(rgba)))
    np.testing.assert_array_equal(picture, 255 - ink)


def test_sixteen_bits_are_eight():
    deep = painted(SEVEN).astype(np.uint16) * 257
    np.testing.assert_array_equal(read_picture(saved(Image.fromarray(deep))), painted(SEVEN))


def test_the_camera_may_have_been_turned():
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    turned = Image.fromarray(np.rot90(painted(SEVEN)))
    assert read_digit(read_picture(saved(turned, "JPEG", exif=exif))).label == 7


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "HEIF"])
def test_formats_of_phones_and_scanners_are_read(kind):
    pillow_heif.register_heif_opener()
    picture = read_picture(saved(Image.fromarray(255 - painted(SEVEN)).convert("RGB"), kind))
    assert read_digit(picture).label == 7


def test_light_ink_on_nothing_lies_on_black():
    rgba = np.full((280, 280, 4), 255, np.uint8)
    rgba[..., 3] = painted(SEVEN)  # white ink, else transparent
    assert read_digit(read_picture(saved(Image.fromarray(rgba)))).label == 7


def test_twelve_bits_in_sixteen_are_seen():
    deep = painted(SEVEN).astype(np.uint16) * 16
    assert read_digit(read_picture(saved(Image.fromarray(deep)))).label == 7


@pytest.mark.usefixtures("nobody_else")
def test_a_photo_of_24_megapixels_is_read_in_bounded_memory():
    large = Image.fromarray(255 - painted(SEVEN)).resize((5712, 4284))
    content = saved(large, "JPEG")
    tracemalloc.start()
    picture = read_picture(content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert max(picture.shape) <= LARGEST_SIDE
    assert most < 20_000_000
