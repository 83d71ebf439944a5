"""The map of a plane as a visitor meets it: what the pointer is at, and pictures."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.ui.pictures import SVG, saved, shown, texts
from ui.components.decision_map import PlaneAxis, Points, frame

MAP = "components/decision_map/decision_map"
N = 3
ACROSS = np.array([[-127, 0, 127]] * N)  # from left to right
AXIS, UP = (PlaneAxis(name, -1, 1, [-1, 0, 1]) for name in ("x₁", "x₂"))
NONE = Points(np.zeros((0, 2), np.float32), np.zeros(0, np.int8))
SAMPLES = Points(np.array([[-0.5, 0.5], [0.5, 0.5]], np.float32), np.array([-115, 115], np.int8))


def plane(field=ACROSS, kind="one", samples=SAMPLES, held_out=NONE, **more) -> bytes:
    fields = np.atleast_3d(field).reshape(-1, N, N).astype(np.int8)
    words = {
        "key": "plane", "ends": (-1, 1), "scale": 0.5, "axes": (AXIS, UP),
        "middle": 0.5 if kind == "one" else 0, "outputs": ["a", "b"],
        "legend": ["no", "yes"], "alt": "A plane", "side": 300,
    }  # fmt: skip
    return frame(fields, samples, held_out, kind=kind, **words | more)


SAID = {
    "one": (ACROSS, "answer ≈ 0.75: yes"),
    "many": (np.stack([-ACROSS, ACROSS]), "b: output ≈ 0.50"),
    "value": (ACROSS, "a ≈ 0.250"),
}


@pytest.mark.parametrize(("kind", "field", "said"), [(k, *v) for k, v in SAID.items()], ids=SAID)
def test_the_answer_at_the_pointer_is_said_with_its_place(bench, kind, field, said):
    view = bench.mount(MAP, plane(field, kind, NONE))
    canvas = view.root.locator("canvas")
    # beside the axis of 30 pixels; a third of the plane lies between the middles of two cells
    canvas.hover(position={"x": 30 + 200, "y": 150})
    expect(view.root.locator(".tip .value")).to_have_text(said)
    expect(view.root.locator(".tip")).to_contain_text("x₁ = 0.333, x₂ = 0")
    bench.page.mouse.move(900, 700)
    expect(view.root.locator(".tip")).to_be_hidden()


def test_answers_are_read_by_keys_at_one_stop_of_tab(bench):
    view = bench.mount(MAP, plane(samples=NONE))
    said, spot = view.root.get_by_role("status"), view.root.locator(".spot")
    press = bench.page.keyboard.press

    def where() -> list[float]:
        found = re.search(r"x₁ = (\S+), x₂ = (\S+)", said.inner_text())
        return [float(text.replace("−", "-")) for text in found.groups()]

    press("Tab")
    begin = where()
    expect(spot).to_be_visible()
    press("ArrowRight")
    press("ArrowUp")
    assert where() == pytest.approx([begin[0] + 24 / 300, begin[1] + 24 / 300], abs=0.01)
    press("Home")
    assert where()[0] == pytest.approx(-1, abs=0.08)
    expect(said).to_contain_text("answer ≈ 0.0")
    press("ArrowLeft")  # no further
    assert where()[0] == pytest.approx(-1, abs=0.08)
    press("End")
    assert where()[0] == pytest.approx(1, abs=0.08)
    press("Tab")
    expect(spot).to_be_hidden()


def test_a_field_that_changed_under_its_samples_looks_as_if_it_came_anew(bench):
    changed = bench.mount(MAP, plane(-ACROSS, held_out=SAMPLES))
    changed.show(plane(held_out=SAMPLES))
    assert shown(changed.root) == shown(bench.mount(MAP, plane(held_out=SAMPLES)).root)


def test_the_legend_explains_colours_and_the_two_kinds_of_samples(bench):
    view = bench.mount(MAP, plane())
    expect(view.root.locator(".legend .entry")).to_have_text(["no", "yes", "training"])
    view.show(plane(held_out=SAMPLES))
    expect(view.root.locator(".legend .entry").last).to_have_text("validation")


def test_the_map_is_a_picture_to_take_away(bench):
    name, pixels, svg = saved(bench.mount(MAP, plane(title="Decision map")).root)
    assert name == "decision-map"
    assert {"Decision map", "A plane", "−1", "yes", "training"} <= texts(svg)
    assert len(list(svg.iter(f"{SVG}image"))) == 1
    tall, wide, _ = pixels.shape
    left, right = pixels[tall // 3, wide // 4], pixels[tall // 3, 3 * wide // 4]
    assert left[0] > left[2]  # orange below zero
    assert right[2] > right[0]  # blue above


def test_long_names_and_numbers_of_the_tables_own_find_room_beside_the_map(bench):
    axes = (
        PlaneAxis("height in centimetres", 150, 190, [160, 170, 180]),
        PlaneAxis("yearly income", 0, 90_000, [20_000, 40_000, 60_000]),
    )
    _, _, svg = saved(bench.mount(MAP, plane(axes=axes)).root)
    assert {"160", "40000", "yearly income", "height in centimetres"} <= texts(svg)
    left = [float(text.get("x")) for text in svg.iter(f"{SVG}text") if text.text == "40000"]
    assert left[0] > 40  # its right end: it begins within the picture


def test_the_border_is_one_line_through_the_zeros_and_sharp_where_answers_jump(bench):
    distances = np.array([[-40.0, -2.0, 2.0]] * N)
    for discrete in (False, True):
        mounted = bench.mount(
            MAP, plane(samples=NONE, distances=distances[None], odds=True, discrete=discrete)
        )
        _, pixels, _ = saved(mounted.root)
        tall, wide, _ = pixels.shape
        row = pixels[tall // 3].astype(int)
        paper = row.min(axis=1) > 250
        inside = slice(int(0.15 * wide), int(0.9 * wide))
        (line,) = np.split(*_runs(np.flatnonzero(paper[inside])))
        assert len(line) <= 6  # two pixels of the page, at twice its size, and their soft edges


def _runs(places):
    return places, np.flatnonzero(np.diff(places) > 1) + 1
