"""The lab without a mouse: everything by Tab, Enter, Space and arrows; no press counts twice."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.helpers import (
    button,
    expect_steps,
    open_page,
    steps,
    wait_for,
    wait_for_steps,
    wait_until_idle,
)

FURTHEST = 120  # presses of Tab until all of the page was passed

FOCUSED = """() => {
  let here = document.activeElement;
  while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  const text = here.tagName === "MAIN" ? "" : here.innerText;
  const name = here.ariaLabel || here.labels?.[0]?.innerText || text || "";
  return { name: name.replace(/\\s+/g, " "), tag: here.tagName };
}"""
# Whether what had the focus at the last call, or what is in it or around it, looked another way
SHOWED = """async () => {
  const look = (near) => near.map((element) => {
    const { outline, boxShadow, border, backgroundColor, color } = getComputedStyle(element);
    return [outline, boxShadow, border, backgroundColor, color].join();
  }).join();
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  const before = globalThis.focusSeen;
  const gone = !before || before.near.some((element) => !element.isConnected);
  const showed = gone || look(before.near) !== before.look;
  let here = document.activeElement;
  while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  const near = [here, ...here.querySelectorAll("*")].slice(0, 6);
  for (let up = here.parentElement; up && near.length < 10; up = up.parentElement) near.push(up);
  globalThis.focusSeen = { near, look: look(near) };
  return showed;
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something with this name has the focus."""
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        if re.search(name, page.evaluate(FOCUSED)["name"]):
            return
    pytest.fail(f"no Tab leads to {name}")


def test_the_focus_is_always_seen(page, base_url):
    open_page(page, base_url, "lab?preset=even_odd")
    expect(page.locator(".heatmaps")).to_be_visible()
    unseen, last = [], ""
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        if not page.evaluate(SHOWED):
            unseen.append(last)
        here = page.evaluate(FOCUSED)
        last = here["name"]
        if here["tag"] == "BODY":
            break
        if here["tag"] == "MAIN":  # what scrolls; there is nothing to press
            page.evaluate("globalThis.focusSeen = undefined")
    assert unseen == []


def wait_for_socket(page: Page) -> None:
    wait_for(page, "shared.count?.frames > 0")
    wait_until_idle(page)


def test_the_keyboard_alone_suffices(page, base_url):
    open_page(page, base_url, "lab")
    expect(page.locator(".live-plot")).to_be_visible()
    press = page.keyboard.press

    tab_to(page, "Presets")
    press("Enter")
    expect(page.get_by_text("One click sets everything")).to_be_visible()
    tab_to(page, r"Even or odd\?")
    press("Enter")
    expect(page.get_by_role("spinbutton", name="Bits")).to_have_value("10")
    wait_for_socket(page)

    tab_to(page, "Add a layer")
    press("Space")
    expect(page.get_by_role("spinbutton", name="Layer 2")).to_be_visible()
    wait_for_socket(page)

    tab_to(page, r"Play \w*")
    press("Space")
    expect(button(page, "Pause")).to_be_visible()
    wait_for_steps(page, 20)
    press("Space")
    expect(button(page, "Play")).to_be_visible()
    wait_until_idle(page)
    at = steps(page)
    press("ArrowRight")
    expect_steps(page, at + 1)
    wait_until_idle(page)
    press("Shift+ArrowRight")
    expect(page.locator(".progress-line")).to_contain_text(re.compile(r"Epoch \d+\.00 "))
    expect(button(page, "Play")).to_be_visible()
    wait_until_idle(page)

    tab_to(page, "Rewind")
    press("Home")
    expect(page.get_by_role("button", name="Back to now")).to_be_visible()
    expect_steps(page, 0)
    tab_to(page, "Back to now")
    press("Enter")
    wait_for_steps(page, 1)
    wait_until_idle(page)

    tab_to(page, "^Curves$")
    for _ in range(12):
        press("ArrowRight")
        if page.evaluate(FOCUSED)["name"] == "Gradients":
            break
    press("Space")
    expect(page.get_by_text("Largest |∂C/∂w|")).to_be_visible()
    expect(button(page, "Play")).to_be_visible()  # this Space was the pill's

    press("p")
    expect(page.get_by_role("button", name="Back", exact=False).first).to_be_visible()
    expect(page.get_by_role("button", name="Presets")).to_have_count(0)
    press("p")
    expect(page.get_by_role("button", name="Presets")).to_be_visible()
    wait_until_idle(page)
    press("r")
    expect_steps(page, 0)


def test_quick_presses_of_step_all_count(page, base_url):
    open_page(page, base_url, "lab?preset=even_odd")
    expect(page.locator(".live-plot")).to_be_visible()
    wait_for_socket(page)
    step = button(page, "Step")
    step.dblclick()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect_steps(page, 5)
    step.evaluate("(step) => { for (let n = 0; n < 5; n++) step.click(); }")
    expect_steps(page, 10)
    page.reload()  # what was said to the server before it has heard
    expect_steps(page, 10)  # no press counted again
    wait_for_socket(page)

    page.get_by_role("radio", name="1,000").click()
    page.keyboard.press("Space")  # plays, though the speed was clicked last
    expect(button(page, "Pause")).to_be_visible()
    wait_for_steps(page, 50)
    button(page, "Step").click()
    expect(button(page, "Play")).to_be_visible()
