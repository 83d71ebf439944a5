"""Every preset starts at one click and shows what its goal says, on one page after another."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.helpers import button, open_page, wait_until
from ui.shell.presets import PRESETS

TALL = {"width": 1440, "height": 2400}  # all views are in sight

# What is seen where the goal is not that the cost falls: the hint's words, or a measurement.
HINTS = {
    "saturate": "saturated",
    "overfit": "Overfitting",
    "zeros": "same weights",
    "rounding": "same weights",
    "dead": "answer 0 to everything",
    "overshoot": "leaps over the valley",
    "raw": "saturated: pixels up to 255",
}


def measured(page: Page) -> tuple[float, float, float]:
    """Return epoch, validation cost and validation accuracy (or R²), as the curves say them."""
    words = page.locator(".live-plot .alt").first.get_attribute("aria-label")
    said = r"At epoch ([\d.,]+): validation cost ([\d.,]+), validation .* (−?-?[\d.]+)%\."
    numbers = re.search(said, words).groups()
    epoch, cost, accuracy = (float(n.replace(",", "").replace("−", "-")) for n in numbers)
    return epoch, cost, accuracy / 100


def half_for_everything(page: Page) -> bool:
    epoch, cost, accuracy = measured(page)
    return epoch > 500 and abs(cost - 0.693) < 0.01 and accuracy <= 0.75


def no_better_than_chance(page: Page) -> bool:
    epoch, _, accuracy = measured(page)
    return epoch > 50 and accuracy < 0.65


def first_layer_learns_least(page: Page) -> bool:
    words = page.locator(".live-plot .alt").last.get_attribute("aria-label")
    norms = [float(n) for n in re.findall(r"gradient ([\d.e−-]+)", words.replace("−", "-"))]
    return len(norms) == 5 and norms[0] < norms[-1] / 20


SEEN = {
    "line": half_for_everything,
    "parity": no_better_than_chance,
    "vanish": first_layer_learns_least,
}


def test_every_preset_starts_at_a_click_and_shows_its_goal(page, base_url):
    page.set_viewport_size(TALL)
    open_page(page, base_url, "?preset=digits&views=curves,decision,layers")
    hint = page.locator(".hint-line .text")
    for name, preset in PRESETS.items():
        before = page.url
        button(page, "Presets").click()
        page.get_by_role("button", name=preset.label, exact=True).click()
        wait_until(page, lambda before=before: page.url != before)
        expect(page.get_by_text(preset.goal)).to_have_count(0)  # the list of them is closed
        expect(page.locator(".progress-line")).to_contain_text("step 0 ·")
        expect(button(page, "Play")).to_be_visible()
        _, cost, _ = measured(page)
        page.keyboard.press("Space")
        if name in HINTS:
            expect(hint, name).to_contain_text(HINTS[name])
        elif name in SEEN:
            wait_until(page, lambda seen=SEEN[name]: seen(page))
        else:
            wait_until(page, lambda cost=cost: measured(page)[1] < 0.8 * cost)
