"""The landscape as a visitor meets it."""

import numpy as np
from playwright.sync_api import expect

from tests.ui.pictures import SVG, saved, texts
from ui.components.landscape import frame

SIDE = 9


def bowl(**given):
    at = np.linspace(-2, 2, SIDE, dtype=np.float32)
    heights = at[None] ** 2 + at[:, None] ** 2
    path = np.array([[-1.5, 1, 0.25], [-0.75, 0.5, 0.125], [0, 0, 0]], np.float32)
    said = {
        "key": "landscape",
        "title": "Landscape",
        "alt": "A bowl",
        "ends": (0.0, 8.0),
        "bounds": (-2.0, 2.0, -2.0, 2.0),
        "axes": ("main direction: 90%", "second direction: 9%"),
        "here": (0.0, 0.0, 0.0),
        "steps": 20,
    }
    return frame(heights, path, np.array([0, 10, 20], np.float32), **(said | given))


def shown(bench, **given):
    return bench.mount("components/landscape/landscape", bowl(**given))


def pixels(view):
    return view.root.evaluate("(host) => host.shadowRoot.querySelector('canvas').toDataURL()")


def test_it_is_drawn_with_its_path_and_taken_away_as_contours_and_as_a_surface(bench):
    view = shown(bench)
    expect(view.root.locator(".legend")).to_contain_text("cost 0")
    expect(view.root.locator(".legend")).to_contain_text("now")
    name, _, svg = saved(view.root)
    assert name == "landscape"
    assert {"main direction: 90%", "second direction: 9%", "−2", "2", "A bowl"} <= texts(svg)
    flat = pixels(view)
    surface = view.root.get_by_role("button", name="Surface")
    surface.click()
    expect(surface).to_have_attribute("aria-pressed", "true")
    standing = pixels(view)
    _, _, svg = saved(view.root)
    faces = [path for path in svg.iter(f"{SVG}path") if path.get("d", "").count("L") == 3]
    assert len(faces) >= (SIDE - 1) ** 2
    view.root.get_by_role("button", name="Turn to the left").click()
    turned = pixels(view)
    assert len({flat, standing, turned}) == 3
    surface.click()
    assert pixels(view) == flat


def test_a_place_and_a_moment_are_told_also_by_keys(bench):
    view = shown(bench)
    tip = view.root.locator(".tip")
    canvas = view.root.locator("canvas")
    box = canvas.bounding_box()
    side = box["width"] - 20
    canvas.hover(position={"x": 20 + side * 0.75, "y": side * 0.5})  # at 1, 0
    expect(tip).to_contain_text("cost ≈ 1.0")
    canvas.hover(position={"x": 20 + side * 0.125, "y": side * 0.25})  # at −1.5, 1
    expect(tip).to_contain_text("after 0 steps")
    expect(tip).to_contain_text("0.250 off this plane")
    bench.page.mouse.move(0, 0)
    bench.page.keyboard.press("Tab")
    picture = view.root.get_by_role("img", name="A bowl")
    picture.focus()
    bench.page.keyboard.press("ArrowRight")
    expect(view.root.get_by_role("status")).not_to_be_empty()


def test_what_is_asked_for_goes_with_the_pages_wishes(bench):
    view = shown(bench)
    view.root.get_by_role("button", name="Random").click()
    view.root.get_by_role("button", name="Closer").click()
    wishes = bench.page.evaluate("globalThis[Symbol.for('backprop-playground')].options")
    assert wishes == {"landscape": {"random": True, "closer": 1}}
    expect(view.root.get_by_role("button", name="Random")).to_have_attribute("aria-pressed", "true")


def test_where_nothing_can_be_asked_for_nothing_is_offered(bench):
    view = shown(bench, choosable=False)
    expect(view.root.get_by_role("button", name="Surface")).to_be_visible()
    expect(view.root.get_by_role("button", name="Random")).to_be_hidden()
    expect(view.root.get_by_role("button", name="Closer")).to_be_hidden()


def test_a_moment_of_the_past_is_named(bench):
    view = shown(bench, steps=10, here=(-0.75, 0.5, 0.125))
    expect(view.root.locator(".legend")).to_contain_text("step 10")


def test_before_anything_is_known_there_is_a_frame_and_words(bench):
    none = np.zeros((0, 0), np.float32)
    data = frame(
        none, np.zeros((0, 3), np.float32), np.zeros(0, np.float32), key="landscape",
        alt="It is being measured.", ends=(0, 0), bounds=(-1, 1, -1, 1), axes=("a", "b"),
        here=(0, 0, 0), steps=0,
    )  # fmt: skip
    view = bench.mount("components/landscape/landscape", data)
    expect(view.root.get_by_role("img", name="It is being measured.")).to_be_visible()
    view.root.get_by_role("button", name="Surface").click()
    expect(view.root.locator(".legend")).not_to_contain_text("cost")
