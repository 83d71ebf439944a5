"""The network's diagram, the decision map and the weight receipt, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from core.network import Network
from core.specs import DataSpec
from tests.e2e.helpers import open_page, wait_until_at_rest, wait_until_idle
from ui.shell.presets import for_data

EDGE = """([l, j, k]) => {
    const views = globalThis[Symbol.for("backprop-playground")].views;
    const places = views.get("diagram").places;
    const edge = places.edges.find((one) => one.l === l && one.j === j && one.k === k);
    return [0.3, 0.7].map((part) => [
        edge.x1 + part * (edge.x2 - edge.x1), edge.y1 + part * (edge.y2 - edge.y1)]);
}"""

UNIT = """([l, j]) => {
    const { nodes } = globalThis[Symbol.for("backprop-playground")].views.get("diagram").places;
    const unit = nodes.find((one) => one.l === l && one.j === j);
    return [unit.x, unit.y];
}"""
COLOURS = """(canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
}"""

PIECEMEAL_AND_WHOLE = """() => {
    const view = globalThis[Symbol.for("backprop-playground")].views.get("weights");
    const painted = () => view.panels.map(({ canvas }) => canvas.toDataURL());
    const piecemeal = painted();
    view.laid = undefined;
    view.draw(view.frame);
    return [piecemeal, painted()];
}"""
WORDS = """() => {
    const { views } = globalThis[Symbol.for("backprop-playground")];
    return ["weights", "curves"].map((name) => views.get(name)).every(({ frame, stage, alt }) =>
        (stage ?? alt).ariaLabel === frame.alt);
}"""


def button(page: Page, name: str):
    return page.get_by_role("button", name=re.compile(rf"\b{name}\b")).first


def choose_data(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Data").click()
    page.get_by_role("option", name=name).click()
    expect(page.locator(".network-diagram .stage > canvas")).to_be_visible()
    wait_until_idle(page)


def hover_edge(page: Page, l: int, j: int, k: int) -> tuple[float, float]:
    """Put the mouse on an edge, at a third of its way; return where that is."""
    canvas = page.locator(".network-diagram .stage > canvas")
    canvas.scroll_into_view_if_needed()
    (x, y), _ = page.evaluate(EDGE, [l, j, k])
    canvas.hover(position={"x": x, "y": y})
    return x, y


def painted(page: Page, view: str) -> str:
    return page.locator(f".{view} .stage > canvas").evaluate("(canvas) => canvas.toDataURL()")


def wait_for_change(page: Page, view: str, before: str) -> None:
    for _ in range(200):
        if painted(page, view) != before:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{view} stayed as it was")


@pytest.mark.parametrize("query", ["?data=mnist", "?data=even_odd"])
def test_weights_renewed_piecemeal_look_as_if_drawn_anew_and_words_keep_up(page, base_url, query):
    open_page(page, base_url, query)
    canvas = page.locator(".heatmaps canvas").last
    start = canvas.evaluate("(canvas) => canvas.toDataURL()")
    for _ in range(3):
        button(page, "Step").click()
    expect(page.get_by_text("step 3 ·")).to_be_visible()
    button(page, "Play").click()
    button(page, "Pause").click()
    expect(button(page, "Play")).to_be_visible()
    page.wait_for_function(WORDS)
    wait_until_idle(page)
    assert canvas.evaluate("(canvas) => canvas.toDataURL()") != start
    piecemeal, whole = page.evaluate(PIECEMEAL_AND_WHOLE)
    assert piecemeal == whole


def test_an_edge_of_the_diagram_says_its_weight(page, base_url):
    open_page(page, base_url)
    choose_data(page, "Gate: XOR")
    _, spec, settings = for_data(DataSpec("xor"), 0)
    w = Network.initial(spec, settings.seed).w
    tip = page.locator(".network-diagram .tip")
    for l, j, k in ((1, 0, 0), (1, 3, 1), (2, 0, 2)):
        hover_edge(page, l, j, k)
        value = f"{w[l][j, k]:+#.3g}".replace("-", "−")
        expect(tip).to_contain_text(f"weight = {value}")
    before = painted(page, "network-diagram")
    button(page, "Epoch").click()
    wait_for_change(page, "network-diagram", before)


def test_a_unit_of_the_diagram_shows_its_map_enlarged(page, base_url):
    open_page(page, base_url, "?preset=spiral&views=diagram")
    canvas = page.locator(".network-diagram .stage > canvas")
    expect(canvas).to_be_visible()
    for l, j in ((0, 0), (2, 5)):
        x, y = page.evaluate(UNIT, [l, j])
        canvas.hover(position={"x": x, "y": y})
        close_up = page.locator(".network-diagram .close-up")
        expect(close_up).to_be_visible()
        assert close_up.evaluate(COLOURS) > 10
        expect(page.locator(".network-diagram .tip")).to_contain_text("activation = ")
    x, y = page.evaluate(EDGE, [1, 0, 0])[1]
    canvas.hover(position={"x": x, "y": y})
    expect(close_up).to_be_hidden()


@pytest.mark.parametrize(("data", "edge"), [("Gate: XOR", (1, 2, 0)), ("MNIST: hand", (1, 3, 0))])
def test_a_click_opens_the_receipt_whose_two_gradients_agree(page, base_url, data, edge):
    open_page(page, base_url)
    if "MNIST" in data:
        page.get_by_role("button", name="Diagram", exact=True).click()
        expect(page.locator(".network-diagram .stage > canvas")).to_be_visible()
        wait_until_idle(page)
    else:
        choose_data(page, data)
    for _ in range(3):
        button(page, "Step").click()
    expect(page.get_by_text("step 3 ·")).to_be_visible()
    x, y = hover_edge(page, *edge)
    page.locator(".network-diagram .stage > canvas").click(position={"x": x, "y": y})
    receipt = page.locator(".receipt")
    expect(receipt.locator(".name")).to_contain_text(f"unit {edge[1] + 1} of layer 1 in step 3")
    first = receipt.locator(".block").first.locator("td")
    exact, numeric = first.nth(1).inner_text(), first.nth(3).inner_text()
    assert exact == numeric
    assert re.match(r"−?\d", exact)
    expect(page.get_by_role("spinbutton", name="Unit")).to_have_value(str(edge[1] + 1))
    page.get_by_role("spinbutton", name="Input").fill("0")
    page.keyboard.press("Enter")
    receipt.scroll_into_view_if_needed()  # what is out of sight is not kept up to date
    expect(receipt.locator(".name")).to_contain_text("Bias")


def test_the_decision_map_moves_while_training_and_costs_nothing_when_hidden(page, base_url):
    open_page(page, base_url)
    choose_data(page, "2-D: spiral")
    start = painted(page, "decision-map")
    button(page, "Play").click()
    wait_for_change(page, "decision-map", start)
    canvas = page.locator(".decision-map canvas")
    box = canvas.bounding_box()
    canvas.hover(position={"x": box["width"] / 2, "y": box["height"] / 2})
    expect(page.locator(".decision-map .tip")).to_contain_text("answer ≈")
    page.get_by_role("button", name="Decision map", exact=True).click()
    expect(page.locator(".decision-map")).to_have_count(0)
    counts = "() => globalThis[Symbol.for('backprop-playground')].count.views"
    page.wait_for_function("() => globalThis[Symbol.for('backprop-playground')].count")
    page.wait_for_timeout(500)  # time in which frames under way arrive
    before = page.evaluate(counts)
    diagram = before["diagram"]
    page.wait_for_function(f"() => ({counts})().diagram > {diagram + 10}")
    assert page.evaluate(counts).get("decision") == before.get("decision")


CELL = """([i, j]) => {
    const { panels } = globalThis[Symbol.for("backprop-playground")].views.get("confusion");
    const { left, top, cell } = panels[0];
    return [left + (j + 0.5) * cell, top + (i + 0.5) * cell];
}"""


def test_a_click_on_a_confusion_cell_opens_the_images_in_it(page, base_url):
    open_page(page, base_url, "?views=confusion")
    for _ in range(2):
        button(page, "Step").click()
    expect(page.get_by_text("step 2 ·")).to_be_visible()
    wait_until_idle(page)
    titles = page.locator(".heatmaps .title")
    expect(titles).to_have_count(1)
    canvas = page.locator(".heatmaps canvas").first
    for cell, title in (((7, 7), "7, recognised"), ((3, 5), "3 taken for 5"), ((0, 1), "none")):
        wait_until_at_rest(canvas)
        x, y = page.evaluate(CELL, cell)
        canvas.click(position={"x": x, "y": y})
        expect(titles).to_have_count(2)
        expect(titles.last).to_contain_text(re.compile(title))
