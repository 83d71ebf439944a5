"""Training as a visitor sees it, in a real browser: play, watch, pause, change, reload, draw."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.helpers import (
    button,
    open_page,
    progress,
    steps,
    wait_until,
    wait_until_at_rest,
    wait_until_idle,
)


def legend(page: Page, panel: str, curve: str) -> Locator:
    """Return the newest value of a curve, as the legend shows it."""
    return (
        page.locator(".live-plot")
        .get_by_role("group", name=panel)
        .get_by_role("button", name=curve)
    )


def validation_accuracy(page: Page) -> float:
    words = page.locator(".live-plot .alt").get_attribute("aria-label")
    return float(re.search(r"validation accuracy ([\d.]+)%", words)[1]) / 100


def choose_speed(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def wait_for_accuracy(page: Page, wanted: float) -> None:
    wait_until(page, lambda: validation_accuracy(page) >= wanted)


def wait_for_frames(page: Page, wanted: int) -> None:
    plot = page.locator(".live-plot")
    wait_until(page, lambda: int(plot.get_attribute("data-frames")) >= wanted)


def draw(page: Page, *points: tuple[float, float]) -> None:
    """Draw a stroke with the mouse; points in tenths of the canvas."""
    paper = page.locator("canvas.paper")
    wait_until_at_rest(paper)
    box = paper.bounding_box()
    at = [(box["x"] + x * box["width"] / 10, box["y"] + y * box["height"] / 10) for x, y in points]
    page.mouse.move(*at[0])
    page.mouse.down()
    for point in at[1:]:
        page.mouse.move(*point, steps=10)
    page.mouse.up()


def test_mnist_is_trained_kept_over_a_reload_and_reads_a_drawing(page, base_url):
    open_page(page, base_url)
    choose_speed(page, "Max")
    button(page, "Play").click()
    wait_for_accuracy(page, 0.93)
    button(page, "Pause").click()
    expect(button(page, "Play")).to_be_visible()
    wait_until_idle(page)

    stood = progress(page), page.locator(".heatmaps").get_attribute("data-frames")
    page.wait_for_timeout(700)  # time in which something could move
    assert (progress(page), page.locator(".heatmaps").get_attribute("data-frames")) == stood

    accuracy = validation_accuracy(page)
    page.reload()
    wait_until_idle(page)
    expect(page.locator(".progress-line")).to_contain_text(stood[0].split("·")[1].strip())
    assert validation_accuracy(page) == accuracy > 0.93
    expect(page.get_by_role("radio", name="Max")).to_be_checked()

    page.get_by_role("link", name="Draw", exact=True).click()
    expect(page.get_by_text("your network 784-30-10")).to_be_visible()
    wait_until_at_rest(page.locator("canvas.paper"))
    line = page.locator(".digit-canvas .line")
    draw(page, (5, 1.5), (5, 8.5))
    expect(line).to_have_text(re.compile("^1 "))
    page.get_by_role("button", name="Clear").click()
    expect(line).to_have_text("Draw a digit")
    draw(page, (2.5, 2), (7.5, 2), (4.2, 8.5))
    expect(line).to_have_text(re.compile("^7 "))

    page.get_by_role("link", name="Train", exact=True).click()
    expect(page.locator(".progress-line")).to_contain_text(stood[0].split("·")[1].strip())


def choose_data(page: Page, name: str) -> None:
    before = page.url
    page.get_by_role("combobox", name="Data").click()
    page.get_by_role("option", name=name).click()
    page.wait_for_url(lambda url: url != before)  # it names the new run
    wait_until_idle(page)


def test_even_or_odd_finds_the_last_bit(page, base_url):
    open_page(page, base_url)
    choose_data(page, "Even or odd")
    expect(page.get_by_role("spinbutton", name="Bits")).to_have_value("10")
    choose_speed(page, "Max")
    button(page, "Play").click()
    wait_for_accuracy(page, 1)
    expect(page.get_by_text("Heaviest input: bit 0, the least significant")).to_be_visible()
    button(page, "Pause").click()
    expect(button(page, "Play")).to_be_visible()
    words = page.get_by_text("Heaviest input").inner_text()
    first, second = map(float, re.search(r"\|w\| ([\d.]+); next bit \d, ([\d.]+)", words).groups())
    assert first > 3 * second


def test_step_epoch_and_reset(page, base_url):
    open_page(page, base_url)
    choose_data(page, "Even or odd")
    button(page, "Step").click()
    expect(page.get_by_text("step 1 ·")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("step 2 ·")).to_be_visible()
    button(page, "Epoch").click()
    expect(page.get_by_text("Epoch 1.00 · step 88 ·")).to_be_visible()
    expect(button(page, "Play")).to_be_visible()
    button(page, "Reset").click()
    expect(page.get_by_text("Epoch 0.00 · step 0 ·")).to_be_visible()


def test_space_plays_and_pauses(page, base_url):
    open_page(page, base_url)
    expect(page.locator(".heatmaps")).to_be_visible()
    page.keyboard.press("Space")
    expect(button(page, "Pause")).to_be_visible()
    wait_until(page, lambda: steps(page) > 100)
    page.keyboard.press("Space")
    expect(button(page, "Play")).to_be_visible()


def test_no_click_on_play_and_pause_is_lost(page, base_url):
    open_page(page, base_url)
    for _ in range(4):
        button(page, "Play").click()
        expect(button(page, "Pause")).to_be_visible()
        button(page, "Pause").click()
        expect(button(page, "Play")).to_be_visible()


def test_settings_change_while_it_runs(page, base_url):
    open_page(page, base_url)
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()
    eta = page.get_by_role("spinbutton", name="Learning rate η")
    eta.fill("0.05")
    eta.press("Enter")
    expect(page.locator(".live-plot").get_by_text("η 0.05").first).to_be_visible()
    expect(button(page, "Pause")).to_be_visible()  # it still runs
    before = steps(page)
    eta.fill("1e9")
    eta.press("Enter")
    expect(page.get_by_text("between 0 and 1,000")).to_be_visible()
    assert steps(page) > before
    button(page, "Pause").click()
    expect(button(page, "Play")).to_be_visible()


def test_a_new_seed_while_it_plays_starts_over_and_the_old_run_is_kept(page, base_url):
    open_page(page, base_url)
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()
    wait_until(page, lambda: steps(page) > 0)
    page.get_by_role("button", name="New seed").click()
    expect(page.get_by_text("step 0 ·")).to_be_visible()
    expect(button(page, "Play")).to_be_visible()
    expect(page.locator(".heatmaps")).to_be_visible()
    page.get_by_role("button", name="Back to the run before").click()
    wait_until(page, lambda: steps(page) > 0)
    expect(page.get_by_role("spinbutton", name="Seed")).to_have_value("0")


def test_zoom_survives_frames_and_resets(page, base_url):
    open_page(page, base_url)
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()
    panel = page.locator(".live-plot").get_by_role("group", name="Cost")
    expect(panel).to_have_attribute("data-x-range", re.compile("^0,"))
    box = panel.locator(".plot").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6, steps=5)
    page.mouse.up()
    zoomed = panel.get_attribute("data-x-range"), panel.get_attribute("data-y-range")
    assert not zoomed[0].startswith("0,")
    plot = page.locator(".live-plot")
    wait_for_frames(page, int(plot.get_attribute("data-frames")) + 10)
    assert (panel.get_attribute("data-x-range"), panel.get_attribute("data-y-range")) == zoomed
    page.get_by_role("button", name="Reset zoom").first.click()
    expect(panel).to_have_attribute("data-x-range", re.compile("^0,"))
    button(page, "Pause").click()
    expect(button(page, "Play")).to_be_visible()


def test_divergence_stops_and_says_what_to_change(page, base_url):
    open_page(page, base_url)
    lmbda = page.get_by_role("spinbutton", name="L2 regularisation λ")
    lmbda.fill("1000000")
    lmbda.press("Enter")
    button(page, "Play").click()
    expect(page.get_by_text("Training diverged")).to_be_visible()
    expect(page.get_by_text("Lower λ (now 1e+06)")).to_be_visible()
    expect(button(page, "Play")).to_be_visible()


@pytest.mark.parametrize("path", ["", "draw"])
def test_a_phone_scrolls_down_only(phone_page, base_url, path):
    open_page(phone_page, base_url, path)
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_empty_canvas_makes_no_guess(page, base_url):
    open_page(page, base_url, "draw")
    expect(page.locator(".digit-canvas .line")).to_have_text("Draw a digit")
    expect(page.get_by_text("Read by the bundled network")).to_be_visible()
