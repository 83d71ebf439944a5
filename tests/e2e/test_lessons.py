"""The lessons in a real browser: what is painted, what keys do, what a phone shows."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.e2e.helpers import open_page, wait_until_at_rest, wait_until_idle


def idea(page: Page, number: int) -> None:
    chosen = page.get_by_role("button", name=re.compile(rf"^{number} "))
    chosen.click()
    expect(chosen).to_have_attribute("kind", "primary")
    wait_until_idle(page)


def cell(page: Page, table: str, row: int, column: int) -> Locator:
    """Return a number of the equation, not of the whole network below it."""
    shown = page.locator(".board .lines").get_by_role("table", name=table, exact=True)
    return shown.locator("tbody tr").nth(row).locator("td").nth(column)


def test_arrow_keys_step_through_the_equations_and_a_cell_says_where_it_comes_from(page, base_url):
    open_page(page, base_url, "equations?questions=off")
    idea(page, 3)
    cell(page, "z¹, 1×3", 0, 1).hover()
    expect(page.locator(".board .note")).to_contain_text("z¹ [1, 2] = 0.500 × ")
    expect(page.locator(".board td.used")).to_have_count(5)  # two inputs, two weights, a bias
    expect(cell(page, "(w¹)ᵀ, 2×3", 1, 1)).to_have_class(re.compile("used"))
    cell(page, "z¹, 1×3", 0, 0).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".board .note")).to_contain_text("z¹ [1, 3] = ")
    expect(page.get_by_text("1 of 11.")).to_be_visible()  # the cell's arrows are not the steps'

    page.get_by_text("1 of 11.").click()  # out of the cell
    for title in ("1 of 11.", "2 of 11.", "3 of 11.", "4 of 11."):
        expect(page.get_by_text(title)).to_be_visible()
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("BP2: the error one layer back")).to_be_visible()
    expect(page.locator(".katex-html").first).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("BP1: the error at the output")).to_be_visible()


def test_the_last_bit_wins_while_one_watches_and_goes_on_in_the_lab(page, base_url):
    open_page(page, base_url, "even-odd?questions=off")
    expect(page.locator(".heatmaps canvas")).to_have_count(2)
    page.get_by_role("button", name=re.compile("Play")).click()
    expect(page.get_by_text("right on numbers it never saw: 100%")).to_be_visible()
    page.get_by_role("button", name=re.compile("Pause")).click()
    words = page.locator(".heatmaps .words")
    expect(words).to_contain_text("Mean |w| of the last bit")
    last, others = map(float, re.findall(r"\d+\.\d+", words.inner_text()))
    assert last > 2 * others
    idea(page, 6)
    page.get_by_role("button", name="Even or odd in the lab").click()
    expect(page.get_by_role("button", name=re.compile("Play"))).to_be_visible()
    expect(page.get_by_text("after 10 inputs")).to_be_attached()
    assert "even-odd" not in page.url


def test_the_lab_opens_the_very_net_of_the_equations(page, base_url):
    open_page(page, base_url, "equations?questions=off")
    page.get_by_text("Change the numbers").click()
    box = page.get_by_role("combobox", name="Units of each layer")
    box.fill("3-2-2")
    box.press("Enter")
    weights = page.get_by_role("table", name="w¹, 2×3", exact=True)
    expect(weights).to_be_visible()
    idea(page, 12)
    page.get_by_role("button", name="Your sample in the lab").click()
    expect(page.get_by_role("button", name=re.compile("Play"))).to_be_visible()
    expect(page.get_by_text("after 3 inputs")).to_be_attached()
    keys = parse_qs(urlsplit(page.url).query)
    assert keys["data"] == ["written"]
    assert keys["table"] == ["0.5 -0.2 0.8 > 1.0 0.0"]
    assert (keys["layers"], keys["init"], keys["seed"]) == (["2"], ["normal"], ["1"])
    page.get_by_role("button", name=re.compile("^Step")).click()
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_level_leads_to_the_next_and_a_mistake_is_told(page, base_url):
    open_page(page, base_url, "equations?questions=off")
    idea(page, 4)
    game = page.locator(".fill-in")
    game.locator("td[data-name='a²₁']").click()
    game.get_by_role("button", name="−", exact=True).click()
    game.locator("td[data-name='y₁']").click()
    game.get_by_role("button", name="Check").click()
    expect(game.locator(".verdict")).to_have_text("That is what comes out without σ′.")
    for answer in ("(a²₁ − y₁) × σ′(z²₁)", "w²₁₁ × δ²₁ × σ′(z¹₁)", "δ¹₁", "δ¹₁ × a⁰₁", "δ²₁"):
        game.locator("input").fill(answer)
        page.keyboard.press("Enter")
        expect(game.locator(".verdict")).to_contain_text("Right: ")
    game.locator("input").fill("δ²₁ × a¹₁")
    page.keyboard.press("Enter")
    expect(game.locator(".score")).to_contain_text("☆ 1-1-1 5/6")
    game.get_by_role("button", name="Next level: 1-2-1").click()
    expect(game.locator("td[data-name='δ¹₂']")).to_be_visible()
    expect(game.locator(".score")).to_contain_text("☆ 1-1-1 5/6")  # kept in this browser


def test_a_number_is_dragged_and_a_click_on_a_line_shows_its_ways(page, base_url):
    open_page(page, base_url, "equations?questions=off")
    idea(page, 2)
    number = page.get_by_role("table", name="b¹, 1×3", exact=True).locator("td").first
    box = number.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 65, box["y"] + 5)
    page.mouse.up()
    expect(page.locator(".wiggle .note")).to_contain_text("Its slope ∂C/∂b¹₁ = δ¹₁ =")
    expect(page.locator(".wiggle td.moved")).to_have_count(13)  # and on the way back all five δ
    idea(page, 7)
    expect(page.get_by_role("combobox", name="Weight or bias")).to_be_visible()
    canvas = page.locator(".network-diagram canvas").first
    wide = canvas.bounding_box()["width"]
    wait_until_at_rest(canvas)
    # the lines between two layers all lie in the middle of it
    canvas.click(position={"x": 0.72 * wide, "y": 62})
    expect(page.locator(".board .lines tbody tr")).to_have_count(1)  # one way from the last layer


def test_a_click_on_the_map_starts_the_descent_there(page, base_url):
    open_page(page, base_url, "descent?questions=off")
    idea(page, 3)
    start = page.get_by_role("spinbutton", name="Start at a")
    expect(start).to_have_value("10.00")
    expect(page.get_by_role("cell", name=re.compile("same$"))).to_have_count(7)
    page.locator(".js-plotly-plot .nsewdrag").first.click(position={"x": 30, "y": 60})
    expect(start).to_have_value(re.compile(r"^-\d+\.00$"))
    page.get_by_role("button", name="As published").click()
    expect(start).to_have_value("10.00")
    expect(page.get_by_role("cell", name=re.compile("same$"))).to_have_count(7)


def test_xor_fails_with_one_layer_and_is_learnt_with_two(page, base_url):
    open_page(page, base_url, "gates?questions=off")
    for name in ("XOR", "4"):
        page.locator("label").filter(has_text=re.compile(f"^{name}$")).click()
        expect(page.get_by_role("radio", name=name, exact=True)).to_be_checked()
        wait_until_idle(page)
    page.get_by_role("button", name=re.compile("Play")).click()
    expect(page.get_by_role("cell", name="right")).to_have_count(4)
    page.get_by_role("button", name=re.compile("Pause")).click()
    expect(page.get_by_role("button", name=re.compile("Play"))).to_be_visible()
    page.get_by_text("none: one layer").click()
    expect(page.get_by_role("radio", name="none: one layer")).to_be_checked()
    wait_until_idle(page)
    page.get_by_role("button", name=re.compile("Play")).click()
    expect(page.get_by_text("0.693", exact=True)).to_be_visible(timeout=60_000)
    expect(page.get_by_role("cell", name="wrong").first).to_be_visible()
