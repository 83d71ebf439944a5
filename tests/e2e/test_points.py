"""Points of one's own, put in by hand while a network learns them."""

from playwright.sync_api import expect

from tests.e2e.helpers import wait_for
from tests.e2e.stage import (
    open_stage,
    print_of,
    stage,
    wait_for_another_print,
    wait_for_steps,
)


def test_points_are_drawn_learned_erased_had_back_and_scattered(page, base_url):
    open_stage(page, base_url)
    stage(page).get_by_role("button", name="Own points").click()
    pad = page.locator(".point-pad")
    canvas = pad.locator("canvas")
    expect(canvas).to_be_visible()

    def place(x, y):
        box = canvas.bounding_box()
        return box["x"] + box["width"] * (1 + x) / 2, box["y"] + box["height"] * (1 - y) / 2

    def stroke(*ends):
        page.mouse.move(*place(*ends[0]))
        page.mouse.down()
        page.mouse.move(*place(*ends[1]), steps=30)
        page.mouse.up()

    stroke((-0.8, 0.6), (0.2, 0.6))
    expect(page.get_by_text("There must be points of at least two classes.")).to_be_visible()
    expect(stage(page).get_by_role("heading", level=1)).to_contain_text("spiral")
    pad.get_by_role("button", name="Class B").click()
    stroke((-0.2, -0.6), (0.8, -0.6))
    expect(stage(page).get_by_role("heading", level=1)).to_have_text(
        "A network learns your own points."
    )
    wait_for(page, "shared.views.get('timeline').frame.now > 100")
    expect(stage(page)).to_contain_text("100%")  # it has learned them
    first = page.url
    pad.get_by_role("button", name="Erase").click()
    page.mouse.click(*place(-0.8, 0.6))
    expect(stage(page)).to_contain_text("Other points.")
    expect(page).not_to_have_url(first)
    wait_for_steps(page, 5)
    before = pad.get_by_role("status").inner_text()
    pad.get_by_role("button", name="Undo").click()
    expect(pad.get_by_role("status")).not_to_have_text(before)
    known = print_of(page)
    page.get_by_role("button", name="Scatter points by the formula").click()
    expect(pad.get_by_role("status")).to_contain_text("100 points")
    page.wait_for_url(lambda url: url.count("%0A") == 99)
    wait_for_another_print(page, known)
    page.keyboard.press("Escape")
    expect(pad).to_have_count(0)
