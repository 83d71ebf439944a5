"""Pictures that visitors upload: checked before they are decoded, and bounded in memory."""

import warnings
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps

from core.arrays import ByteArray

MOST_BYTES = 10_000_000
MOST_PIXELS = 16_000_000
LARGEST_SIDE = 1120  # of what is kept, px: four times the canvas
_FORMATS = ("PNG", "JPEG")

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
        With a message for the visitor, if it is no PNG or JPEG, damaged, or too large. Only the
        header is read until the size is known.
    """
    if len(content) > MOST_BYTES:
        raise ValueError(
            f"The picture has {len(content) / 1e6:.0f} MB; at most {MOST_BYTES // 10**6} MB "
            "are read."
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd metadata and of size, which is checked here
        try:
            opened = Image.open(BytesIO(content), formats=_FORMATS)
        except Image.DecompressionBombError as error:  # Pillow's own limit, ten times as high
            raise ValueError(
                f"The picture has far too many pixels; at most {most_pixels:,} are read."
            ) from error
        except _BAD as error:
            raise ValueError("This is neither a PNG nor a JPEG picture.") from error
        width, height = opened.size
        if width * height > most_pixels:
            raise ValueError(
                f"The picture has {width:,} × {height:,} pixels; at most {most_pixels:,} "
                "are read. Make it smaller."
            )
        try:
            return _grey(opened)
        except (*_BAD, MemoryError) as error:
            raise ValueError("The picture is damaged: it ends early or makes no sense.") from error


def _grey(picture: Image.Image) -> ByteArray:
    """Decode at a bounded size, the right way up, over white paper."""
    factor = -(-max(picture.size) // LARGEST_SIDE)
    if picture.format == "JPEG":
        picture.draft("L", (LARGEST_SIDE, LARGEST_SIDE))  # decodes at a fraction, at once
        factor = -(-max(picture.size) // LARGEST_SIDE)
    picture.load()
    if picture.mode.startswith("I"):  # 16 bits
        deep = np.asarray(picture).astype(np.int64)
        picture = Image.fromarray((deep >> 8).clip(0, 255).astype(np.uint8))
    if picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    picture = picture.convert("L")
    if factor > 1:
        picture = picture.reduce(factor)
    picture = ImageOps.exif_transpose(picture)
    return np.array(picture, np.uint8)
