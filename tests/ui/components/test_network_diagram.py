"""The diagram as a visitor meets it: what the pointer is at, what a click says, units enlarged."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.ui.pictures import colours, saved, shown, texts
from ui.components.network_diagram import Layer, frame

DIAGRAM = "components/network_diagram/network_diagram"
WORDS = {"key": "diagram", "scale": 1.0, "norm": 1.0, "alt": "A net"}


def f4(*values) -> np.ndarray:
    return np.array(values, np.float32)


def net(*, maps: bool = False, sign: float = 1.0, edge=None) -> bytes:
    field = np.linspace(-127, 127, 36).reshape(6, 6).astype(np.int8)

    def of(units: int) -> np.ndarray | None:
        return np.stack([field] * units) if maps else None

    layers = [
        Layer("inputs", 2, ["x₁", "x₂"], f4(0.5, -0.5), 1.0, maps=of(2)),
        Layer(
            "outputs", 1, ["yes"], f4(0.75), 1.0, w=sign * f4([0.25, -1.5]), b=f4(0.125), maps=of(1)
        ),
    ]
    return frame(layers, edge=edge, answers="mean of 4 samples", **WORDS)


def middle(view, x: float, y: float) -> dict[str, float]:
    """Return a place on the canvas as a share of its width, and pixels below its middle."""
    box = view.root.locator(".stage > canvas").bounding_box()
    return {"x": x * box["width"], "y": 22 + (box["height"] - 26) / 2 + y}


# the units' rows are 46 pixels high: both lines begin 23 from the middle and meet in it
EDGES = {"first": (-11.5, [1, 0, 0], "weight = +0.250", "x₁ → yes"),
         "second": (11.5, [1, 0, 1], "weight = −1.50", "x₂ → yes")}  # fmt: skip


@pytest.mark.parametrize(("below", "place", "weight", "ends"), EDGES.values(), ids=EDGES)
def test_an_edge_says_its_weight_and_a_click_which_it_is(bench, below, place, weight, ends):
    view = bench.mount(DIAGRAM, net())
    canvas = view.root.locator(".stage > canvas")
    canvas.hover(position=middle(view, 0.5, below))
    expect(view.root.locator(".tip .value")).to_have_text(weight)
    expect(view.root.locator(".tip")).to_contain_text(ends)
    canvas.click(position=middle(view, 0.5, below))
    assert bench.state == {"edge": place}


def test_units_are_read_by_keys_at_one_stop_of_tab(bench):
    view = bench.mount(DIAGRAM, net())
    said, tip = view.root.get_by_role("status"), view.root.locator(".tip")
    press = bench.page.keyboard.press
    press("Tab")
    expect(said).to_have_text("activation = +0.500, x₁, mean of 4 samples")
    press("ArrowDown")
    expect(said).to_have_text("activation = −0.500, x₂, mean of 4 samples")
    press("ArrowDown")  # no further
    expect(said).to_have_text("activation = −0.500, x₂, mean of 4 samples")
    press("ArrowRight")
    expect(said).to_have_text("activation = +0.750, bias = +0.125, yes, mean of 4 samples")
    press("Enter")
    assert bench.state == {"edge": [1, 0, -1]}
    press("ArrowLeft")
    expect(tip).to_contain_text("x₁")
    press("Tab")
    expect(tip).to_be_hidden()


def test_the_weight_under_the_pointer_keeps_up_with_frames(bench):
    view = bench.mount(DIAGRAM, net())
    view.root.locator(".stage > canvas").hover(position=middle(view, 0.5, -11.5))
    view.show(net(sign=-1))
    expect(view.root.locator(".tip .value")).to_have_text("weight = −0.250")


@pytest.mark.parametrize("maps", [False, True])
def test_a_unit_says_what_it_answers_and_shows_its_map_enlarged_if_it_has_one(bench, maps):
    view = bench.mount(DIAGRAM, net(maps=maps))
    canvas = view.root.locator(".stage > canvas")
    names = bench.page.evaluate(
        """() => {
            const { views } = globalThis[Symbol.for("backprop-playground")];
            return views.get("diagram").places.nodes.map(({ name, x, y }) => [name, x, y]);
        }"""
    )
    x, y = next((x, y) for name, x, y in names if name == "yes")
    canvas.hover(position={"x": x, "y": y})
    tip = view.root.locator(".tip")
    expect(tip.locator(".value")).to_have_text("activation = +0.750")
    expect(tip).to_contain_text("bias = +0.125\nyes, mean of 4 samples")
    close_up = tip.locator(".close-up")
    expect(close_up).to_be_visible(visible=maps)
    if maps:
        assert close_up.bounding_box()["width"] == 150
    canvas.click(position={"x": x, "y": y})
    assert bench.state == {"edge": [1, 0, -1]}


def test_a_net_that_changed_looks_as_if_it_came_anew(bench):
    changed = bench.mount(DIAGRAM, net(sign=-1))
    changed.show(net(edge=[1, 0, 1]))
    assert shown(changed.root) == shown(bench.mount(DIAGRAM, net(edge=[1, 0, 1])).root)


def test_a_diagram_is_a_picture_to_take_away(bench):
    view = bench.mount(DIAGRAM, net())
    view.root.locator(".stage > canvas").hover(position=middle(view, 0.5, -11.5))
    name, pixels, svg = saved(view.root)
    assert name == "diagram"
    assert {"inputs: 2", "outputs: 1", "x₁", "yes", "positive weight", "A net"} <= texts(svg)
    assert colours(pixels) > 10
    expect(view.root.locator(".tip")).to_be_hidden()  # it would not belong to the picture
