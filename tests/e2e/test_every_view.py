"""Every view of digits and of a plane: it opens, moves while the run plays, costs what is seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.helpers import (
    carried,
    choose_speed,
    expect_steps,
    open_page,
    pause,
    play,
    wait_for,
    wait_for_carried,
    wait_for_steps,
)
from ui.views import VIEWS

TALL = {"width": 1440, "height": 6000}  # all views are in sight
STILL = "pinned"  # nothing is pinned: it says so, and has nothing to update
KINDS = {  # what to open, steps a second that leave something to learn, and what suits it
    "preset=digits": ("1,000", {*VIEWS} - {"decision", "warped", "row"}),
    "data=circles&layers=2,4&act=tanh,tanh,sigmoid": (
        "100",
        {*VIEWS} - {"mistakes", "pinned", "row"},
    ),
}
PILLS = """(labels) => [...document.querySelectorAll("[aria-pressed]")].filter((pill) =>
    labels.includes(pill.innerText.trim()))"""
PRESSED = f"""([labels, state]) => {{
    const pills = ({PILLS})(labels);
    return pills.length === labels.length && pills.every((pill) => pill.ariaPressed === state);
}}"""
# As fast as the page can take it: the server draws what is there in the end, not what was between.
CLICK = f"""async (labels) => {{
    for (const label of labels) {{
        ({PILLS})([label])[0].click();
        await new Promise(requestAnimationFrame);
    }}
}}"""


def with_every_view(page: Page, base_url: str, keys: str) -> None:
    open_page(page, base_url, f"lab?{keys}&views={','.join(VIEWS)}")
    expect(page.locator(".live-plot").first).to_be_visible()


def pill(page: Page, name: str):
    return page.get_by_role("button", name=VIEWS[name].label, exact=True)


def wait_until_all_came(page: Page, names: set[str], more: int = 1) -> None:
    """Wait until each of these views came by the socket so many times more."""
    before = carried(page)["views"]
    wanted = {name: before.get(name, 0) + more for name in names}
    wait_for(
        page, "Object.entries(arg).every(([name, n]) => shared.count?.views[name] >= n)", wanted
    )


def expect_none_comes(page: Page, names: set[str]) -> None:
    """Fail if one of these views still comes while others do."""

    def came_in(frames: int) -> dict[str, int]:
        before = carried(page)["views"]
        wait_for_carried(page, frames)
        after = carried(page)["views"]
        return {name: more for name in names if (more := after.get(name, 0) - before.get(name, 0))}

    for _ in range(10):  # those on the way, which are more on a busy machine
        if not came_in(2):
            break
    assert came_in(6) == {}


@pytest.mark.parametrize("keys", KINDS)
def test_every_view_opens_moves_and_costs_nothing_unseen(page, base_url, keys):
    pace, views = KINDS[keys]
    moving = views - {STILL}
    page.set_viewport_size(TALL)
    with_every_view(page, base_url, keys)
    page.wait_for_function(PRESSED, arg=[[VIEWS[name].label for name in views], "true"])
    choose_speed(page, pace)
    play(page)
    wait_until_all_came(page, views - {*carried(page)["views"]})
    wait_until_all_came(page, moving)

    page.set_viewport_size({"width": 1440, "height": 300})
    below = views - {"curves", "decision", "warped", "diagram"}  # what stands first may be in sight
    wait_for(page, "!arg.some((name) => shared.views.get(name).seen)", [*below])
    expect_none_comes(page, below)
    page.set_viewport_size(TALL)
    wait_until_all_came(page, moving)

    closed = views - {"curves"}
    labels = [VIEWS[name].label for name in closed]
    page.evaluate(CLICK, labels)
    page.wait_for_function(PRESSED, arg=[labels, "false"])
    wait_for(page, "!arg.some((name) => shared.views.has(name))", [*closed])
    expect_none_comes(page, closed)
    pill(page, "weights").dispatch_event("click")
    wait_until_all_came(page, {"weights"})
    expect(page.locator(".heatmaps canvas").first).to_be_visible()
    pause(page)


# Ours are large enough for a finger; so are Streamlit's buttons that move the run.
LOW = """() => {
  const found = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) walk(element.shadowRoot);
      const ours = element.matches("button") && element.getRootNode() !== document;
      if (!ours && !element.matches('[class*="st-key-"] > [data-testid=stButton] button')) continue;
      const { width, height } = element.getBoundingClientRect();
      if (width && height < 40) found.push([element.ariaLabel || element.innerText, height]);
    }
  };
  walk(document.querySelector("main, [data-testid=stMain]"));
  return found;
}"""


@pytest.mark.parametrize("keys", KINDS)
def test_a_phone_shows_every_view_scrolls_down_only_and_hints_at_no_keys(
    phone_page, base_url, keys
):
    page = phone_page
    with_every_view(page, base_url, keys)
    wait_for(page, "shared.count?.frames > 0")
    step = page.get_by_role("button", name="Step")
    step.tap()
    step.tap()
    expect_steps(page, 2)
    page.get_by_role("button", name="Play").tap()
    wait_for_steps(page, 5)
    page.get_by_role("button", name="Pause").tap()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 9000})
    wait_for(page, "arg.every((name) => shared.count?.views[name])", [*KINDS[keys][1]])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    main = page.get_by_test_id("stMain")
    assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth")
    assert page.evaluate(LOW) == []
    # nor does it zoom into fields or hint at keys
    expect(page.get_by_role("spinbutton", name="Learning rate η")).to_be_visible()
    page.wait_for_function(
        """() => [...document.querySelectorAll("input:not([type=range])")].every(
            (field) => parseFloat(getComputedStyle(field).fontSize) >= 16)"""
    )
    assert not any(hint.is_visible() for hint in page.locator("kbd").all())
