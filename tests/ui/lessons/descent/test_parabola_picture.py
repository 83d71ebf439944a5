"""The SVG of descent on the parabola: every step is a point on the curve, with its numbers."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from core.explain.descent import PARABOLA, descend
from ui.lessons.descent.parabola_picture import HEIGHT, WIDTH, picture

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("eta", [0.0, 0.2, 0.5, 1.0, 1.2])
def test_steps_in_sight_are_points_inside_the_picture(eta):
    path = descend(PARABOLA.gradient, np.array([3.0]), eta, 20)[:, 0]
    root = ET.fromstring(picture(path, "a < b"))
    assert root.get("aria-label") == "a < b"
    points = root.findall(f"{SVG}circle")
    assert len(points) == np.count_nonzero(np.abs(path) <= max(3, min(12, 1.15 * abs(path).max())))
    for point in points:
        assert 0 <= float(point.get("cx")) <= WIDTH
        assert 0 <= float(point.get("cy")) <= HEIGHT
    title = points[1].find(f"{SVG}title").text
    assert title == f"step 1: x = {path[1]:.4g}, f = {path[1] ** 2:.4g}"
