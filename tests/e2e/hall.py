"""The pages of a lecture room on three replicas, and what is done on each kind of them."""

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.helpers import front, wait_for
from tests.e2e.stage import stage
from tests.e2e.test_room import FOLLOWED, join, open_room

HALL = {"Ada": PHONE, "Ben": PHONE, "Cy": PHONE, "": DESKTOP, "Eve": DESKTOP}
SEVEN = [(0.2, 0.2), (0.8, 0.2), (0.4, 0.9)]
ONE = [(0.5, 0.1), (0.5, 0.9)]


class Hall:
    """The pages: the lecturer's laptop and phone, the projector and the students."""

    def __init__(self, url, visit):
        self.url = url
        self.lecturer = visit("r1", DESKTOP)
        self.code = open_room(self.lecturer, url)
        self.lectern = self.lecturer.locator(".lectern")
        self.screen = self.lecturer.context.new_page()
        self.screen.set_viewport_size({"width": 1280, "height": 720})
        self.screen.goto(f"{url}/wall")
        expect(self.screen.locator(".wait .code")).to_have_text(self.code)
        expect(self.screen.get_by_alt_text("The address to join, as a QR code")).to_be_visible()
        self.remote = visit("r3", PHONE)
        self.remote.context.add_cookies(
            [one for one in self.lecturer.context.cookies() if one["name"] == "me"]
        )
        self.students = [visit(f"r{n % 3 + 1}", options) for n, options in enumerate(HALL.values())]
        for one, name in zip(self.students, HALL, strict=True):
            join(front(one), url, self.code, name)
        expect(self.lectern.get_by_text("5 here now")).to_be_visible()

    def press(self, name, *, exact=False):
        """Press a button of the lecturer's page."""
        front(self.lecturer)
        self.lectern.get_by_role("button", name=name, exact=exact).click()


def play_or_stop(hall, *, playing):
    """Press the key of the projector that does, once it shows the run."""
    expect(stage(front(hall.screen))).to_be_visible()
    wait_for(hall.screen, f"{FOLLOWED}?.playing === arg", not playing)
    hall.screen.keyboard.press("Space")
    wait_for(hall.screen, f"{FOLLOWED}.playing === arg", playing)


def draw(one, points):
    """Draw a line on a student's paper."""
    box = one.locator("canvas.paper").bounding_box()
    for i, (x, y) in enumerate(points):
        one.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=3)
        if i == 0:
            one.mouse.down()
    one.mouse.up()


def expect_accessible(*pages):
    """Fail if axe-core finds anything in one of the pages, which keep their size."""
    for one in pages:
        size = one.viewport_size
        assert violations(one) == []
        one.set_viewport_size(size)
