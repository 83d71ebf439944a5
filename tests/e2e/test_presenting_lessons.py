"""A lesson on a projector: its letters are 24 dots high or more."""

import pytest
from playwright.sync_api import expect

from tests.e2e.helpers import open_page, wait_until_idle

# Pictures count as they are scaled; KaTeX's indices are as small as mathematics has them.
SMALL = """() => {
    const found = [];
    const look = (root) => {
        for (const element of root.querySelectorAll("*")) {
            if (element.shadowRoot) look(element.shadowRoot);
            const own = [...element.childNodes].find((n) => n.nodeType === 3 && n.data.trim());
            const { width, height } = element.getBoundingClientRect();
            const hidden = getComputedStyle(element).clipPath !== "none";
            if (!own || hidden || !width || height < 2 || !element.checkVisibility()) continue;
            if (element.closest(".katex, [class*=spoken]")) continue;
            const svg = element.ownerSVGElement;
            const scale = svg?.viewBox.baseVal?.width
                ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
            const zoom = element.currentCSSZoom ?? 1;
            const size = parseFloat(getComputedStyle(element).fontSize) * scale * zoom;
            if (size < 23.5) found.push(`${size}: ${own.data.trim().slice(0, 40)}`);
        }
    };
    look(document.querySelector("[data-testid=stMain]"));
    return found;
}"""


@pytest.mark.parametrize(
    "path",
    [
        "one-neuron?questions=off&idea=1&lecture=on",
        "descent?questions=off&idea=a-valley",
        "gates?questions=off&idea=a-hidden-layer",
        "chain-rule?idea=1",
        "equations?idea=2",
        "equations?idea=4",
        "equations?idea=7",
        "equations?idea=11",
        "luck?questions=off&idea=3",
        "hour",
    ],
)
def test_no_letter_is_smaller_than_24_dots(page, base_url, path):
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, base_url, path)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    wait_until_idle(page)
    expect(page.locator("[data-listening]")).to_have_count(1)
    page.keyboard.press("p")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.wait_for_function(f"() => ({SMALL})().length === 0", polling=100)
