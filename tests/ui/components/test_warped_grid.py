"""The bent grid as a visitor meets it."""

import numpy as np
from playwright.sync_api import expect

from tests.ui.pictures import SVG, saved, texts
from ui.components.decision_map import Points
from ui.components.warped_grid import frame

SAMPLES = Points(np.array([[-0.5, 0.5], [0.5, 0.5]], np.float32), np.array([-115, 115], np.int8))
NONE = Points(np.zeros((0, 2), np.float32), np.zeros(0, np.int8))


def test_the_bent_grid_is_drawn_with_its_lines_and_taken_away(bench):
    places = np.stack(np.meshgrid([-0.5, 0, 0.5], [-0.5, 0.5]), axis=-1).astype(np.float32)
    line = np.array([[1, 0, 0]], np.float32)
    data = frame(
        places, SAMPLES, NONE, line, key="warped", kind="one", ends=(-1, 1), ticks=[-1, 0, 1],
        line="where the answer is ½", last=True, alt="A bent plane",
    )  # fmt: skip
    view = bench.mount("components/warped_grid/warped_grid", data)
    expect(view.root.locator(".legend")).to_contain_text("where the answer is ½")
    name, _, svg = saved(view.root)
    assert name == "warped"
    assert {"unit 1", "unit 2", "A bent plane"} <= texts(svg)
    paths = [path.get("d") for path in svg.iter(f"{SVG}path")]
    assert sum(d.count("M") == 2 and d.count("L") == 4 for d in paths) == 1  # the grid's two lines
