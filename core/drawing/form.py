"""The form of MNIST's digits, and which steps bring a drawing into it.

MNIST's digits were scaled to fit a box of 20 pixels and then moved until their centre of mass lay
in the middle of a field of 28 pixels. A net knows nothing else, so a drawing gets the same
treatment, with a pen of the width that MNIST's writers left. Size, place and pen of the drawing
then no longer matter.

Coordinates: a point is (x, y) with y down; pictures are indexed [y, x]. A pixel's index is its
centre: pixel 14 reaches from 13.5 to 14.5.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
GreyArray = NDArray[np.float32]
Image = NDArray[np.uint8]

FIELD = 28  # side of the picture, px
BOX = 20.0  # longest side of the ink, px
CENTRE = 14.0  # index, in both directions, of the centre of mass
MIDDLE = 13.5  # index, in both directions, of the middle of the field
PEN = 2.6  # width of the pen in the picture, px; MNIST's median is 2.57

MARGIN = 24  # px around the field, for ink that leaves it: cut off in the end, it has mass before
NUDGES = 3  # times a picture is moved, at most, until its centre of mass is right
OFF = 0.05  # px that it may be off then; else it is moved again,
TRIES = 20  # but not for ever
NEAR = 0.02  # how near to `CENTRE` is near enough, px


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Which steps a drawing goes through: all, unless some are switched off to see their worth.

    Attributes
    ----------
    box : bool
        Scale the ink until its longest side is 20 px. Without: scale the whole canvas to 28 px.
    pen : bool
        Make the strokes 2.6 px wide. Without: they become as wide as the scaling makes them.
    centre : bool
        Move the centre of mass to index 14. Without: the middle of the box, or of the canvas, lies
        in the middle of the field.
    """

    box: bool = True
    pen: bool = True
    centre: bool = True


WHOLE = Pipeline()

# What a drawing looks like after each step, beginning with nothing but a smaller canvas.
STAGES: dict[str, Pipeline] = {
    "raw": Pipeline(box=False, pen=False, centre=False),
    "box": Pipeline(box=True, pen=False, centre=False),
    "pen": Pipeline(box=True, pen=True, centre=False),
    "centre": WHOLE,
}


def centre_of_mass(grey: NDArray[np.floating]) -> FloatArray:
    """Return the index (x, y) about which the ink of a picture is balanced."""
    columns, rows = grey.sum(axis=0), grey.sum(axis=1)
    mass = float(columns.sum())
    x = float(columns @ np.arange(len(columns))) / mass
    y = float(rows @ np.arange(len(rows))) / mass
    return np.array([x, y])


def without_margin(grey: NDArray[np.floating]) -> Image:
    """Cut off the margin and return brightness 0 to 1 as bytes."""
    field = grey[MARGIN:-MARGIN, MARGIN:-MARGIN]
    image: Image = np.rint(np.clip(field, 0.0, 1.0) * 255).astype(np.uint8)
    return image
