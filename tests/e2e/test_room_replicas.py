"""A lecture room on three replicas with PostgreSQL: all are there when one of them has ended."""

import os
import signal
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.deploy.fleet import fleet
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.helpers import SHARED, front, wait_for
from tests.e2e.server import CLOSED_TWICE
from tests.e2e.stage import open_stage, wait_for_steps
from tests.e2e.test_room import FOLLOWED, join, open_room
from tests.e2e.test_room_activities import ONE, SEVEN, draw
from tests.servers import program, redis_server
from ui.lessons.descent.questions import EDGE

HALL = {"Ada": PHONE, "Ben": PHONE, "Cy": PHONE, "": DESKTOP, "Eve": DESKTOP}


@pytest.fixture
def site(tmp_path, postgres):
    program("nginx")
    kept = postgres.new_database("hall")
    with (
        redis_server(tmp_path) as hub,
        fleet(tmp_path, 3, PLAYGROUND_HUB=hub, PLAYGROUND_STORE=kept) as running,
    ):
        yield running
    assert "Traceback" not in CLOSED_TWICE.sub("", running.log.read_text("utf-8", "replace"))


@pytest.fixture
def visit(browser, site):
    """Return what opens a page of a browser that a replica has served before."""
    contexts, problems = [], []

    def opened(replica, options):
        context = browser.new_context(**options)
        contexts.append(context)
        cookie = {"name": "replica", "value": replica, "url": f"http://{site.host}"}
        context.add_cookies([cookie])
        context.on("weberror", lambda error: problems.append(str(error.error)))
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def test_a_hall_on_three_replicas_goes_on_without_one_of_them(site, visit):
    url = f"http://{site.host}"
    lecturer = visit("r1", DESKTOP)
    code = open_room(lecturer, url)
    lectern = lecturer.locator(".lectern")
    hall = [visit(f"r{number % 3 + 1}", options) for number, options in enumerate(HALL.values())]
    ada, ben = hall[:2]
    for one, name in zip(hall, HALL, strict=True):
        join(front(one), url, code, name)
    expect(lectern.get_by_text("5 here now")).to_be_visible()

    # They follow the lecturer's run, wherever it trains.
    screen = lecturer.context.new_page()
    open_stage(screen, url, "?preset=spiral")
    wait_for_steps(screen, 100)
    for one in hall:
        wait_for(one, f"{FOLLOWED}.now > 100")
    screen.goto(f"{url}/wall")

    # All predict, and what was measured is the same for all.
    front(lecturer)
    lectern.get_by_role("button", name="Predict, then reveal").click()
    lectern.get_by_label("Question of a lesson").select_option(EDGE.text)
    lectern.get_by_role("button", name="Ask", exact=True).click()
    for number, one in enumerate(hall):
        front(one).get_by_role("button", name=EDGE.options[number % 2]).click()
    expect(screen.get_by_text("5 answers")).to_be_visible()
    front(lecturer)
    lectern.get_by_role("button", name="Show the answers").click()
    expect(screen.get_by_text(f"Measured: {EDGE.experiment().sentence}")).to_be_visible()
    for number, one in enumerate(hall):
        expect(one.get_by_text(f"{number % 2} of 1 right")).to_be_visible()
    lectern.get_by_role("button", name="End it").click()

    # A run that a student trains in one replica is a point on the projector of another.
    lectern.get_by_role("button", name="A task").click()
    lectern.get_by_role("button", name="Set the task").click()
    front(ben).get_by_role("button", name="Train a run").click()
    runs = screen.get_by_label("Runs of the class")
    expect(runs.get_by_role("button", name="Ben")).to_be_visible()
    front(ben).get_by_role("button", name="Back to").click()

    # Drawings come from all of them; who reloads is back, with the own ones.
    front(lecturer)
    lectern.get_by_role("button", name="End it").click()
    lectern.get_by_role("button", name="The class draws its data").click()
    lectern.get_by_role("button", name="Have them draw").click()
    for number, one in enumerate((ada, ben)):
        front(one).get_by_role("button", name="I agree").click()
        draw(one, SEVEN)
        one.get_by_role("button", name="Hang it up").click()
        expect(screen.locator(".drawing .tile")).to_have_count(number + 1)
    front(ada).reload()
    own = ada.get_by_role("button", name="Take it back")
    expect(own).to_be_visible()

    # The replica of the lecturer, of the run and of some students ends: all are there again.
    with ExitStack() as back:
        for one in (lecturer, screen, ada, hall[3]):
            back.enter_context(one.expect_websocket(lambda socket: "/room?" in socket.url))
        os.kill(site.pid("r1"), signal.SIGKILL)
    for one in (lecturer, screen, ada, hall[3]):
        expect(one.get_by_text("Connection lost")).to_have_count(0)
    draw(front(ada), ONE)
    ada.get_by_role("button", name="Hang it up").click()
    expect(own).to_have_count(2)
    expect(screen.locator(".drawing .tile")).to_have_count(3)
    front(lecturer)
    expect(lectern.get_by_text("5 here now, 5 in all")).to_be_visible()
    lectern.get_by_role("button", name="End it").click()
    before = ben.evaluate(f"{SHARED}.views.get('timeline').frame.now")
    for one in hall:
        wait_for(one, f"{FOLLOWED}.now > arg", before + 20)
