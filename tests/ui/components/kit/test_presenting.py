"""What is presented fills the screen, however a browser tells the boxes of what is enlarged."""

import re

import pytest
from playwright.sync_api import expect

from core.specs import DataSpec, NetworkSpec
from runs.run import Run
from tests.ui.conftest import ADDRESS, Bench
from ui.shell.presets import for_data

SCREEN = {"width": 1280, "height": 720}
# As WebKit does, and all did before CSS zoom became a standard: in pixels of the element itself.
OWN_PIXELS = """() => {
    const told = Element.prototype.getBoundingClientRect;
    Element.prototype.getBoundingClientRect = function () {
        const { x, y, width, height } = told.call(this);
        const zoom = this.currentCSSZoom;
        return new DOMRect(x / zoom, y / zoom, width / zoom, height / zoom);
    };
}"""
PRESENT = """(rows) => {
    const page = globalThis[Symbol.for("backprop-playground")];
    page.present = rows;
    return [...page.views.values()].map((view) => {
        view.present();
        const parts = view.root.querySelectorAll("canvas, .plot");
        return [view.root.style.zoom, ...[...parts].map((part) => part.clientHeight)];
    });
}"""


@pytest.fixture(scope="module")
def look():
    network = NetworkSpec((2, 8, 2, 1), ("tanh", "tanh", "sigmoid"))
    run = Run(for_data(DataSpec("spiral"), 0)._replace(network=network))
    for _ in range(3):
        run.step()
    return run.look()


@pytest.mark.parametrize("names", [["weights"], ["decision"], ["weights", "curves"]])
def test_views_are_as_large_wherever_boxes_are_told_in_their_own_pixels(bench, look, names):
    bench.page.set_viewport_size(SCREEN)
    shown = [bench.view(name, look) for name in names]
    as_today = bench.page.evaluate(PRESENT, len(names))
    box = shown[-1].root.bounding_box()
    assert 0.7 * SCREEN["height"] < box["y"] + box["height"] <= SCREEN["height"]

    bench.page.goto(ADDRESS)
    bench.page.evaluate(OWN_PIXELS)
    again = Bench(bench.page)
    for name in names:
        again.view(name, look)
    assert bench.page.evaluate(PRESENT, len(names)) == as_today


LETTERS = """() => [...globalThis[Symbol.for("backprop-playground")].views.values()]
    .map((view) => view.smallest * view.magnified)"""
LARGER = """(least) => {
    document.documentElement.style.setProperty("--least-letters", least);
    dispatchEvent(new Event("resize"));
}"""


def test_letters_that_are_drawn_are_as_large_as_a_lesson_on_a_projector_wants_them(bench, look):
    bench.page.set_viewport_size(SCREEN)
    bench.page.evaluate(LARGER, "24px")
    shown = [bench.view(name, look) for name in ("decision", "weights", "curves")]
    plane, canvas = shown[0].root.locator("canvas").first, shown[1].root.locator("canvas").first

    def pointed():
        said = []
        for place, view in ((plane, shown[0]), (canvas, shown[1])):
            place.scroll_into_view_if_needed()
            box = place.bounding_box()
            # the upper right corner: letters stand at the left and below
            place.hover(position={"x": 0.98 * box["width"], "y": 0.1 * box["height"]})
            tip = view.root.locator(".tip")
            expect(tip).to_be_visible()
            said.append(re.sub(r"\d+\.?\d*", "", tip.inner_text()))
        return said

    assert min(bench.page.evaluate(LETTERS)) > 23.9
    number = shown[2].root.locator(".plot text").first
    assert number.evaluate("(text) => text.currentCSSZoom * 13") > 23.9
    assert plane.bounding_box()["width"] <= SCREEN["width"]
    said = pointed()
    bench.page.evaluate(LARGER, "")
    bench.page.wait_for_function(f"() => ({LETTERS})().every((size) => size < 14)")
    assert number.evaluate("(text) => text.currentCSSZoom") == 1
    assert pointed() == said
