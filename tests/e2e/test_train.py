"""Training as a visitor sees it, in a real browser: play, watch, pause, change, reload, draw."""

import re

import numpy as np
from playwright.sync_api import Page, expect

from tests.e2e.helpers import (
    PATIENCE,
    button,
    choose_data,
    choose_speed,
    expect_steps,
    open_page,
    pause,
    play,
    set_eta,
    steps,
    wait_for,
    wait_for_carried,
    wait_for_steps,
    wait_until_at_rest,
    wait_until_idle,
    wait_until_it_stands,
)
from tests.pen import SEVEN, draw

WORDS = """["weights", "curves"].map((name) => shared.views.get(name)).every(
    (view) => view?.frame && (view.stage ?? view.alt).ariaLabel === view.frame.alt)"""


def validation_accuracy(page: Page) -> float:
    words = page.locator(".live-plot .alt").get_attribute("aria-label")
    return float(re.search(r"validation accuracy ([\d.]+)%", words)[1]) / 100


def test_mnist_is_trained_kept_over_a_reload_and_reads_a_drawing(page, base_url):
    open_page(page, base_url, "lab")
    choose_speed(page, "Max")
    button(page, "Play").click()
    words = page.locator(".live-plot .alt")
    good = re.compile(r"validation accuracy (9[3-9]|100)")
    expect(words).to_have_attribute("aria-label", good, timeout=PATIENCE)
    pause(page)
    wait_until_it_stands(page)
    stood, accuracy = steps(page), validation_accuracy(page)
    page.reload()
    wait_until_idle(page)
    expect_steps(page, stood)  # meanwhile nothing moved
    assert validation_accuracy(page) == accuracy > 0.93
    expect(page.get_by_role("radio", name="Max")).to_be_checked()

    page.get_by_role("link", name="Draw", exact=True).click()
    expect(page.get_by_text("your network 784-30-10")).to_be_visible()
    wait_until_at_rest(page.locator("canvas.paper"))
    line = page.locator(".digit-canvas .line").first
    draw(page, [np.array([[140, 42], [140, 238]])])  # a plain line: where it paused does not matter
    expect(line).to_have_text(re.compile("^1 "))
    page.get_by_role("button", name="Clear").click()
    expect(line).to_have_text("Draw a digit")
    draw(page, SEVEN)
    expect(line).to_have_text(re.compile("^7 "))

    page.get_by_role("link", name="Lab", exact=True).click()
    expect_steps(page, stood)
    wait_until_idle(page)
    page.get_by_role("link", name="Draw", exact=True).click()
    expect(line).to_have_text(re.compile("^7 "))  # it is there again
    button(page, "Pin in the lab").click()
    expect(page.get_by_role("group", name="Pinned drawing")).to_be_visible()
    pinned = page.locator(".live-plot .alt").last
    expect(pinned).to_have_attribute("aria-label", re.compile("The drawing you pinned reads as"))


def test_space_and_clicks_play_and_pause_settings_change_meanwhile_a_new_seed_starts_over(
    page, base_url
):
    open_page(page, base_url, "lab")
    expect(page.locator(".heatmaps")).to_be_visible()
    page.keyboard.press("Space")
    expect(button(page, "Pause")).to_be_visible()
    wait_for_steps(page, 100)
    page.keyboard.press("Space")
    expect(button(page, "Play")).to_be_visible()
    wait_for(page, WORDS)
    for _ in range(4):  # no click is lost
        play(page)
        pause(page)

    # settings change while it runs, by field and while the slider is dragged
    choose_speed(page, "100")
    play(page)
    wait_for_carried(page, 2)
    marks = page.locator(".live-plot").get_by_text(re.compile("^η"))
    set_eta(page, "0.05")
    expect(marks.filter(has_text="η 0.05").first).to_be_visible()
    expect(button(page, "Pause")).to_be_visible()  # it still runs
    before = steps(page)
    set_eta(page, "1e9")
    expect(page.get_by_text("between 0 and 1,000")).to_be_visible()
    wait_for_steps(page, before + 1)

    expect(marks).to_have_count(2)  # a mark, two plots
    slider = page.get_by_role("slider", name="Learning rate η")
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.7, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 2, y, steps=10)
    expect(marks.filter(has_text="η 0.00").first).to_be_visible()
    page.mouse.up()
    field = page.get_by_role("spinbutton", name="Learning rate η")
    expect(field).to_have_value(re.compile("0.00"))
    assert marks.count() <= 4  # one more
    expect(button(page, "Pause")).to_be_visible()
    pause(page)

    # a new seed starts over
    play(page)
    page.get_by_role("button", name="New seed").click()
    expect_steps(page, 0)
    expect(button(page, "Play")).to_be_visible()
    expect(page.locator(".heatmaps")).to_be_visible()
    page.get_by_role("button", name="Back to the run before").click()
    wait_for_steps(page, 100)  # it was kept
    expect(page.get_by_role("spinbutton", name="Seed")).to_have_value("0")


def test_a_comma_is_a_decimal_point_buttons_and_keys_step_and_a_run_that_diverges_says_why(
    page, base_url
):
    open_page(page, base_url, "lab?data=xor")
    field = page.get_by_role("spinbutton", name="Learning rate η")
    field.fill("")
    field.press_sequentially("0,03")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"eta=0\.03\b"))
    expect(field).to_have_value("0.03")

    # step, epoch and reset by button and by key
    choose_data(page, "Even or odd")
    expect(page.get_by_role("spinbutton", name="Bits")).to_have_value("10")
    button(page, "Step").click()
    expect_steps(page, 1)
    page.keyboard.press("ArrowRight")
    expect_steps(page, 2)
    button(page, "Epoch").click()
    expect(page.get_by_text("Epoch 1.00 · step 88 ·")).to_be_visible()
    expect(button(page, "Play")).to_be_visible()
    button(page, "Reset").click()
    expect(page.get_by_text("Epoch 0.00 · step 0 ·")).to_be_visible()
    button(page, "Step").click()
    expect_steps(page, 1)
    page.keyboard.press("r")
    expect_steps(page, 0)

    # a run that diverges stops and says what to change
    lmbda = page.get_by_role("spinbutton", name="L2 regularisation λ")
    lmbda.fill("1000000")
    lmbda.press("Enter")
    wait_for(page, "shared.count?.frames > 0")
    wait_until_idle(page)
    page.get_by_text("Hidden layers").click()  # out of the field
    alert = page.get_by_text("Training diverged")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect(alert).to_be_visible()
    expect(page.get_by_text("Lower λ (now 1e+06)")).to_be_visible()
    button(page, "Reset").click()
    expect(alert).to_have_count(0)
    button(page, "Play").click()
    expect(alert).to_be_visible()
    expect(button(page, "Play")).to_be_visible()
