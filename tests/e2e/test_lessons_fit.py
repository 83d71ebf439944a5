"""Each idea of a lesson is one screen of a projector, and on a phone nothing moves sideways.

Axe-core finds nothing in a lesson, and no tooltip of it lies over the navigation. While it is
presented its letters are large. One visit sees each idea at both sizes.
"""

import re
from itertools import count

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import PHONE
from tests.e2e.helpers import (
    check_tooltips,
    expect_large_letters_while_presenting,
    open_page,
    wait_until_at_rest,
    wait_until_idle,
)
from ui.shell import lessons

LESSONS = tuple(name.replace("_", "-") for name in lessons.LESSONS)
PROJECTOR = {"width": 1280, "height": 720}
BOARD = ("equations", 3)  # most of it is not reached yet
PRESENTED = {  # ideas that show what others have not: sliders, plots, boards, a game, bands
    "descent": {4},
    "gates": {3},
    "chain-rule": {1},
    "equations": {2, 4, 7, 11},
    "luck": {3},
}
# Pictures follow a change of size in the frames after it.
TOO_TALL = """async () => {
    const main = document.querySelector('[data-testid="stMain"]');
    const find = () => main.scrollHeight - main.clientHeight;
    for (let frame = 0; frame < 60 && find(); frame++) await new Promise(requestAnimationFrame);
    return find();
}"""
# KaTeX's own boxes stand out by two pixels at most, which nobody can scroll by.
TOO_WIDE = """async () => {
    const main = document.querySelector('[data-testid="stMain"]');
    const find = () => {
        const boxes = [document.documentElement, main];
        const found = boxes.filter((box) => box.scrollWidth > box.clientWidth + 1);
        for (const wide of main.querySelectorAll("table, .katex-html")) {
            const right = main.getBoundingClientRect().right;
            if (wide.getBoundingClientRect().right > right + 2) found.push(wide);
        }
        return found.map((box) => box.outerHTML.slice(0, 200));
    };
    for (let frame = 0; frame < 60 && find().length; frame++) {
        await new Promise(requestAnimationFrame);
    }
    return find();
}"""


@pytest.fixture
def devices(page):
    """Return what makes a phone or a projector of the page, which in the end is neither."""
    session = page.context.new_cdp_session(page)
    yield session
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    session.send("Emulation.clearDeviceMetricsOverride")
    session.detach()


def be_phone(devices: CDPSession) -> None:
    be(devices, PHONE["viewport"], mobile=True)


def be_projector(devices: CDPSession) -> None:
    be(devices, PROJECTOR, mobile=False)


def be(devices: CDPSession, size: dict[str, int], *, mobile: bool) -> None:
    devices.send("Emulation.setTouchEmulationEnabled", {"enabled": mobile})
    metrics = {**size, "deviceScaleFactor": 1, "mobile": mobile}
    devices.send("Emulation.setDeviceMetricsOverride", metrics)


def wait_for_idea(page: Page, number: int) -> None:
    chosen = page.get_by_role("button", name=re.compile(rf"^{number} "))
    expect(chosen).to_have_attribute("kind", "primary")
    wait_until_idle(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    wait_until_at_rest(page.get_by_role("button", name=re.compile("^Previous idea")))


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_idea_is_one_screen_of_a_projector_and_on_a_phone_nothing_moves_sideways(
    page, base_url, devices, lesson
):
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(PROJECTOR)
    be_phone(devices)
    open_page(page, base_url, f"{lesson}?questions=off")
    following = page.get_by_role("button", name=re.compile("^Next idea"))
    overflow = []
    for number in count(1):
        wait_for_idea(page, number)
        # on a phone each begins at its top, though one presses a button at the foot of the last
        assert page.get_by_test_id("stMain").evaluate("(main) => main.scrollTop") == 0
        assert page.evaluate(TOO_WIDE) == [], f"idea {number} of {lesson}"
        be_projector(devices)
        overflow.append(page.evaluate(TOO_TALL))
        look_closer(page, lesson, number)
        be_phone(devices)
        if following.count() == 0:
            break
        following.click()
    assert len(overflow) >= 5
    assert overflow == [0] * len(overflow)


def look_closer(page, lesson, number):
    """Look at what is on a projector, at the ideas that show what others have not."""
    if number == 1:
        check_tooltips(page)
    if number == 1 or (lesson, number) == BOARD:
        assert violations(page) == []
        page.set_viewport_size(PROJECTOR)
    if number in PRESENTED.get(lesson, ()):
        expect_large_letters_while_presenting(page)
        page.keyboard.press("p")
        expect(page.get_by_test_id("stHeader")).to_be_visible()
    if (lesson, number) == BOARD:
        for step in range(1, 12):
            expect(page.get_by_text(f"{step} of 11.")).to_be_visible()
            wait_until_idle(page)
            wait_until_at_rest(page.get_by_role("button", name=re.compile("^Previous idea")))
            assert page.evaluate(TOO_TALL) == 0, f"step {step}"
            page.keyboard.press("ArrowRight")
