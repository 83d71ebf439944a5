"""The SVG of descent on the parabola: every step is a point on the curve, with its numbers."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from core.explain.descent import PARABOLA, descend
from core.explain.numbers import number
from ui.components.kit.packing import plain
from ui.components.kit.still_svg import StillSvg
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
    assert title == f"step 1: x = {number(path[1])}, f = {number(path[1] ** 2)}"


LETTERS = """(texts) => texts.map((text) => {
    const drawn = text.ownerSVGElement;
    const scale = drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width;
    const { left, right, top } = text.getBoundingClientRect();
    const box = drawn.getBoundingClientRect();
    const inside = left >= box.left - 1 && right <= box.right + 1 && top >= box.top - 1;
    return [scale * parseFloat(getComputedStyle(text).fontSize), inside];
})"""


@pytest.mark.parametrize("width", [358, 640])
def test_letters_are_as_large_on_a_phone_as_elsewhere_and_stay_inside(bench, width):
    bench.page.set_viewport_size({"width": width + 16, "height": 800})
    path = descend(PARABOLA.gradient, np.array([3.0]), 1.2, 20)[:, 0]
    shown = bench.mount("components/kit/still_svg", plain(StillSvg(picture(path, "")))).root
    found = shown.locator("text").evaluate_all(LETTERS)
    assert len(found) > 8
    assert min(size for size, _ in found) >= 12
    assert all(inside for _, inside in found)
