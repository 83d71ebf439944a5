"""A lecture room: a lecturer, students with phones and with laptops, and the projector."""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.conftest import PHONE
from tests.e2e.helpers import front, open_page, wait_for
from tests.e2e.stage import open_stage, stage, wait_for_steps

FOLLOWED = 'shared.views.get("timeline")?.frame'


def open_room(page, base_url):
    """Open a room; return its code as it is read aloud."""
    open_page(page, base_url, "room")
    page.get_by_role("button", name="Open a room").click()
    return page.locator(".lectern .code").inner_text()


def join(page, base_url, code, name):
    page.goto(f"{base_url}/join")
    page.get_by_label("Code of the room").fill(code.lower())
    page.get_by_label("Nickname").fill(name)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name=f"Room {code}")).to_be_visible()
    expect(page.get_by_label("Nickname")).to_be_hidden()


def close_room(page):
    """Close the room on the lecturer's page."""
    page.get_by_role("button", name="Close the room").click()
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_role("button", name="Open a room")).to_be_visible()


def test_students_follow_answer_look_around_and_come_back(
    page, other_page, phone_page, new_page, base_url
):
    code = open_room(page, base_url)
    join(front(phone_page), base_url, code, "<b>Ada</b>")
    join(front(other_page), base_url, code, "")
    lectern = page.locator(".lectern")
    third = new_page(**PHONE)
    join(front(third), base_url, code, "")
    expect(lectern.get_by_text("3 here now")).to_be_visible()
    expect(lectern.locator(".people .name")).to_have_text(["<b>Ada</b>"])

    # They see the lecturer's run as it learns, and what of it the stage shows.
    open_stage(front(page), base_url, "?preset=spiral")
    wait_for_steps(page, 100)
    for student in (phone_page, other_page, third):
        expect(stage(student)).to_be_visible()
        wait_for(student, f"{FOLLOWED}.now > 100")
    page.keyboard.press("2")
    page.keyboard.press("Space")
    wait_for(page, f"!{FOLLOWED}.playing")
    page.keyboard.press("ArrowLeft")
    wait_for(page, f"{FOLLOWED}.past")
    for student in (phone_page, other_page):
        wait_for(student, 'shared.views.has("curves")')
        wait_for(student, f"{FOLLOWED}.past")
        expect(student.get_by_text("The lecturer looks at epoch")).to_be_visible()

    # A phone that was locked, or a page that was closed, is back where the room is.
    front(phone_page).reload()
    wait_for(phone_page, f"{FOLLOWED}.past")
    expect(phone_page.get_by_label("Nickname")).to_be_hidden()
    other_page.context.set_offline(True)
    other_page.context.set_offline(False)
    wait_for(other_page, f"{FOLLOWED}.past")

    # The run as it stands becomes a student's own, and the lecturer has everybody back.
    front(phone_page).get_by_role("button", name="Make it mine").click()
    frame = phone_page.frame_locator("iframe")
    expect(frame.get_by_role("button", name="Play", exact=True)).to_be_visible()
    phone_page.get_by_role("button", name="Back to the lecturer").click()
    expect(stage(phone_page)).to_be_visible()
    phone_page.get_by_role("button", name="Look around by yourself").click()
    expect(frame.get_by_text("You watch a run of somebody else")).to_be_visible()
    open_page(front(page), base_url, "room")
    page.get_by_role("button", name="Have all follow you only").click()
    expect(stage(phone_page)).to_be_visible()
    expect(phone_page.get_by_role("button", name="Look around by yourself")).to_be_hidden()

    # Answers are hidden until they are shown, on the projector too.
    lectern.get_by_role("button", name="A question").click()
    lectern.get_by_label("Question", exact=True).fill("What is XOR of 1 and 1?")
    lectern.get_by_label("Choice A").fill("0")
    lectern.get_by_label("Choice B").fill("1")
    lectern.get_by_label("A is right").check()
    lectern.get_by_role("button", name="Ask", exact=True).click()
    wall = page.context.new_page()
    wall.goto(f"{base_url}/wall")
    front(phone_page).get_by_role("button", name="A 0").click()
    front(other_page).get_by_role("button", name="B 1").click()
    front(third).get_by_role("button", name="A 0").click()
    expect(wall.get_by_text("3 answers")).to_be_visible()
    expect(wall.locator(".question .count")).to_have_text(["", ""])
    front(page).get_by_role("button", name="Show the answers").click()
    expect(wall.locator(".question .count")).to_have_text(["2 (67 %)", "1 (33 %)"])
    expect(phone_page.get_by_text("Right. You said A")).to_be_visible()
    expect(other_page.get_by_text("Not so: A is right")).to_be_visible()
    assert violations(phone_page) == violations(page) == []

    # Who is removed is out, and a room that was closed is closed for all.
    page.get_by_role("button", name="Remove").click()
    expect(phone_page.get_by_text("You were taken out of this room")).to_be_visible()
    phone_page.reload()
    expect(phone_page.get_by_text("You were taken out of this room")).to_be_visible()
    close_room(page)
    expect(other_page.get_by_text("The lecturer has closed this room")).to_be_visible()


@pytest.mark.parametrize("path", ["join", "wall"])
def test_the_plain_pages_are_accessible(page, base_url, path):
    page.goto(f"{base_url}/{path}")
    expect(page.get_by_role("heading", name="Lecture room")).to_be_visible()
    assert violations(page) == []
