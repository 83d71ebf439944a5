"""The past with its mini-batches, and links that carry live changes, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.helpers import button, open_page, wait_until_idle

TALL = {"width": 1440, "height": 2400}


def do_steps(page: Page, start: int, stop: int) -> None:
    for number in range(start + 1, stop + 1):
        button(page, "Step").click()
        expect(page.locator(".progress-line")).to_contain_text(f"step {number} ·")
    wait_until_idle(page)


def play_an_epoch(page: Page) -> None:
    button(page, "Epoch").click()
    expect(page.locator(".progress-line")).to_contain_text("Epoch 1.00")
    expect(button(page, "Play")).to_be_visible()
    wait_until_idle(page)


def set_eta(page: Page, value: str) -> None:
    eta = page.get_by_role("spinbutton", name="Learning rate η")
    eta.fill(value)
    eta.press("Enter")


def test_receipt_and_gradients_follow_the_rewind_slider(page, base_url):
    page.set_viewport_size(TALL)
    open_page(page, base_url, "?data=mnist_1000&views=receipt,gradients")
    numbers = page.locator(".receipt td")
    name = page.locator(".receipt .name")
    gradients = page.locator(".heatmaps .words")
    do_steps(page, 0, 3)
    expect(name).to_contain_text("in step 3")
    receipt, largest = numbers.all_inner_texts(), gradients.inner_text()
    do_steps(page, 3, 6)
    expect(name).to_contain_text("in step 6")
    assert numbers.all_inner_texts() != receipt
    page.get_by_role("slider", name="Rewind").focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".progress-line")).to_contain_text("step 2 ·")
    expect(name).to_contain_text("in step 3, the one that follows this moment")
    assert numbers.all_inner_texts() == receipt
    expect(gradients).to_contain_text("step 3, the one that follows this moment")
    figures = re.compile(r"layer \d [\d.e-]+")
    assert figures.findall(gradients.inner_text()) == figures.findall(largest)
    page.get_by_role("button", name="Back to now").click()
    expect(name).to_contain_text("in step 6")
    expect(name).not_to_contain_text("follows")


def test_many_moves_of_the_rewind_slider_show_no_moment_twice(page, base_url):
    open_page(page, base_url, "?data=mnist_1000&views=curves")
    do_steps(page, 0, 12)
    line = page.locator(".progress-line")
    line.evaluate(
        """(line) => {
          const note = () => seen.push(Number(/step (\\d+)/.exec(line.innerText)[1]));
          window.seen = [];
          const watch = { subtree: true, childList: true, characterData: true };
          new MutationObserver(note).observe(line, watch);
        }"""
    )
    page.get_by_role("slider", name="Rewind").focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(60)  # a quick finger, but each press an event of its own
    expect(line).to_contain_text("step 2 ·")
    button(page, "Continue from here").click()  # Streamlit has heard of it all by then
    expect(line).to_contain_text("step 2 ·")
    wait_until_idle(page)
    seen = page.evaluate("seen")
    assert seen == sorted(seen, reverse=True), seen


def test_a_link_carries_live_changes_to_another_browser(page, other_page, base_url):
    page.set_viewport_size(TALL)
    open_page(page, base_url, "?preset=even_odd&views=curves")
    do_steps(page, 0, 2)
    set_eta(page, "0.07")
    expect(page.locator(".live-plot").get_by_text("η 0.07").first).to_be_visible()
    play_an_epoch(page)
    button(page, "Share and export").click()
    link = page.get_by_test_id("stPopoverBody").locator("code").first.inner_text()
    assert "then=2.eta.0.07" in link
    assert "eta=0.6" in link
    page.keyboard.press("Escape")

    other = other_page
    other.set_viewport_size(TALL)
    other.goto(f"{link}&views=curves")
    wait_until_idle(other)
    expect(other.get_by_role("spinbutton", name="Learning rate η")).to_have_value("0.6")
    play_an_epoch(other)
    expect(other.get_by_role("spinbutton", name="Learning rate η")).to_have_value("0.07")
    expect(other.locator(".live-plot").get_by_text("η 0.07").first).to_be_visible()
    legends = [
        one.locator(".live-plot").get_by_role("button").all_inner_texts() for one in (page, other)
    ]
    assert legends[0] == legends[1]
    paths = [
        one.locator(".live-plot path.curve").evaluate_all("(all) => all.map((p) => p.outerHTML)")
        for one in (page, other)
    ]
    assert paths[0] == paths[1]


def test_live_changes_that_make_no_sense_are_left_out_with_a_note(page, base_url):
    rubbish = "%3Cscript%3Ealert(1)%3C/script%3E"
    open_page(page, base_url, f"?preset=even_odd&then=3.eta.0.1~{rubbish}")
    expect(page.get_by_text("“then” in the link makes no sense")).to_be_visible()
    assert "then" not in page.url
    expect(page.get_by_role("spinbutton", name="Learning rate η")).to_have_value("0.6")
