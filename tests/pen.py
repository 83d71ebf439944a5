"""A hand that draws digits on the canvas of a page, with a mouse or a finger."""

import numpy as np
from playwright.sync_api import Page

from core.drawing import CANVAS


def arc(x, y, rx, ry, start, stop):
    """Part of an ellipse; degrees, clockwise from the right, y down."""
    t = np.deg2rad(np.linspace(start, stop, 14))
    return np.stack([x + rx * np.cos(t), y + ry * np.sin(t)], axis=1)


# As a hand writes them: off-centre, slanted, of different sizes. Units of the canvas, 280 wide.
DIGITS = {
    0: [arc(120, 130, 45, 75, -80, 285)],
    1: [np.array([[95, 105], [140, 60], [128, 225]])],
    2: [np.concatenate([arc(150, 90, 45, 38, -170, 45), [[95, 205], [145, 198], [205, 208]]])],
    3: [np.concatenate([arc(120, 90, 45, 38, -150, 85), arc(122, 172, 52, 46, -85, 145)])],
    4: [np.array([[150, 40], [80, 150], [205, 143]]), np.array([[175, 90], [160, 240]])],
    5: [
        np.concatenate([[[100, 70], [92, 130]], arc(125, 172, 52, 48, -120, 140)]),
        np.array([[100, 70], [180, 60]]),
    ],
    6: [np.concatenate([arc(205, 150, 110, 105, -115, -170), arc(135, 185, 42, 42, 190, 530)])],
    7: [np.array([[80, 75], [185, 65], [120, 230]]), np.array([[105, 150], [175, 143]])],
    8: [np.concatenate([arc(150, 95, 36, 36, 80, -280), arc(140, 180, 46, 46, -85, 280)])],
    9: [np.concatenate([arc(130, 95, 42, 40, -10, -365), [[172, 100], [165, 235]]])],
}
SEVEN = DIGITS[7][:1]
# A hand is no faster than the screen: of points within 4 ms the canvas keeps only the last.
FRAME = "() => new Promise(requestAnimationFrame)"
SCRIBBLE = [np.random.default_rng(5).uniform(40, 240, (25, 2))]


def places(page: Page, stroke) -> list[tuple[float, float]]:
    """Return where the points of a stroke lie on the page."""
    box = page.locator("canvas.paper").bounding_box()
    unit = box["width"] / CANVAS.side
    return [(box["x"] + x * unit, box["y"] + y * unit) for x, y in stroke.tolist()]


def draw(page: Page, strokes) -> None:
    """Draw with the mouse."""
    for stroke in strokes:
        first, *rest = places(page, stroke)
        page.mouse.move(*first)
        page.mouse.down()
        for place in rest:
            page.evaluate(FRAME)
            page.mouse.move(*place)
        page.mouse.up()


def draw_by_finger(page: Page, strokes) -> None:
    """Draw with real touches, as the browser's own protocol sends them."""
    touch = page.context.new_cdp_session(page)

    def send(kind, *points):
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    for stroke in strokes:
        first, *rest = places(page, stroke)
        send("touchStart", first)
        for place in rest:
            page.evaluate(FRAME)
            send("touchMove", place)
        send("touchEnd")
    touch.detach()
