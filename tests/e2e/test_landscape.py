"""The hill that the run walks down: it grows finer, follows the rewind bar, and is zoomed into."""

from playwright.sync_api import expect

from core.explain.landscape import SIDE
from tests.e2e.helpers import wait_for
from tests.e2e.stage import now, open_stage, stage, steps, wait_for_steps, wait_until_paused

FRAME = "shared.views.get('landscape')?.frame"


def test_a_landscape_grows_follows_the_past_and_is_zoomed_into(page, base_url):
    open_stage(page, base_url)
    wait_for_steps(page, 20)
    stage(page).get_by_role("button", name="Landscape").click()
    wait_for(page, f"{FRAME}?.side > 0")  # while the run plays
    stage(page).locator(".play").click()
    wait_until_paused(page)
    here = now(page)
    wait_for(page, f"{FRAME}.side === arg[0] && {FRAME}.steps === arg[1]", [SIDE, here])
    picture = stage(page).get_by_role("img", name=f"{SIDE} × {SIDE} places")
    expect(picture).to_be_visible()
    page.keyboard.press("ArrowLeft")
    wait_for(page, f"{FRAME}.steps < arg", here)
    assert steps(page) < here
    legend = stage(page).locator(".landscape .legend")
    expect(legend).to_contain_text("step ")
    stage(page).get_by_role("button", name="Random").click()
    stage(page).get_by_role("button", name="Closer").click()
    wait_for(page, f"{FRAME}.random && {FRAME}.bounds[1] === 0.5 && {FRAME}.side === arg", SIDE)
    stage(page).get_by_role("button", name="Surface").click()
    expect(stage(page).get_by_role("button", name="Turn to the left")).to_be_visible()
