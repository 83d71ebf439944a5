"""What every end-to-end test needs to say about a page of the app."""

import re
from typing import Any

from playwright.sync_api import Error, Locator, Page, expect

PATIENCE = 90_000  # ms for what takes training
IDLE = (
    '[data-testid="stApp"]'
    '[data-test-connection-state="CONNECTED"]'
    '[data-test-script-state="notRunning"]'
)
SHARED = 'globalThis[Symbol.for("backprop-playground")]'  # by the live components of a page
STEPS = """Number(/step ([\\d,]+)/.exec(shared.views.get("progress")?.root.innerText)?.[1]
    .replaceAll(",", ""))"""
# Between looks no frame is asked for, which would be painted.
RESTED = """async (element) => {
    const place = () => JSON.stringify(element.getBoundingClientRect());
    const first = place();
    for (let look = 0; look < 5; look++) {
        await new Promise((later) => setTimeout(later, 50));
        if (!element.isConnected || place() !== first) return false;
    }
    return true;
}"""


def open_page(page: Page, base_url: str, path: str = "") -> None:
    """Open ``path`` of the app and wait until its script has run to the end without an error."""
    page.goto(f"{base_url}/{path.lstrip('/')}")
    wait_until_idle(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def wait_until_idle(page: Page, timeout: float = 30_000) -> None:
    """Wait until no script and no fragment runs; ``timeout`` in milliseconds.

    A running live view is idle between two ticks. After a click, wait for what the click should
    show instead: the page may still be idle from before.
    """
    page.locator(IDLE).wait_for(state="attached", timeout=timeout)


def wait_until_at_rest(element: Locator) -> None:
    """Wait until an element no longer moves: the panel at the side slides away with its page."""
    if not any(element.evaluate(RESTED) for _ in range(100)):
        raise AssertionError("it never came to rest")


def front(page: Page) -> Page:
    """Return a page, before the others of its browser: those behind paint once a second."""
    page.bring_to_front()
    return page


def wait_for(page: Page, true: str, arg: Any = None) -> None:
    """Wait until a JavaScript expression of ``shared`` and ``arg`` is true."""
    page.wait_for_function(
        f"(arg) => {{ const shared = {SHARED}; return Boolean(shared && ({true})); }}",
        arg=arg,
        polling=50,
        timeout=PATIENCE,
    )


def wait_for_steps(page: Page, least: int) -> None:
    wait_for(page, f"{STEPS} >= arg", least)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"\b{name}\b")).first


def steps(page: Page) -> int:
    text = page.locator(".progress-line").inner_text()
    return int(re.search(r"step ([\d,]+)", text)[1].replace(",", ""))


def expect_steps(page: Page, count: int) -> None:
    expect(page.locator(".progress-line")).to_contain_text(f"step {count:,} ·")


def do_steps(page: Page, start: int, stop: int) -> None:
    """Press Step until the run that stands at ``start`` stands at ``stop``."""
    for number in range(start + 1, stop + 1):
        button(page, "Step").click()
        expect_steps(page, number)
    wait_until_idle(page)


def play(page: Page) -> None:
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()


def pause(page: Page) -> None:
    button(page, "Pause").click()
    expect(button(page, "Play")).to_be_visible()


def wait_until_it_stands(page: Page) -> None:
    """Wait until the page shows where the run was paused: its buttons may have been quicker."""
    bar = 'shared.views.get("rewind")?.frame'
    wait_for(page, f"{bar}?.playing === false && {bar}.now === {STEPS}")
    wait_until_idle(page)


def play_an_epoch(page: Page) -> None:
    """Do it, and wait until the page says so."""
    button(page, "Epoch").click()
    expect(page.locator(".progress-line")).to_contain_text("Epoch 1.00")
    expect(button(page, "Play")).to_be_visible()
    wait_until_idle(page)


def choose_speed(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def choose_data(page: Page, name: str) -> None:
    """Choose what to learn, and wait for the page of the new run."""
    before = page.url
    page.get_by_role("combobox", name="Data").click()
    page.get_by_role("option", name=name).click()
    page.wait_for_url(lambda url: url != before)  # it names the new run
    wait_until_idle(page)


def set_eta(page: Page, value: str) -> None:
    eta = page.get_by_role("spinbutton", name="Learning rate η")
    eta.fill(value)
    eta.press("Enter")


def carried(page: Page) -> dict[str, Any]:
    """Return how many frames came by the socket so far, and with which views."""
    return page.evaluate(
        f"""() => {{
          const {{ count }} = {SHARED} ?? {{}};
          return {{ frames: count?.frames ?? 0, views: {{ ...count?.views }} }};
        }}"""
    )


def wait_for_carried(page: Page, more: int) -> None:
    """Wait until so many more frames have come by the socket."""
    wait_for(page, "shared.count?.frames >= arg", carried(page)["frames"] + more)


def drawn(page: Page, view: str = "curves") -> int:
    """Return how many frames a view has drawn; in between it may be put on the page anew."""
    wait_for(page, "shared.views.get(arg)?.root.dataset.frames", view)
    return int(page.evaluate(f"(name) => {SHARED}.views.get(name)?.root.dataset.frames ?? 0", view))


def wait_for_drawn(page: Page, more: int, view: str = "curves") -> None:
    """Wait until a view has drawn so many more frames."""
    wait_for(
        page,
        "Number(shared.views.get(arg[0])?.root.dataset.frames) >= arg[1]",
        [view, drawn(page, view) + more],
    )


PLACED = """(tip, [below, patience]) => new Promise((done, failed) => {
    const start = performance.now();
    const look = () => {
        if (tip.getBoundingClientRect().y >= below) done();
        else if (performance.now() - start > patience) failed();
        else requestAnimationFrame(look);
    };
    look();
})"""
NEAR = 250  # pixels from the top of the page: what stands lower cannot reach the navigation
TARGETS = (
    "[data-testid=stMain] :is([data-testid=stTooltipHoverTarget], [data-testid=stTooltipIcon])"
)


def check_tooltips(page: Page) -> None:
    """Fail if a tooltip of the page lies over the navigation."""
    navigation = page.get_by_test_id("stHeader").bounding_box()
    below = navigation["y"] + navigation["height"]
    tip = page.get_by_test_id("stTooltipContent")
    done = []
    for target in page.query_selector_all(TARGETS):
        box = target.bounding_box()
        if box is None or box["y"] > NEAR or box in done:  # one may lie in another
            continue
        done.append(box)
        target.hover()
        expect(tip).to_be_visible()
        try:  # it is put into its place after it is there
            tip.evaluate(PLACED, [below, 2000])
        except Error:
            raise AssertionError(f"over the navigation: {target.inner_text()}") from None
        page.mouse.move(640, 719)
        expect(tip).to_have_count(0)


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


def expect_large_letters_while_presenting(page: Page) -> None:
    """Fail if a letter is less than 24 dots high while the page is presented."""
    page.keyboard.press("p")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.wait_for_function(f"() => ({SMALL})().length === 0", polling=100)
