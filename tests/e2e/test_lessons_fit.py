"""Each idea of a lesson is one screen of a projector, and on a phone nothing moves sideways.

Axe-core finds nothing in a lesson, and no tooltip of it lies over the navigation. While it is
presented its letters are large.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import violations
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
TOO_TALL = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollHeight - main.clientHeight;
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
    // pictures follow a change of width in the frames after it
    for (let frame = 0; frame < 60 && find().length; frame++) {
        await new Promise(requestAnimationFrame);
    }
    return find();
}"""


def ideas(page: Page) -> Iterator[int]:
    """Go through the ideas of the lesson that is open; each is at rest when it is its turn."""
    following = page.get_by_role("button", name=re.compile("^Next idea"))
    number = 1
    while True:
        chosen = page.get_by_role("button", name=re.compile(rf"^{number} "))
        expect(chosen).to_have_attribute("kind", "primary")
        wait_until_idle(page)
        expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
        wait_until_at_rest(page.get_by_role("button", name=re.compile("^Previous idea")))
        yield number
        if following.count() == 0:
            return
        following.click()
        number += 1


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_idea_is_one_screen_of_a_projector_and_the_first_is_accessible(page, base_url, lesson):
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(PROJECTOR)
    open_page(page, base_url, f"{lesson}?questions=off")
    overflow = {}
    for number in ideas(page):
        overflow[number] = page.evaluate(TOO_TALL)
        if number == 1:
            check_tooltips(page)
        if number == 1 or (lesson, number) == BOARD:
            assert violations(page) == []
            page.set_viewport_size(PROJECTOR)
        if number in PRESENTED.get(lesson, ()):
            expect_large_letters_while_presenting(page)
            page.keyboard.press("p")
            expect(page.get_by_test_id("stHeader")).to_be_visible()
    assert len(overflow) >= 5
    assert overflow == dict.fromkeys(overflow, 0)


def test_each_step_through_the_equations_is_one_screen(page, base_url):
    page.set_viewport_size(PROJECTOR)
    open_page(page, base_url, "equations?questions=off")
    page.get_by_role("button", name=re.compile("^3 ")).click()
    overflow = []
    for step in range(1, 12):
        expect(page.get_by_text(f"{step} of 11.")).to_be_visible()
        wait_until_idle(page)
        wait_until_at_rest(page.get_by_role("button", name=re.compile("^Previous idea")))
        overflow.append(page.evaluate(TOO_TALL))
        page.keyboard.press("ArrowRight")
    assert overflow == [0] * 11


@pytest.mark.parametrize("lesson", LESSONS)
def test_on_a_phone_nothing_moves_sideways_and_each_idea_begins_at_its_top(
    phone_page, base_url, lesson
):
    phone_page.emulate_media(reduced_motion="reduce")
    open_page(phone_page, base_url, f"{lesson}?questions=off")
    for number in ideas(phone_page):  # which presses the button at the foot of each
        assert phone_page.get_by_test_id("stMain").evaluate("(main) => main.scrollTop") == 0
        assert phone_page.evaluate(TOO_WIDE) == [], f"idea {number} of {lesson}"
