"""Three replicas behind nginx: a run lives in one, and is seen, commanded and found by all."""

import asyncio
import json
import os
import re
import signal
from contextlib import AsyncExitStack

import pytest
from redis import Redis

from tests.deploy.fleet import fleet
from tests.deploy.visitor import page, seat, watching
from tests.servers import program, redis_server
from tests.ui.stream.speaker import talk

OWNER, GUEST = "owner-of-the-run-000000", "guest-of-the-run-000000"
HANDED_OVER = 10  # seconds that a run may stand still when its home is killed


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    with redis_server(tmp_path_factory.mktemp("hub")) as address:
        yield address


@pytest.fixture(scope="module")
def site(tmp_path_factory, hub):
    program("nginx")
    with fleet(tmp_path_factory.mktemp("fleet"), 3, PLAYGROUND_HUB=hub) as running:
        yield running
    assert "Traceback" not in running.log.read_text("utf-8", "replace")


@pytest.fixture
def home(hub):
    """Return what tells which replica is a run's home."""
    server = Redis.from_url(hub)

    def of(run):
        return (server.get(f"playground:home:{run}") or b"").decode()

    yield of
    server.close()


def test_a_browser_comes_back_to_its_replica(site):
    _, headers, _ = site.get("/")
    assert re.fullmatch(
        r"replica=r[123]; Path=/; HttpOnly; SameSite=Lax", headers["set-cookie"].split(", ")[-1]
    )
    for replica in ("r1", "r2", "r3"):
        status, headers, _ = site.get("/", f"replica={replica}")
        assert (status, "replica" in headers.get("set-cookie", "")) == (200, False)
    status, headers, _ = site.get("/", "replica=unknown")
    assert (status, "replica=r" in headers["set-cookie"]) == (200, True)


def test_scripts_are_compressed_and_figures_are_not_for_everybody(site):
    _, _, index = site.get("/")
    script = re.search(r'src="\./(static/js/[^"]+\.js)"', index.decode())[1]
    status, headers, _ = site.get(f"/{script}", accept="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert site.get("/metrics")[0] == 403
    status, _, health = site.get("/healthz")
    assert status == 200
    assert json.loads(health)["hub"] == "well"


def test_a_run_is_watched_and_commanded_from_all(site, home):
    async def conversation():
        query = "preset=spiral&play=true"
        async with page(site.host, "r1", OWNER, query) as (run, _):
            assert home(run) == "r1"
            async with (
                watching(site.host, "r2", GUEST, run) as guest,
                watching(site.host, "r3", OWNER, run) as owner,
            ):
                await guest.until(steps=20, playing=True)
                before = guest.steps
                await guest.until(steps=before + 20)

                reply, _ = await guest.say(do="pause")
                assert reply["guest"]
                reply, _ = await owner.say(do="pause")
                assert reply["error"] is None
                await guest.until(playing=False)
                reply, _ = await owner.say(set={"eta": -1})
                assert reply["error"]
                await owner.say(do="play")
                await guest.until(playing=True)

    talk(conversation)


async def student(stack, host, replica, me, code, name=""):
    """Sit down, join, and wait until that is known."""
    one = await stack.enter_async_context(seat(host, replica, me, "student", code))
    await one.until("code", code)
    await one.say("join", name=name)
    await one.until("in", True)
    return one


def test_a_lecture_room_and_its_run_span_the_replicas_and_outlive_one_of_them(site, home):
    asked = {"text": "2 + 2?", "choices": ["3", "4"], "right": 1}

    async def conversation():
        code = site.open_room(OWNER)
        async with (
            page(site.host, "r3", OWNER, "preset=spiral&play=true") as (run, _),
            watching(site.host, "r1", OWNER, run) as owner,
            watching(site.host, "r2", GUEST, run) as guest,
            seat(site.host, "r1", OWNER, "lecturer") as lecturer,
            seat(site.host, "r2", OWNER, "wall") as wall,
            AsyncExitStack() as stack,
        ):
            assert home(run) == "r3"
            await lecturer.until("code", code)
            await lecturer.say("place", page="", run=run, idea="")
            students = [
                await student(stack, site.host, f"r{i % 3 + 1}", f"student {i}", code, f"S{i}")
                for i in range(5)
            ]
            await lecturer.until("present", 5)
            for i, one in enumerate(students):  # each sees the lecturer's run as it learns
                place = await one.until("place")
                watcher = await stack.enter_async_context(
                    watching(site.host, f"r{i % 3 + 1}", f"student {i}", place["run"])
                )
                await watcher.until(steps=10, playing=True)
            await lecturer.say("start", activity="question", settings=asked)
            for one in students[:4]:
                number = (await one.until("activity"))["number"]
                await one.say("act", of=number, choice=1)
            await wall.until("answered", 4, doing=True)
            await lecturer.say("act", of=number, reveal=True)
            assert await students[0].until("counts", doing=True) == [0, 4]
            while not site.kept(run):  # what is younger than five seconds may be lost
                await guest.until(steps=guest.steps + 5)
            # A replica ends: its students come back where the others are, as who they were.
            before = guest.steps
            os.kill(site.pid("r3"), signal.SIGKILL)
            guest.longest = 0.0
            again = await student(stack, site.host, "r3", "student 2", code, "S2")
            assert (await again.until("me"))["number"] == 3
            assert await again.until("counts", doing=True) == [0, 4]
            assert await again.until("mine") == {"choice": 1}
            await lecturer.until("present", 5)
            # The run had its home there: it goes on elsewhere, beyond what was still under way.
            await guest.until(steps=before + 200)
            await owner.until(steps=before + 200)
            await lecturer.close_room()
            still = guest.longest
            return run, still, await asyncio.gather(wall.closed(), again.closed())

    run, still, codes = talk(conversation)
    assert still < HANDED_OVER
    assert home(run)  # one of the others, or the first again, which is back before it is missed
    assert codes == [4410, 4410]


def test_told_to_end_a_replica_loses_nothing(site, home):
    async def conversation():
        async with page(site.host, "r1", OWNER, "preset=spiral&play=true") as (run, _):
            assert home(run) == "r1"
            async with watching(site.host, "r2", OWNER, run) as owner:
                await owner.until(steps=100)
                os.kill(site.pid("r1"), signal.SIGTERM)
                while home(run) != "r2":
                    await owner.until(steps=owner.steps + 1)
                await owner.until(steps=owner.steps + 20)
                return owner.went_back

    assert talk(conversation) == 0
