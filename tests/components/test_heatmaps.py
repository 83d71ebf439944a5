"""Heatmaps as a visitor meets them: the value under the pointer, and a click that is told."""

import numpy as np
import pytest
from playwright.sync_api import expect

from ui.components.heatmaps import Matrix, Tiles, frame

WORDS = {"key": "weights", "alt": "Two by three weights.", "scale": 2.0}
MATRIX = Matrix("w²", np.array([[0.5, -1, 2], [0, 1.25, -0.125]]), ["a", "b"], ["p", "q", "r"])


def test_the_value_under_the_pointer_is_written_and_keeps_up_with_frames(bench):
    view = bench.mount("components/heatmaps/heatmaps", frame([MATRIX], **WORDS))
    canvas = view.root.locator("canvas")
    box = canvas.bounding_box()
    # cells are 52 pixels wide, two of them and the canvas' own margin from the right and below
    canvas.hover(position={"x": box["width"] - 2 - 26, "y": box["height"] - 2 - 26})
    expect(view.root.locator(".tip")).to_have_text("weight = −0.125b, r")
    other = Matrix("w²", -MATRIX.values, MATRIX.row_labels, MATRIX.col_labels)
    view.show(frame([other], **WORDS))
    expect(view.root.locator(".tip")).to_have_text("weight = +0.125b, r")
    bench.page.mouse.move(900, 700)
    expect(view.root.locator(".tip")).to_be_hidden()


@pytest.mark.parametrize(("clickable", "state"), [(True, {"cell": [0, 1, 2]}), (False, {})])
def test_a_click_tells_the_cell_where_it_is_asked_for(bench, clickable, state):
    view = bench.mount(
        "components/heatmaps/heatmaps", frame([MATRIX], clickable=clickable, **WORDS)
    )
    canvas = view.root.locator("canvas")
    box = canvas.bounding_box()
    canvas.click(position={"x": box["width"] - 28, "y": box["height"] - 28})
    assert bench.state == state


def test_tiles_show_strong_values_in_strong_colours(bench):
    values = np.zeros((2, 2, 2))
    values[1, 0, 1], values[1, 1, 0] = 1, -1
    tiles = Tiles("Hidden units", values, ["unit 1", "unit 2"])
    view = bench.mount("components/heatmaps/heatmaps", frame([tiles], **WORDS | {"scale": 1.0}))
    spots = view.root.locator("canvas").evaluate(
        """(canvas) => {
            const brush = canvas.getContext("2d");
            const seen = {};
            const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
            for (let i = 0; i < data.length; i += 4) seen[[...data.subarray(i, i + 3)]] = true;
            return Object.keys(seen);
        }"""
    )
    assert {"8,69,148", "150,60,4"} <= set(spots)  # the ends of blue and of orange
