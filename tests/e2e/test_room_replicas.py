"""What a class does together in a lecture room, on three replicas with PostgreSQL.

The lecturer, the projector, the lecturer's phone and five students are served by all three: what
each says, the others have. When one replica has ended, everybody is there again.
"""

import os
import re
import signal
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from runs.rooms.activities import by_hand
from runs.rooms.activities.chain import STEPS, TURNS
from tests.deploy.fleet import fleet
from tests.e2e.conftest import watch
from tests.e2e.hall import HALL, ONE, SEVEN, Hall, draw, expect_accessible, play_or_stop
from tests.e2e.helpers import SHARED, carried, front, open_page, wait_for
from tests.e2e.server import CLOSED_TWICE
from tests.e2e.stage import open_stage, wait_for_steps
from tests.e2e.test_room import FOLLOWED, close_room
from tests.servers import program, redis_server
from ui.lessons.descent.questions import EDGE

SUM = "a⁰₁ × w¹{0}₁ + a⁰₂ × w¹{0}₂ + b¹{0}"  # of a hidden unit


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
def problems():
    """Return a list of what the pages should not do as long as all replicas are there."""
    return []


@pytest.fixture
def visit(browser, site, problems):
    """Return what opens a page of a browser that a replica has served before."""
    contexts, errors = [], []

    def opened(replica, options):
        context = browser.new_context(**options)
        contexts.append(context)
        cookie = {"name": "replica", "value": replica, "url": f"http://{site.host}"}
        context.add_cookies([cookie])
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.on("page", lambda page: watch(page, f"http://{site.host}", problems))
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def hall(site, visit):
    return Hall(f"http://{site.host}", visit)


def test_a_hall_on_three_replicas_goes_on_without_one_of_them(site, hall, problems):
    follow(hall)
    predict(hall)
    do_a_task(hall)
    compute_by_hand(hall)
    be_the_net(hall)
    draw_data(hall)
    assert problems == []
    lose_a_replica(site, hall)
    leave(hall, "Cy", "", "Eve")
    control_by_phone(hall)


def follow(hall):
    """They follow the lecturer's run, wherever it trains."""
    open_stage(hall.screen, hall.url, "?preset=spiral")
    wait_for_steps(hall.screen, 100)
    for one in hall.students:
        wait_for(one, f"{FOLLOWED}.now > 100")
    hall.screen.goto(f"{hall.url}/wall")
    play_or_stop(hall, playing=False)  # what nobody looks at below needs no frames


def predict(hall):
    """All predict, and what was measured is the same for all."""
    hall.press("Predict, then reveal")
    hall.lectern.get_by_label("Question of a lesson").select_option(EDGE.text)
    hall.press("Ask", exact=True)
    for number, one in enumerate(hall.students):
        front(one).get_by_role("button", name=EDGE.options[number % 2]).click()
    expect(hall.screen.get_by_text("5 answers")).to_be_visible()
    hall.press("Show the answers")
    expect(hall.screen.get_by_text(f"Measured: {EDGE.experiment().sentence}")).to_be_visible()
    for number, one in enumerate(hall.students):
        expect(one.get_by_text(f"{number % 2} of 1 right")).to_be_visible()
    hall.press("End it")


def do_a_task(hall):
    """A run that a student trains in one replica is seen on the projector of another."""
    ben = hall.students[1]
    hall.press("A task")
    hall.press("Set the task")
    front(ben).get_by_role("button", name="Train a run").click()
    runs = hall.screen.get_by_label("Runs of the class")
    point = runs.get_by_role("button", name="Ben")
    expect(point).to_be_visible()
    expect_accessible(ben, hall.screen)
    point.click()
    frame = hall.screen.frame_locator("iframe")
    expect(frame.get_by_text("You watch a run of somebody else")).to_be_visible()
    hall.screen.get_by_role("button", name="Back to").click()
    expect(point).to_be_visible()
    front(ben).get_by_role("button", name="Back to").click()
    expect(ben.get_by_role("list", name="Your runs")).to_contain_text("weights and biases")
    hall.press("End it")


def compute_by_hand(hall):
    """Each number is told by the slip that gives it, once the answers are shown."""
    task = by_hand.task("2-2-1", 1, 1)
    slip = task.wrong[0]
    hall.press("BP2 by hand")
    hall.lectern.get_by_label("Net and number").select_option(f"2-2-1: {task.cell}")
    hall.press("Ask", exact=True)
    for number, one in enumerate(hall.students):
        value = task.right if number < 3 else slip.value
        front(one).get_by_label(f"Your {task.cell}").fill(f"{value:.6f}")
        one.get_by_role("button", name="Send", exact=True).click()
    expect(hall.screen.get_by_text("5 answers")).to_be_visible()
    expect(hall.screen.get_by_text("got it right")).to_be_hidden()
    hall.press("Show the answers")
    expect(hall.screen.get_by_text("3 of 5 got it right (60 %).")).to_be_visible()
    mistakes = hall.screen.get_by_label("The commonest mistakes").get_by_role("listitem")
    expect(mistakes).to_have_text([f"2 of them: That is what comes out {slip.words}."])
    expect(hall.students[0].get_by_text("Right. You wrote")).to_be_visible()
    expect(hall.students[4].get_by_text(f"comes out {slip.words}").first).to_be_visible()
    hall.press("End it")


def be_the_net(hall):
    """What a unit sends on from one replica comes in at the next layer's in another."""
    hall.press("The class is the net")
    hall.press("Begin")
    ada, ben, cy = hall.students[:3]
    expect(ada.get_by_role("heading", name="You are input 1")).to_be_visible()
    front(ada).get_by_role("button", name="x₁ = 0.500").click()
    ada.get_by_role("button", name="Send").click()
    expect(ada.get_by_text("Right: it is sent on")).to_be_visible()
    expect(hall.screen.get_by_label("input 1, 1 phone, done, a = 0.500")).to_be_visible()

    # A wrong number breaks the chain, and all see where; the right one mends it.
    front(ben).get_by_label("a⁰₂", exact=True).fill("0.7")
    ben.get_by_role("button", name="Send").click()
    expect(hall.screen.get_by_text("Input 2, 1 of 1 wrong")).to_be_visible()
    expect(ben.get_by_text("a⁰₂ is not right")).to_be_visible()
    expect_accessible(hall.screen, ben)
    ben.get_by_label("a⁰₂", exact=True).fill("-0.2")
    ben.get_by_role("button", name="Send").click()
    expect(front(cy).get_by_role("heading", name="You are hidden unit 1")).to_be_visible()
    cy.get_by_label("z¹₁", exact=True).fill(SUM.format("₁"))
    cy.get_by_label("a¹₁", exact=True).fill("σ(z¹₁)")
    cy.get_by_role("button", name="Send").click()
    expect(hall.screen.get_by_label("hidden unit 1, 1 phone, done")).to_be_visible()

    # The lecturer plays whoever is missing, unit by unit or all at once.
    lectern = front(hall.lecturer).locator(".lectern")
    expect(lectern.get_by_role("heading", name="Play hidden unit 2")).to_be_visible()
    lectern.get_by_label("z¹₂", exact=True).fill(SUM.format("₂"))
    lectern.get_by_label("a¹₂", exact=True).fill("σ(z¹₂)")
    lectern.get_by_role("button", name="Send").click()
    expect(lectern.get_by_role("heading", name="Play hidden unit 3")).to_be_visible()
    turns = [f"Step {step + 1} of {STEPS}. {turn.title}" for step in range(STEPS) for turn in TURNS]
    for following in [*turns[2:], f"All {STEPS} steps are done."]:
        hall.press("Play all who are missing")
        expect(lectern.locator(".where")).to_contain_text(following)
    expect(ben.locator(".where")).to_have_text(following)
    cost = hall.screen.locator("p.cost")
    expect(cost).to_have_text(re.compile(rf"^Cost [^→]+(→[^→]+){{{STEPS}}}$"))
    costs = cost.inner_text().removeprefix("Cost ").split(" → ")
    assert sorted(costs, key=float, reverse=True) == costs
    hall.press("End it")
    play_or_stop(hall, playing=True)


def draw_data(hall):
    """Drawings come from all of them, a network learns them; who reloads is back, with the own.

    The lecturer's run plays on meanwhile: what is out of sight brings no frames to a phone.
    """
    hall.press("The class draws its data")
    hall.lectern.get_by_label("Symbols to draw").fill("7 1")
    hall.press("Have them draw")
    tiles = hall.screen.locator(".drawing .tile")
    last = hall.students[4]
    wait_for(last, "!shared.views.get('network').seen")
    for number, one in enumerate(hall.students):
        # Nobody draws who does not know what becomes of it.
        expect(front(one).get_by_text("The lecturer may keep the drawings")).to_be_visible()
        expect(one.locator("canvas.paper")).to_be_hidden()
        one.get_by_role("button", name="I agree").click()
        if number:  # the first draws what the page wants
            one.get_by_role("button", name="71"[number % 2], exact=True).click()
        draw(one, ONE if one.locator(".desk h2").inner_text() == "Draw a 1" else SEVEN)
        hang = one.get_by_role("button", name="Hang it up")
        hang.click()
        expect(tiles).to_have_count(number + 1)
        expect(one.get_by_text("It hangs on the wall")).to_be_visible()
        expect(hang).to_be_disabled()
        if number == 0:  # none is on the way any more
            before = carried(last)["views"]
    assert carried(last)["views"] == before

    # One touch takes a drawing off; all of them go while they are to be looked at.
    front(hall.lecturer)
    expect(hall.lectern.locator(".tile")).to_have_count(5)
    hall.lectern.locator(".tile").first.click()  # the latest
    expect(tiles).to_have_count(4)
    expect(hall.students[4].get_by_text("taken off")).to_be_visible()
    hall.press("Hide the drawings")
    expect(tiles).to_have_count(0)
    hall.press("Show the drawings")
    expect(tiles).to_have_count(4)

    hall.press("Let a network learn them")
    expect(hall.screen.get_by_text("A network after 10 epochs")).to_be_visible()
    with hall.lecturer.expect_download() as kept:
        hall.lectern.get_by_role("link", name="Keep the drawings").click()
    assert kept.value.suggested_filename == "drawings.zip"
    expect_accessible(hall.students[0], hall.lecturer, hall.screen)
    front(hall.students[0]).reload()
    expect(hall.students[0].get_by_role("button", name="Take it back")).to_be_visible()


def lose_a_replica(site, hall):
    """That of the lecturer, of the run and of some students ends: all are there again."""
    ada, ben = hall.students[:2]
    those = (hall.lecturer, hall.screen, ada, hall.students[3])
    with ExitStack() as back:
        for one in those:
            back.enter_context(one.expect_websocket(lambda socket: "/room?" in socket.url))
        os.kill(site.pid("r1"), signal.SIGKILL)
    for one in those:
        expect(one.get_by_text("Connection lost")).to_have_count(0)
    draw(front(ada), ONE)
    ada.get_by_role("button", name="Hang it up").click()
    expect(ada.get_by_role("button", name="Take it back")).to_have_count(2)
    expect(hall.screen.locator(".drawing .tile")).to_have_count(5)
    expect(ada.get_by_text("the network reads").first).to_be_visible()
    front(hall.lecturer)
    expect(hall.lectern.get_by_text("5 here now, 5 in all")).to_be_visible()
    hall.press("End it")
    before = ben.evaluate(f"{SHARED}.views.get('timeline').frame.now")
    for one in hall.students:
        wait_for(one, f"{FOLLOWED}.now > arg", before + 20)
    play_or_stop(hall, playing=False)


def leave(hall, *names):
    """Some students go home: a lesson in a frame is a whole page of the app for each who stays."""
    for one, name in zip(hall.students, HALL, strict=True):
        if name in names:
            one.close()
    expect(hall.lectern.get_by_text(f"{5 - len(names)} here now, 5 in all")).to_be_visible()


def control_by_phone(hall):
    """The lecturer's phone turns pages and clocks, and keeps order, at another replica's pages."""
    phone, ada, ben = front(hall.remote), *hall.students[:2]
    phone.emulate_media(reduced_motion="reduce")
    open_page(phone, hall.url, "room")
    phone.get_by_role("button", name="Fill with").click()
    phone.get_by_role("button", name="Descent: Fog", exact=True).click()
    for shown in (hall.screen, ada, ben):
        frame = front(shown).frame_locator("iframe")
        expect(frame.get_by_role("button", name="How high is it here?")).to_be_visible()
        expect(frame.get_by_test_id("stTopNavLink")).to_have_count(0)

    # A question before the idea, its answers, and then the idea.
    front(phone).get_by_role("button", name="Next: Descent: Downhill, asked first").click()
    front(ada).get_by_role("button", name=EDGE.options[1]).click()
    front(phone).get_by_role("button", name="Show the answers (1)").click()
    expect(hall.screen.get_by_text("Measured:")).to_be_visible()
    phone.get_by_role("button", name="On to the idea").click()
    expect(phone.get_by_role("button", name="Next: Descent: Noise")).to_be_visible()
    for shown in (hall.screen, ada):
        frame = front(shown).frame_locator("iframe")
        expect(frame.get_by_role("button", name="2 Downhill")).to_have_attribute("kind", "primary")
    expect(hall.screen.frame_locator("iframe").locator("html.enlarged")).to_have_count(1)

    front(phone).get_by_role("button", name="minutes: start").click()
    for shown in (hall.screen, ada, ben):
        expect(shown.get_by_role("timer")).to_have_text(re.compile(r"2:[45]\d"))
    phone.get_by_role("button", name="Projector black").click()
    expect(hall.screen.locator("body.black")).to_have_count(1)
    phone.get_by_role("button", name="Projector on again").click()
    expect(hall.screen.locator("body.black")).to_have_count(0)
    front(ada).get_by_role("button", name="Ada: change your name").click()
    ada.get_by_role("dialog").get_by_label("Nickname").fill("Grace")
    ada.get_by_role("button", name="Take it").click()
    front(phone).get_by_role("button", name="Hide Grace").click()
    phone.get_by_role("button", name="Mute Ben").click()
    expect(ben.get_by_text("The lecturer does not hear you")).to_be_visible()
    expect(hall.lectern.get_by_role("button", name="Show Grace")).to_be_visible()
    expect_accessible(phone, hall.screen)
    front(phone).get_by_role("button", name="Remove").first.click()
    expect(hall.lectern.get_by_text("1 here now")).to_be_visible()
    expect(ada.get_by_text("You were taken out of this room")).to_be_visible()
    close_room(front(phone))
    expect(ben.get_by_text("The lecturer has closed this room")).to_be_visible()
