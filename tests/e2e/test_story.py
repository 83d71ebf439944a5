"""The past with its mini-batches, forks, and links that repeat a run, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.helpers import (
    SHARED,
    button,
    choose_data,
    do_steps,
    expect_steps,
    open_page,
    play_an_epoch,
    set_eta,
    wait_for,
    wait_until_idle,
)

TALL = {"width": 1440, "height": 2400}  # all views are in sight
WEIGHTS = """String(shared.views.get("weights")?.frame.arrays
    .map((array) => [...array]))"""
PAINTED = "() => new Promise((after) => requestAnimationFrame(() => requestAnimationFrame(after)))"


def back(page: Page, presses: int) -> None:
    page.get_by_role("slider", name="Rewind").focus()
    for _ in range(presses):
        page.keyboard.press("ArrowLeft")
        page.evaluate(PAINTED)  # each an event of its own


def test_views_follow_the_rewind_slider_no_moment_twice_and_a_fork_goes_on_bit_for_bit(
    page, base_url
):
    page.set_viewport_size(TALL)
    open_page(page, base_url, "lab?data=mnist_1000&views=weights,receipt,gradients")
    numbers, name = page.locator(".receipt td"), page.locator(".receipt .name")
    gradients = page.locator(".heatmaps .words").last
    do_steps(page, 0, 3)
    expect(name).to_contain_text("in step 3")
    receipt, largest = numbers.all_inner_texts(), gradients.inner_text()
    do_steps(page, 3, 6)
    expect(name).to_contain_text("in step 6")
    assert numbers.all_inner_texts() != receipt
    now = page.evaluate(f"() => {{ const shared = {SHARED}; return {WEIGHTS}; }}")

    back(page, 4)
    expect_steps(page, 2)
    expect(name).to_contain_text("in step 3, the one that follows this moment")
    assert numbers.all_inner_texts() == receipt
    expect(gradients).to_contain_text("step 3, the one that follows this moment")
    figures = re.compile(r"layer \d [\d.e-]+")
    assert figures.findall(gradients.inner_text()) == figures.findall(largest)
    wait_for(page, f"{WEIGHTS} !== arg", now)
    page.get_by_role("button", name="Back to now").click()
    expect_steps(page, 6)
    expect(name).to_contain_text("in step 6")
    expect(name).not_to_contain_text("follows")
    wait_for(page, f"{WEIGHTS} === arg", now)

    back(page, 4)
    expect_steps(page, 2)
    page.get_by_role("button", name="Continue from here").click()
    expect(page.get_by_role("button", name="Back to the run before")).to_be_visible()
    wait_until_idle(page)
    do_steps(page, 2, 6)
    wait_for(page, f"{WEIGHTS} === arg", now)  # as the run before

    # many moves show no moment twice
    do_steps(page, 6, 12)
    line = page.locator(".progress-line")
    line.evaluate(
        """(line) => {
          const note = () => seen.push(Number(/step (\\d+)/.exec(line.innerText)[1]));
          window.seen = [];
          const watch = { subtree: true, childList: true, characterData: true };
          new MutationObserver(note).observe(line, watch);
        }"""
    )
    back(page, 10)
    expect_steps(page, 2)
    button(page, "Continue from here").click()  # Streamlit has heard of it all by then
    expect_steps(page, 2)
    wait_until_idle(page)
    seen = page.evaluate("seen")
    assert seen == sorted(seen, reverse=True), seen


def test_a_link_gives_the_same_run_with_its_live_changes_in_another_browser(
    page, other_page, base_url
):
    other = other_page
    for one in (page, other):
        one.set_viewport_size(TALL)
    open_page(page, base_url, "lab?data=xor&views=curves")
    choose_data(page, "2-D: circles")
    eta = page.get_by_role("spinbutton", name="Learning rate η")
    expect(eta).to_have_value("0.1")  # the new set-up's: it does not come while one types
    wait_for(page, "shared.count?.frames > 0")
    set_eta(page, "0.37")
    page.wait_for_url(re.compile(r"eta=0\.37"))
    do_steps(page, 0, 2)
    set_eta(page, "0.07")
    marks = page.locator(".live-plot").get_by_text("η 0.07")
    expect(marks.first).to_be_visible()
    play_an_epoch(page)
    button(page, "Share and export").click()
    code = page.get_by_test_id("stPopoverBody").locator("code")
    link = code.filter(has_text=base_url).first.inner_text()  # the second is for other pages
    assert "run=" not in link
    assert "then=2.eta.0.07" in link
    assert "eta=0.37" in link
    page.keyboard.press("Escape")

    other.goto(f"{link}&views=curves")
    wait_until_idle(other)
    expect(other.get_by_role("spinbutton", name="Learning rate η")).to_have_value("0.37")
    play_an_epoch(other)
    expect(other.get_by_role("spinbutton", name="Learning rate η")).to_have_value("0.07")
    expect(other.locator(".live-plot").get_by_text("η 0.07").first).to_be_visible()
    legends, paths = [], []
    for one in (page, other):
        plot = one.locator(".live-plot")
        words = re.compile("At epoch 1.00")
        expect(plot.locator(".alt")).to_have_attribute("aria-label", words)
        legends.append(plot.get_by_role("button").all_inner_texts())
        curves = plot.locator("path.curve")
        paths.append(curves.evaluate_all("(all) => all.map((path) => path.outerHTML)"))
    assert legends[0] == legends[1]
    assert paths[0] == paths[1]
    assert len(paths[0]) > 3
    runs = [re.search("run=([^&]+)", one.url)[1] for one in (page, other)]
    assert runs[0] != runs[1]
