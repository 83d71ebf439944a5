"""Pictures that visitors upload: checked before they are decoded, and bounded in memory."""

import importlib
import warnings
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps

from core.arrays import ByteArray

MOST_BYTES = 30_000_000
MOST_PIXELS = 51_000_000  # a phone's 50 megapixels
LARGEST_SIDE = 1120  # of what is kept, px: four times the canvas
ENDINGS = ["png", "jpg", "jpeg", "jfif", "webp", "bmp", "gif", "heic", "heif"]
_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "HEIF")
_KINDS = "JPEG, PNG, WebP, BMP, GIF or HEIC"
_MOST_OF = {"WEBP": 24_000_000}  # whose decoder holds a picture several times
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc", b"ftypheim")

# What Pillow raises for files that are damaged or made to do harm.
_BAD = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    EOFError,
    OverflowError,
)


def read_picture(content: bytes, most_pixels: int = MOST_PIXELS) -> ByteArray:
    """Return a picture in grey, at most ``LARGEST_SIDE`` on its longest side: (h, w) uint8.

    Raises
    ------
    ValueError
        With a message for the visitor, if it is no picture of a kind that is read, damaged, or too
        large. Only the header is read until the size is known.
    """
    if len(content) > MOST_BYTES:
        raise ValueError(
            f"The picture has {len(content) / 1e6:.0f} MB; at most {MOST_BYTES // 10**6} MB "
            "are read."
        )
    if content[4:12] in _HEIC:
        _have_heic_read()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd metadata and of size, which is checked here
        try:
            opened = Image.open(BytesIO(content), formats=_FORMATS)
        except Image.DecompressionBombError as error:  # Pillow's own limit, ten times as high
            raise ValueError(
                f"The picture has far too many pixels; at most {most_pixels:,} are read."
            ) from error
        except _BAD as error:
            raise ValueError(f"This is no picture that can be read: {_KINDS}.") from error
        width, height = opened.size
        most_pixels = min(most_pixels, _MOST_OF.get(str(opened.format), most_pixels))
        if width * height > most_pixels:
            raise ValueError(
                f"The picture has {width:,} × {height:,} pixels; of a {opened.format} at most "
                f"{most_pixels:,} are read. Make it smaller."
            )
        try:
            return _grey(opened)
        except (*_BAD, MemoryError) as error:
            raise ValueError("The picture is damaged: it ends early or makes no sense.") from error


def _have_heic_read() -> None:
    """Let Pillow read HEIC, if the package for that, an optional extra, is installed."""
    try:
        heif = importlib.import_module("pillow_heif")
    except ImportError as error:
        raise ValueError(
            "HEIC needs a package that is not installed here: save the photo as JPEG. (On the "
            "server: python -m pip install pillow-heif)"
        ) from error
    heif.register_heif_opener(thumbnails=False)


def _grey(picture: Image.Image) -> ByteArray:
    """Decode at a bounded size, the right way up, over paper on which its ink is seen."""
    if picture.format in ("JPEG", "MPO"):
        picture.draft("L", (LARGEST_SIDE, LARGEST_SIDE))  # decodes at a fraction, at once
    factor = -(-max(picture.size) // LARGEST_SIDE)
    picture.load()
    exif = picture.getexif()
    if picture.mode.startswith("I"):
        picture = _of_many_bits(picture)
    see_through = picture.mode in ("LA", "PA", "RGBA", "La", "RGBa")
    if see_through or "transparency" in picture.info:
        picture = picture if picture.mode == "RGBA" else picture.convert("RGBA")  # no copy
        picture = picture.reduce(factor) if factor > 1 else picture
        picture = _on_paper(picture)
    else:
        picture = picture.convert("L")
        picture = picture.reduce(factor) if factor > 1 else picture
    picture.getexif().update(exif)
    picture = ImageOps.exif_transpose(picture)
    return np.array(picture, np.uint8)


def _of_many_bits(picture: Image.Image) -> Image.Image:
    """Return a picture of 16 bits a pixel in 8, by as many as it makes use of: scans have 12."""
    deep = np.asarray(picture)
    used = max(int(deep.max(initial=0)).bit_length(), 8)
    return Image.fromarray((deep >> (used - 8)).clip(0, 255).astype(np.uint8))


def _on_paper(picture: Image.Image) -> Image.Image:
    """Lay a picture that can be seen through on white, or on black where its ink is light."""
    light, alpha = (
        np.asarray(part, np.float64) for part in (picture.convert("L"), picture.split()[3])
    )
    mean = float((light * alpha).sum() / max(alpha.sum(), 1.0))
    paper = Image.new("RGBA", picture.size, "black" if mean > 127.5 else "white")
    return Image.alpha_composite(paper, picture).convert("L")
