"""Heatmaps: what is sent of the values, and what a visitor meets: values and a click."""

from dataclasses import dataclass

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.ui.pictures import SVG, colours, downloaded, saved, shown, taken, texts
from ui.components.heatmaps import MAX_VALUES, Matrix, Tiles, frame, quantise
from ui.components.kit.packing import unpack


@dataclass
class Head:
    title: str = ""
    n: float = 0


WORDS = {"key": "weights", "alt": "Weights", "quantity": "weight"}


def test_quantise_spans_the_scale():
    values = np.array([[-2.0, -1.0, -0.5], [0.0, 0.004, 1.0]])
    np.testing.assert_array_equal(quantise(values, 1.0), [[-127, -127, -64], [0, 1, 127]])
    assert quantise(values, 1.0).dtype == np.int8


def test_quantise_is_odd_and_close():
    values = np.linspace(-3, 3, 101)
    q = quantise(values, 3.0)
    np.testing.assert_array_equal(q, -q[::-1])
    np.testing.assert_allclose(q / 127 * 3.0, values, atol=3.0 / 127 / 2 + 1e-12)


def test_quantise_marks_what_is_not_a_number():
    values = np.array([np.nan, np.inf, -np.inf, 0.0], np.float32)
    np.testing.assert_array_equal(quantise(values, 2.0), [-128, 127, -127, 0])


@pytest.mark.parametrize("scale", [0.0, -1.0, np.nan, np.inf])
def test_quantise_without_a_scale(scale):
    np.testing.assert_array_equal(quantise(np.array([1.0, np.nan, -1.0]), scale), [0, -128, 0])


def test_quantise_survives_tiny_scales():
    np.testing.assert_array_equal(quantise(np.array([1e-300, 0.0]), 1e-300), [127, 0])


def test_frame_sends_tiles_small_and_matrices_exactly():
    w = np.linspace(-1, 1, 12).reshape(3, 4)
    header, (tiles, matrix) = unpack(
        frame(
            [
                Tiles("Hidden layer", np.zeros((2, 28, 28)), ["unit 1", "unit 2"]),
                Matrix("Output", w, ["a", "b", "c"], list("wxyz"), highlight=3),
            ],
            scale=1.0,
            **WORDS,
        )
    )
    assert tiles.dtype == np.int8
    assert tiles.size == 2 * 784
    np.testing.assert_array_equal(matrix, w.ravel().astype(np.float32))
    assert [p["kind"] for p in header["panels"]] == ["tiles", "matrix"]
    assert header["panels"][1]["highlight"] == 3
    assert header["scale"] == 1.0


def test_forty_tiles_stay_within_forty_kilobytes():
    tiles = Tiles("Hidden layer", np.ones((40, 28, 28)), [f"unit {i}" for i in range(40)])
    assert len(frame([tiles], scale=1.0, **WORDS)) < 40_000


@pytest.mark.parametrize(
    ("panel", "message"),
    [
        (Tiles("T", np.zeros((2, 4, 4)), ["one"]), "2 captions"),
        (Tiles("T", np.zeros((4, 4)), ["one"]), "3 dimensions"),
        (Matrix("M", np.zeros((2, 3)), ["a", "b"], ["x"]), "3 column labels"),
        (Matrix("M", np.zeros((2, 3)), ["a"], ["x", "y", "z"]), "2 row labels"),
        (Tiles("T", np.zeros((MAX_VALUES, 1, 2)), []), "at most"),
    ],
)
def test_frame_says_what_does_not_fit(panel, message):
    with pytest.raises(ValueError, match=message):
        frame([panel], scale=1.0, **WORDS)


# What every panel looks like when all of it is drawn at once.
WHOLE = """() => {
    const { panels } = globalThis[Symbol.for("backprop-playground")].views.get("weights");
    return panels.map((panel) => {
        const { width, height } = panel.canvas;
        const canvas = Object.assign(document.createElement("canvas"), { width, height });
        const brush = canvas.getContext("2d");
        panel.ready(brush);
        panel.sketch(brush);
        return canvas.toDataURL();
    });
}"""
SEEN = {"key": "weights", "alt": "Two by three weights.", "scale": 2.0}
MATRIX = Matrix("w²", np.array([[0.5, -1, 2], [0, 1.25, -0.125]]), ["a", "b"], ["p", "q", "r"])


def test_the_value_under_the_pointer_is_written_and_keeps_up_with_frames(bench):
    view = bench.mount("components/heatmaps/heatmaps", frame([MATRIX], **SEEN))
    canvas = view.root.locator("canvas")
    box = canvas.bounding_box()
    # cells are 52 pixels wide, two of them and the canvas' own margin from the right and below
    canvas.hover(position={"x": box["width"] - 2 - 26, "y": box["height"] - 2 - 26})
    expect(view.root.locator(".tip")).to_have_text("weight = −0.125b, r")
    other = Matrix("w²", -MATRIX.values, MATRIX.row_labels, MATRIX.col_labels)
    view.show(frame([other], **SEEN))
    expect(view.root.locator(".tip")).to_have_text("weight = +0.125b, r")
    bench.page.mouse.move(900, 700)
    expect(view.root.locator(".tip")).to_be_hidden()


@pytest.mark.parametrize(("clickable", "state"), [(True, {"cell": [0, 1, 2]}), (False, {})])
def test_a_click_tells_the_cell_where_it_is_asked_for(bench, clickable, state):
    view = bench.mount("components/heatmaps/heatmaps", frame([MATRIX], clickable=clickable, **SEEN))
    canvas = view.root.locator("canvas")
    box = canvas.bounding_box()
    canvas.click(position={"x": box["width"] - 28, "y": box["height"] - 28})
    assert bench.state == state


def test_values_are_read_and_pressed_by_keys_at_one_stop_of_tab(bench):
    tiles = Tiles("Hidden units", np.zeros((2, 2, 2)), ["unit 1", "unit 2"])
    data = frame([MATRIX, tiles], clickable=True, **SEEN)
    view = bench.mount("components/heatmaps/heatmaps", data)
    said, tip = view.root.get_by_role("status"), view.root.locator(".tip")
    press = bench.page.keyboard.press
    press("Tab")  # the button that saves
    expect(said).to_be_empty()
    press("Tab")
    expect(said).to_have_text("weight = +0.500, a, p")
    expect(tip).to_be_visible()
    heard = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft", "End", "ArrowUp", "Home"):
        press(key)
        heard.append(said.inner_text().partition(", ")[2])
    assert heard == ["a, q", "b, q", "b, p", "b, p", "b, r", "a, r", "a, p"]
    press("ArrowRight")
    view.show(data)  # the socket's frames do not speak
    expect(said).to_have_text("weight = −1.00, a, q")
    press("Enter")
    assert bench.state == {"cell": [0, 0, 1]}
    press("ArrowDown")
    press("ArrowDown")  # into the next panel
    expect(said).to_have_text("weight ≈ 0, unit 1, row 1, column 1")
    press("End")  # over the gap between two images
    press("ArrowDown")
    expect(said).to_have_text("weight ≈ 0, unit 2, row 2, column 2")
    press("Tab")
    expect(tip).to_be_hidden()
    expect(said).to_be_empty()


def test_a_click_does_not_take_the_arrow_keys_away(bench):
    view = bench.mount("components/heatmaps/heatmaps", frame([MATRIX], **SEEN))
    view.root.locator("canvas").click()
    expect(view.root.get_by_role("img", name="Two by")).not_to_be_focused()


def test_tiles_show_strong_values_in_strong_colours(bench):
    values = np.zeros((2, 2, 2))
    values[1, 0, 1], values[1, 1, 0] = 1, -1
    tiles = Tiles("Hidden units", values, ["unit 1", "unit 2"])
    view = bench.mount("components/heatmaps/heatmaps", frame([tiles], **SEEN | {"scale": 1.0}))
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


def test_a_matrix_renewed_piecemeal_looks_as_if_drawn_anew(bench):
    wide = np.linspace(-2, 2, 6 * 40).reshape(6, 40)
    labels = [[f"{kind} {i}" for i in range(n)] for kind, n in (("row", 6), ("column", 40))]

    def matrices(sign: float) -> bytes:
        panels = [MATRIX, Matrix("large", sign * wide, *labels, highlight=7)]
        return frame(panels, **SEEN)

    view = bench.mount("components/heatmaps/heatmaps", matrices(-1))
    view.show(matrices(1))
    assert bench.page.evaluate(WHOLE) == shown(view.root)


def test_panels_are_one_picture_to_take_away(bench):
    tiles = Tiles("Hidden units", np.linspace(-1, 1, 8).reshape(2, 2, 2), ["unit 1", "unit 2"])
    data = frame([tiles, MATRIX], title="Weights", **SEEN)
    view = bench.mount("components/heatmaps/heatmaps", data)
    name, pixels, svg = saved(view.root)
    assert name == "weights"
    assert {"Weights", "Hidden units", "unit 2", "w²", "−1.00", "b", "q"} <= texts(svg)
    assert len(list(svg.iter(f"{SVG}image"))) == 2
    assert colours(pixels) > 10
    assert downloaded(view.root) == taken(view.root, "Enter")


def test_the_ends_of_the_scale_have_a_sign_unless_all_is_nought(bench):
    view = bench.mount("components/heatmaps/heatmaps", frame([MATRIX], **SEEN | {"scale": 2.0}))
    expect(view.root.locator(".end")).to_have_text(["−2", "+2"])
    view.show(frame([MATRIX], **SEEN | {"scale": 0.0}))
    expect(view.root.locator(".end")).to_have_text(["0", "0"])
