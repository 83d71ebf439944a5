"""From a drawing to the picture that a net sees, and to an answer.

Two ways in. `image_from_strokes` knows the path of the pen and draws it anew. `image_from_pixels`
knows only a picture and has to estimate how wide the pen was.
"""

from core.drawing.canvas import painted
from core.drawing.form import STAGES, WHOLE, Image, Pipeline
from core.drawing.pixels import image_from_pixels
from core.drawing.strokes import CANVAS, Canvas, image_from_strokes

__all__ = [
    "CANVAS",
    "STAGES",
    "WHOLE",
    "Canvas",
    "Image",
    "Pipeline",
    "image_from_pixels",
    "image_from_strokes",
    "painted",
]
