"""The chart: what is sent of the curves, and what a visitor meets: values, zoom, pictures."""

import math
import re

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.ui.pictures import SVG, saved, texts
from ui.components.kit.packing import unpack
from ui.components.live_plot import Mark, Panel, Trace, frame, rounded_up, x_axis, y_axis


def packed(panels, **changes):
    kept = {
        "key": "curves",
        "revision": "run-1",
        "alt": "Cost by epoch",
        "marks": [],
        "x_title": "epoch",
        "x_range": None,
        "height": 260,
    }
    return frame(panels, **{**kept, **changes})


def test_frame_holds_the_points():
    x, y = [0, 1, 2], [3.0, 2.0, 0.5]
    header, arrays = unpack(packed([Panel("Cost", [Trace("training", x, y, dash="dot")])]))
    (trace,) = header["panels"][0]["traces"]
    np.testing.assert_array_equal(arrays[trace["x"]], x)
    np.testing.assert_array_equal(arrays[trace["y"]], y)
    assert trace["line"] == {"dash": "dot", "width": 2.0}
    assert header["revision"] == "run-1"


def test_curves_that_share_x_send_it_once():
    x = np.arange(1000.0)
    panels = [
        Panel("Cost", [Trace("training", x, x), Trace("test", x, x + 1)]),
        Panel("Accuracy", [Trace("training", x, x + 2), Trace("test", x, x + 3)]),
    ]
    data = packed(panels)
    assert len(unpack(data)[1]) == 4
    assert len(data) < 18_000


def test_frame_without_points():
    header, _ = unpack(packed([Panel("Cost", [Trace("training", [], [])])]))
    assert header["panels"][0]["range"] == [0, 1]
    assert header["x"]["range"] == [0, 1]


def test_values_that_are_not_finite():
    trace = Trace("training", [0, 1, 2], [1.0, np.inf, np.nan])
    header, _ = unpack(packed([Panel("Cost", [trace])]))
    assert header["panels"][0]["range"] == [0, 1]


def test_formats_and_marks():
    panel = Panel("Accuracy", [Trace("test", [1], [0.934])], tick_format=".0%", value_format=".1%")
    header, _ = unpack(packed([panel], marks=[Mark(0.5, "η 0.1")]))
    assert header["panels"][0]["ticks"] == ".0%"
    assert header["panels"][0]["values"] == ".1%"
    assert header["marks"] == [{"x": 0.5, "label": "η 0.1"}]


@pytest.mark.parametrize("chosen", ["", ".3f", ".10g", ".0g", "%", ".2%\n", ".2 %"])
def test_formats_that_the_browser_does_not_know_are_refused(chosen):
    with pytest.raises(ValueError, match="values of 'Cost'"):
        packed([Panel("Cost", [], value_format=chosen)])
    if chosen:
        with pytest.raises(ValueError, match="ticks of 'Cost'"):
            packed([Panel("Cost", [], tick_format=chosen)])


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="'training' has 2 x and 3 y"):
        packed([Panel("Cost", [Trace("training", [0, 1], [1, 2, 3])])])


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 0), (-1, 0), (1, 1), (1.01, 1.25), (9, 10), (10, 10), (10.1, 12.5), (0.0031, 0.004)],
)
def test_rounded_up(value, expected):
    assert rounded_up(value) == pytest.approx(expected)


def test_x_axis_grows_in_few_steps():
    ends = {tuple(x_axis([np.array([0.0, newest], np.float32)])) for newest in np.arange(1, 100)}
    assert len(ends) < 25
    for newest in np.arange(0.1, 100, 0.7):  # the widest step is from 3 to 4
        low, high = x_axis([np.array([newest], np.float32)])
        assert low == 0
        assert newest <= high * (1 + 1e-5) <= 1.34 * newest


def test_y_axis():
    y = [np.array([2.3, 0.4], np.float32)]
    assert y_axis(y) == [0, 2.5]
    assert y_axis([np.array([-0.7, 0.4], np.float32)]) == [-0.8, 0.4]
    assert y_axis(y, (0, 1)) == [0, 1]
    assert y_axis([np.zeros(3, np.float32)]) == [0, 1]


def test_y_axis_logarithmic():
    low, high = y_axis([np.array([0.011, 0.0, 2.0], np.float32)], log=True)
    assert low <= math.log10(0.011)
    assert math.log10(2.0) <= high < 1
    assert y_axis([], (0.01, 1), log=True) == [-2, 0]
    assert y_axis([np.zeros(2, np.float32)], log=True)[0] < 0


PLOT = "components/live_plot/live_plot"
EPOCHS = np.linspace(0, 10, 101)
LEFT, RIGHT = 58, 14  # pixels beside the axes


def curves(upto: int = 101, *, revision: str = "run", **more) -> bytes:
    x = EPOCHS[:upto]
    cost = [
        Trace("training", x, np.exp(-x)),
        Trace("validation", x, 0.1 + np.exp(-x), colour=1, dash="dash"),
    ]
    accuracy = [Trace("validation", x, 1 - 0.9 * np.exp(-x), colour=1)]
    panels = [
        Panel("Cost", cost),
        Panel("Accuracy", accuracy, y_range=(0, 1), tick_format=".0%", value_format=".1%"),
    ]
    words = {"key": "curves", "alt": "Cost and accuracy.", "x_range": (0, 10)}
    return frame(panels, revision=revision, marks=[Mark(5, "η 0.5")], **words | more)


def panel(root: Locator, title: str) -> Locator:
    return root.get_by_role("group", name=title)


def ends(root: Locator, title: str, axis: str = "x") -> list[float]:
    found = panel(root, title).get_attribute(f"data-{axis}-range")
    return [float(end) for end in found.split(",")]


def drag(root: Locator, title: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one place of the plot to another, each as shares of its axes."""
    box = panel(root, title).locator(".plot").bounding_box()
    mouse = root.page.mouse
    for (across, up), do in ((start, mouse.down), (end, mouse.up)):
        x = box["x"] + LEFT + across * (box["width"] - LEFT - RIGHT)
        mouse.move(x, box["y"] + 22 + up * (box["height"] - 22 - 46))
        do()


def test_the_values_at_the_pointer_are_written_in_every_diagram(bench):
    view = bench.mount(PLOT, curves())
    plot = panel(view.root, "Cost").locator(".plot")
    width = plot.bounding_box()["width"]
    plot.hover(position={"x": LEFT + 0.5 * (width - LEFT - RIGHT), "y": 100})
    tip = panel(view.root, "Cost").locator(".tip")
    expect(tip.locator(".when")).to_have_text("epoch 5")
    expect(tip.locator(".row .value")).to_have_text(["0.00674", "0.107"])
    expect(tip.locator(".changed")).to_have_text("η 0.5")
    expect(panel(view.root, "Accuracy").locator(".tip .row .value")).to_have_text(["99.4%"])
    bench.page.mouse.move(5, 790)
    expect(tip).to_be_hidden()


def test_the_legend_has_the_newest_values_or_those_at_the_place_that_is_pointed_out(bench):
    view = bench.mount(PLOT, curves())
    newest = panel(view.root, "Accuracy").locator(".newest")
    expect(newest).to_have_text(["99.9%"])
    view.show(curves(cursor=2.0))
    expect(newest).to_have_text(["87.8%"])


def test_values_are_read_by_keys_at_one_stop_of_tab(bench):
    view = bench.mount(PLOT, curves())
    said, tip = view.root.get_by_role("status"), panel(view.root, "Cost").locator(".tip")
    press = bench.page.keyboard.press
    press("Tab")
    newest = "epoch 10. Cost: training 4.54·10⁻⁵, validation 0.100. Accuracy: validation 99.9%"
    expect(said).to_have_text(newest)
    expect(tip).to_be_visible()
    press("ArrowLeft")
    expect(said).to_have_text(re.compile(r"^epoch 9\.9\. Cost: training 5.02·10⁻⁵"))
    press("Home")
    expect(said).to_have_text(re.compile("^epoch 0. Cost: training 1.00, validation 1.10"))
    press("ArrowLeft")  # no further
    expect(said).to_have_text(re.compile("^epoch 0. Cost"))
    for _ in range(50):
        press("ArrowRight")
    expect(said).to_have_text(re.compile(r"^epoch 5\. η 0.5\. Cost: training 0.00674"))
    panel(view.root, "Cost").get_by_role("button", name="training").click()
    expect(tip).to_be_hidden()
    press("Shift+Tab")
    expect(said).to_have_text(re.compile(r"^epoch 5\. η 0.5\. Cost: validation 0.107\. Accuracy"))
    press("End")
    expect(said).to_have_text(re.compile("^epoch 10. Cost: validation 0.100"))


def test_keys_look_closer_at_what_is_read_and_back(bench):
    view = bench.mount(PLOT, curves())
    said = view.root.get_by_role("status")
    for key in ("Tab", "Home", "+", "+"):
        bench.page.keyboard.press(key)
    expect(said).to_have_text("From 0 to 2.5.")
    assert ends(view.root, "Accuracy") == [0, 2.5]
    bench.page.keyboard.press("End")
    expect(said).to_have_text(re.compile(r"^epoch 2\.5"))
    bench.page.keyboard.press("-")
    expect(said).to_have_text("From 0 to 5.")
    bench.page.keyboard.press("-")
    expect(said).to_have_text("All of it.")
    assert ends(view.root, "Cost") == [0, 10]


def test_lines_of_one_pixel_lie_in_the_middle_of_one(bench):
    """On the border of two, a browser that paints a part anew may take the other."""
    view = bench.mount(PLOT, curves())
    panel(view.root, "Cost").locator(".plot").hover(position={"x": 200, "y": 100})
    lines = view.root.locator("[shape-rendering=crispEdges] > path, path[shape-rendering]")
    across = lines.evaluate_all(
        """(all) => all.map((line) => {
            const { x, y, height } = line.getBBox();
            return height ? x : y;
        })"""
    )
    assert len(across) > 20
    assert {place % 1 for place in across} == {0.5}


def test_a_zoom_is_shared_kept_through_frames_and_ends_with_the_run(bench):
    view = bench.mount(PLOT, curves(50))
    before = ends(view.root, "Cost", "y")
    drag(view.root, "Cost", (0.2, 0.5), (0.4, 0.5))
    for title in ("Cost", "Accuracy"):
        assert ends(view.root, title) == pytest.approx([2, 4], abs=0.05)
    assert ends(view.root, "Cost", "y") == before
    view.show(curves(60))
    assert ends(view.root, "Cost") == pytest.approx([2, 4], abs=0.05)
    view.show(curves(10, revision="another"))
    assert ends(view.root, "Cost") == [0, 10]


def test_a_rectangle_zooms_both_axes_of_its_own_diagram_and_the_button_ends_it(bench):
    view = bench.mount(PLOT, curves())
    drag(view.root, "Accuracy", (0.5, 0.75), (0.3, 0.25))
    assert ends(view.root, "Accuracy") == pytest.approx([3, 5], abs=0.05)
    assert ends(view.root, "Accuracy", "y") == pytest.approx([0.25, 0.75], abs=0.01)
    assert ends(view.root, "Cost", "y")[0] == 0
    panel(view.root, "Accuracy").get_by_role("button", name="Reset zoom").click()
    assert ends(view.root, "Accuracy") == [0, 10]
    assert ends(view.root, "Accuracy", "y") == [0, 1]


def test_a_curve_hidden_in_the_legend_is_gone_until_it_is_shown_again(bench):
    view = bench.mount(PLOT, curves())
    chip = panel(view.root, "Cost").get_by_role("button", name="training")
    path = panel(view.root, "Cost").locator("path.curve").nth(1)  # the first is the frame's corners
    assert path.get_attribute("d")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    expect(path).to_have_attribute("d", "")
    view.show(curves(90))
    expect(path).to_have_attribute("d", "")
    chip.click()
    assert path.get_attribute("d")


def test_curves_that_grew_look_like_curves_that_came_whole(bench):
    grown = bench.mount(PLOT, curves(1))
    for upto in (2, 3, 40, 101):
        grown.show(curves(upto))
    whole = bench.mount(PLOT, curves(key="whole"))
    look = "(all) => all.map((svg) => svg.innerHTML)"
    plots = [view.root.locator(".plot > svg").evaluate_all(look) for view in (grown, whole)]
    assert plots[0] == plots[1]


def test_a_diagram_is_a_picture_to_take_away_without_what_is_hidden(bench):
    view = bench.mount(PLOT, curves())
    name, pixels, svg = saved(view.root)
    assert name == "cost"
    assert {"Cost", "training", "validation", "epoch", "η 0.5"} <= texts(svg)
    strokes = [path.get("stroke") for path in svg.iter(f"{SVG}path")]
    assert strokes.count("#0072b2") == 2  # the curve, and its line in the legend
    dashed = [path.get("stroke-dasharray") for path in svg.iter(f"{SVG}path")]
    assert dashed.count("6 3") == 2
    blue = (np.abs(pixels.astype(int) - [0x00, 0x72, 0xB2]).max(axis=2) < 30).sum()
    assert blue > 300
    panel(view.root, "Cost").get_by_role("button", name="training").click()
    _, pixels, svg = saved(view.root)
    assert "training" not in texts(svg)
    assert (np.abs(pixels.astype(int) - [0x00, 0x72, 0xB2]).max(axis=2) < 30).sum() == 0
