"""Every view of every kind of data: it opens, moves while the run plays, and costs what is seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.helpers import open_page, steps, wait_until
from tests.e2e.test_socket import carried, pause, play, wait_for_carried
from tests.e2e.test_train import choose_speed
from ui.views import VIEWS

TALL = {"width": 1440, "height": 6000}  # all views are in sight
MOUNTED = """() => [...globalThis[Symbol.for("backprop-playground")].views.keys()]"""
STILL = "pinned"  # nothing is pinned: it says so, and has nothing to update
KINDS = {  # what to open, steps a second that leave something to learn, and what suits it
    "preset=digits": ("1,000", {*VIEWS} - {"decision", "warped"}),
    "preset=even_odd": ("10", {*VIEWS} - {"decision", "warped", "mistakes", "pinned"}),
    "data=circles&layers=2,4&act=tanh,tanh,sigmoid": (
        "100",
        {*VIEWS} - {"mistakes", "pinned"},
    ),
    "preset=bump": ("100", {*VIEWS} - {"warped", "confusion", "mistakes", "pinned"}),
}


def with_every_view(page: Page, base_url: str, keys: str) -> None:
    open_page(page, base_url, f"?{keys}&views={','.join(VIEWS)}")
    expect(page.locator(".live-plot").first).to_be_visible()


def pill(page: Page, name: str):
    return page.get_by_role("button", name=VIEWS[name].label, exact=True)


def came(page: Page) -> dict[str, int]:
    return carried(page)["views"]


def stand_still(page: Page, names: set[str]) -> None:
    wait_for_carried(page, 3)  # those on the way
    before = came(page)
    wait_for_carried(page, 12)
    after = came(page)
    assert {name: after.get(name) for name in names} == {name: before.get(name) for name in names}


@pytest.mark.parametrize("keys", KINDS)
def test_every_view_opens_moves_and_costs_nothing_unseen(page, base_url, keys):
    pace, views = KINDS[keys]
    page.set_viewport_size(TALL)
    with_every_view(page, base_url, keys)
    for name in views:
        expect(pill(page, name)).to_have_attribute("aria-pressed", "true")
    choose_speed(page, pace)
    play(page)
    wait_until(page, lambda: {*came(page)} >= views)
    start = came(page)
    moving = views - {STILL}
    wait_until(page, lambda: all(came(page)[name] >= start[name] + 2 for name in moving))

    page.set_viewport_size({"width": 1440, "height": 300})
    below = views - {"curves", "decision", "warped", "diagram"}  # what stands first may be in sight
    wait_until(page, lambda: not any(seen(page, name) for name in below))
    stand_still(page, below)
    page.set_viewport_size(TALL)
    start = came(page)
    wait_until(page, lambda: all(came(page)[name] > start[name] for name in moving))

    kept = {"curves"}
    for name in views - kept:
        pill(page, name).dispatch_event("click")
        expect(pill(page, name)).to_have_attribute("aria-pressed", "false")
    wait_until(page, lambda: not (views - kept) & {*page.evaluate(MOUNTED)})
    stand_still(page, views - kept)
    pause(page)


def seen(page: Page, name: str) -> bool:
    return page.evaluate(
        "(name) => globalThis[Symbol.for('backprop-playground')].views.get(name).seen", name
    )


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


@pytest.mark.parametrize("keys", ["preset=digits", "data=circles&layers=2,4&act=tanh,tanh,sigmoid"])
def test_a_phone_shows_every_view_and_scrolls_down_only(phone_page, base_url, keys):
    page = phone_page
    with_every_view(page, base_url, keys)
    wait_until(page, lambda: carried(page)["frames"] > 0)
    step = page.get_by_role("button", name="Step")
    step.tap()
    step.tap()
    wait_until(page, lambda: steps(page) == 2)
    page.get_by_role("button", name="Play").tap()
    wait_until(page, lambda: steps(page) > 4)
    page.get_by_role("button", name="Pause").tap()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 9000})
    wait_until(page, lambda: {*came(page)} >= KINDS[keys][1])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    main = page.get_by_test_id("stMain")
    assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth")
    assert page.evaluate(LOW) == []
