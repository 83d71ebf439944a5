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
    wait_until_it_stands,
)

FURTHEST = 120  # presses of Tab until all of the page was passed

FOCUSED = """() => {
  let here = document.activeElement;
  while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  const text = here.tagName === "MAIN" ? "" : here.innerText;
  const name = here.ariaLabel || here.labels?.[0]?.innerText || text || "";
  return { name: name.replace(/\\s+/g, " "), tag: here.tagName };
}"""
# How the ring around what has the focus, or around what that lies in, stands out from its ground,
# and how many of its sides are in sight.
RING = """() => {
  const around = (element) => element.parentElement ?? element.getRootNode().host;
  const box = (element) => element.getBoundingClientRect();
  const colour = (said) => {
    const [r, g, b, opacity = 1] = said.match(/[\\d.]+/g).map(Number);
    return { rgb: [r, g, b], opacity };
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v <= 10 ? v / 3294 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const inside = (a, b) =>
    a.left >= b.left && a.top >= b.top && a.right <= b.right && a.bottom <= b.bottom;
  const ground = (element, ring) => {
    if (!element) return [255, 255, 255];
    const { rgb, opacity } = colour(getComputedStyle(element).backgroundColor);
    if (!opacity || !inside(ring, box(element))) return ground(around(element), ring);
    if (opacity === 1) return rgb;
    const below = ground(around(element), ring);
    return rgb.map((v, i) => opacity * v + (1 - opacity) * below[i]);
  };
  let ringed = document.activeElement;
  while (ringed.shadowRoot?.activeElement) ringed = ringed.shadowRoot.activeElement;
  const style = () => getComputedStyle(ringed);
  for (let up = 0; up < 3 && style().outlineStyle === "none"; up++) {
    ringed = around(ringed) ?? ringed;
  }
  const { outlineStyle, outlineWidth, outlineOffset, outlineColor } = style();
  const width = parseFloat(outlineWidth);
  if (outlineStyle !== "solid" || width < 2) return { contrast: 1, sides: 0 };
  const out = width + parseFloat(outlineOffset);
  const { left, top, right, bottom } = box(ringed);
  const ring = { left: left - out, top: top - out, right: right + out, bottom: bottom + out };
  const seen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (let up = around(ringed); up; up = around(up)) {
    if (getComputedStyle(up).overflow === "visible") continue;
    const cut = box(up);
    for (const side of ["left", "top"]) seen[side] = Math.max(seen[side], cut[side]);
    for (const side of ["right", "bottom"]) seen[side] = Math.min(seen[side], cut[side]);
  }
  const beyond = [seen.left - ring.left, seen.top - ring.top, ring.right - seen.right,
    ring.bottom - seen.bottom];
  const [dark, light] = [colour(outlineColor).rgb, ground(ringed, ring)].map(luminance)
    .sort((a, b) => a - b);
  return {
    contrast: (light + 0.05) / (dark + 0.05),
    sides: beyond.filter((pixels) => pixels <= width / 2).length,
  };
}"""
# What slides into sight has frames to do so.
SEEN = f"""async () => {{
  const here = ({FOCUSED})();
  for (let frame = 0; here.tag !== "BODY" && !here.seen && frame < 60; frame++) {{
    if (frame) await new Promise(requestAnimationFrame);
    here.ring = ({RING})();
    here.seen = here.ring.contrast >= 3 && here.ring.sides >= 3;
  }}
  return here;
}}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something with this name has the focus."""
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        if re.search(name, page.evaluate(FOCUSED)["name"]):
            return
    pytest.fail(f"no Tab leads to {name}")


def expect_focus_always_seen(page: Page) -> None:
    """Press Tab until all of the page was passed; fail if the focus cannot be seen somewhere."""
    unseen, stops = [], 0
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        here = page.evaluate(SEEN)
        if here["tag"] == "BODY":
            break
        stops += 1
        if not here["seen"]:
            unseen.append(here)
    assert unseen == []
    assert stops > 15


@pytest.mark.parametrize(
    ("path", "scheme", "last"),
    [
        ("", "light", ".screen .column"),
        ("gates", "dark", "[role=radiogroup]"),
        ("descent", "light", "input[type=range]"),
    ],
)
def test_the_focus_is_always_seen(page, base_url, path, scheme, last):
    page.emulate_media(color_scheme=scheme)
    open_page(page, base_url, path)
    expect(page.locator(last).first).to_be_visible()
    expect_focus_always_seen(page)


def wait_for_socket(page: Page) -> None:
    wait_for(page, "shared.count?.frames > 0")
    wait_until_idle(page)


def test_the_keyboard_alone_suffices(page, base_url):
    open_page(page, base_url, "lab?data=xor")
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
    wait_until_it_stands(page)
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


def test_the_focus_is_always_seen_in_the_lab_where_quick_presses_of_step_all_count(page, base_url):
    open_page(page, base_url, "lab?preset=even_odd")
    expect(page.locator(".heatmaps").first).to_be_visible()
    expect_focus_always_seen(page)

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
