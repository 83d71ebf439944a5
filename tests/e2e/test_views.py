"""What a click in a picture opens, in a real browser."""

import re

from playwright.sync_api import expect

from tests.e2e.helpers import SHARED, do_steps, open_page, wait_until_at_rest, wait_until_idle

TALL = {"width": 1440, "height": 4000}
EDGE = f"""([l, j, k]) => {{
    const {{ edges }} = {SHARED}.views.get("diagram").places;
    const edge = edges.find((one) => one.l === l && one.j === j && one.k === k);
    return [0.7 * edge.x1 + 0.3 * edge.x2, 0.7 * edge.y1 + 0.3 * edge.y2];
}}"""
CELL = f"""([i, j]) => {{
    const {{ left, top, cell }} = {SHARED}.views.get("confusion").panels[0];
    return [left + (j + 0.5) * cell, top + (i + 0.5) * cell];
}}"""


def test_a_click_on_an_edge_opens_its_receipt_whose_two_gradients_agree(page, base_url):
    page.set_viewport_size(TALL)
    open_page(page, base_url, "lab?views=diagram")
    canvas = page.locator(".network-diagram .stage > canvas")
    expect(canvas).to_be_visible()
    do_steps(page, 0, 3)
    wait_until_at_rest(canvas)
    x, y = page.evaluate(EDGE, [1, 3, 0])
    canvas.click(position={"x": x, "y": y})
    receipt = page.locator(".receipt")
    expect(receipt.locator(".name")).to_contain_text("unit 4 of layer 1 in step 3")
    first = receipt.locator(".block").first.locator("td")
    exact, numeric = first.nth(1).inner_text(), first.nth(3).inner_text()
    assert exact == numeric
    assert re.match(r"−?\d", exact)
    expect(page.get_by_role("spinbutton", name="Unit")).to_have_value("4")
    page.get_by_role("spinbutton", name="Input").fill("0")
    page.keyboard.press("Enter")
    receipt.scroll_into_view_if_needed()  # what is out of sight is not kept up to date
    expect(receipt.locator(".name")).to_contain_text("Bias")


def test_a_click_on_a_confusion_cell_opens_the_images_in_it(page, base_url):
    page.set_viewport_size(TALL)
    open_page(page, base_url, "lab?views=confusion")
    do_steps(page, 0, 2)
    titles = page.locator(".heatmaps .title")
    expect(titles).to_have_count(1)
    canvas = page.locator(".heatmaps canvas").first
    for cell, title in (((7, 7), "7, recognised"), ((3, 5), "3 taken for 5"), ((0, 1), "none")):
        wait_until_at_rest(canvas)
        x, y = page.evaluate(CELL, cell)
        canvas.click(position={"x": x, "y": y})
        expect(titles).to_have_count(2)
        expect(titles.last).to_contain_text(re.compile(title))
    wait_until_idle(page)
