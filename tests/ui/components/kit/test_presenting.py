"""What is presented fills the screen, however a browser tells the boxes of what is enlarged."""

import pytest

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
