"""From a drawing to the picture that a net sees, and to an answer.

Two ways in. `image_from_strokes` knows the path of the pen and draws it anew. `image_from_pixels`
knows only a picture and has to estimate how wide the pen was.
"""

from core.drawing.canvas import painted
from core.drawing.form import STAGES, WHOLE, Image, Pipeline
from core.drawing.pixels import image_from_pixels
from core.drawing.reading import (
    NO_DIGIT,
    Drawing,
    Reading,
    answers,
    confidence,
    image_of,
    labels_of,
    probabilities,
    read_digit,
    read_digits,
    stages,
)
from core.drawing.strokes import CANVAS, Canvas, Strokes, image_from_strokes

__all__ = [
    "CANVAS",
    "NO_DIGIT",
    "STAGES",
    "WHOLE",
    "Canvas",
    "Drawing",
    "Image",
    "Pipeline",
    "Reading",
    "Strokes",
    "answers",
    "confidence",
    "image_from_pixels",
    "image_from_strokes",
    "image_of",
    "labels_of",
    "painted",
    "probabilities",
    "read_digit",
    "read_digits",
    "stages",
]
