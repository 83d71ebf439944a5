"""What axe-core says of a page, WCAG 2.1 A and AA: light, dark, on a projector, on a phone."""

import tomllib
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.e2e.server import ROOT

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
SIZES = {"projector": (1280, 720), "phone": (390, 844)}
# Rules that Streamlit breaks, and where; all else is ours.
STREAMLITS = {
    # it puts a div between the list and the items of its navigation on phones
    "list": "[data-testid=stSidebarNavItems]",
    "listitem": "[data-testid=stSidebarNavItems]",
}
# In the dark only colours are other than in the light.
RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "dark": ["color-contrast", "link-in-text-block"],
}
# To change the size of a page takes less than to change its colours.
LOOKS = (("light", "projector"), ("dark", "projector"), ("dark", "phone"), ("light", "phone"))
JUDGE = """async ([except, rules]) => {
    const { violations } = await axe.run(document, {
        runOnly: rules,
        resultTypes: ["violations"],
        iframes: false,
        // plain pages let no style sheet in that axe would copy there
        preload: Boolean(document.querySelector(".stApp")),
    });
    const theirs = (rule, [target]) =>
        rule in except && document.querySelector(target)?.closest(except[rule]);
    return violations.flatMap(({ id, nodes }) => nodes
        .filter(({ target }) => !theirs(id, target))
        .map(({ html, any }) => [id, html, any[0]?.message].join(": ")));
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((element) =>
    getComputedStyle(element).transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
).map((element) => element.outerHTML.slice(0, 100))"""
# Until the page, components included, has the colours of a theme, and keeps them: for a second
# where a text has that of the other theme. Some may, but a part that Streamlit has not come to may
# not, and on a busy machine that takes longer than some frames.
DRESSED = """async ([scheme, other]) => {
    const all = (root) => [...root.querySelectorAll("*")].flatMap((element) =>
        [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const says = ({ childNodes }) => [...childNodes].some(({ nodeType }) => nodeType === 3);
    const look = () => all(document).filter(says).map((element) => {
        const { color, backgroundColor, opacity } = getComputedStyle(element);
        return [color, backgroundColor, opacity].join();
    }).join(" ");
    const frames = 5;  // from look to look, which takes longer than a frame
    for (let still = 0, last = ""; still < (last.includes(other) ? 60 : frames); ) {
        for (let i = 0; i < frames; i++) await new Promise(requestAnimationFrame);
        const now = look();
        const app = document.querySelector(".stApp");  // plain pages follow the browser at once
        const right = !app || getComputedStyle(app).colorScheme === scheme;
        still = right && now === last ? still + frames : 0;
        last = now;
    }
}"""


def _text(scheme: str) -> str:
    """Return the colour of text in a theme, as a browser writes it."""
    configured = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    red, green, blue = bytes.fromhex(configured["theme"][scheme]["textColor"].removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"


def violations(page: Page) -> list[str]:
    """Return what is wrong with the page as it stands, whose visitor asked for less motion."""
    page.bring_to_front()  # what is behind another page paints once a second
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(AXE)
    found = [f"it moves: {element}" for element in page.evaluate(MOVING)]
    for scheme, size in LOOKS:
        page.emulate_media(color_scheme=scheme)
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(DRESSED, [scheme, _text("light" if scheme == "dark" else "dark")])
        wrong = page.evaluate(JUDGE, [STREAMLITS, RULES[scheme]])
        found += [f"{size}, {scheme}: {one}" for one in wrong]
    return found
