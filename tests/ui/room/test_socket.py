"""The socket of a lecture room, spoken to without a browser."""

import json
from functools import partial

import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.owners import mark
from runs.run import Run
from tests.ui.stream.speaker import Speaker, talk
from ui.room import socket
from ui.room.tries import Tries
from ui.shell import server
from ui.stream.rate import Rate

ASKED = {"text": "2 + 2?", "choices": ["3", "4"], "right": 1}


class Page(Speaker):
    """A page in a room; it keeps what it has been told."""

    def __init__(self, role, code="", me="somebody", **options):
        super().__init__(socket.serve, f"as={role}&code={code}", **options)
        self.seen, self.number = {}, 0
        self.say({"me": me})

    async def next(self):
        message = await self.hear()
        if "text" not in message:
            return message
        said = json.loads(message["text"])
        if "activity" in said.get("set", {}):
            self.seen["state"] = {}
        self.seen |= said.get("set", {})
        self.seen["state"] = self.seen.get("state", {}) | said.get("state", {})
        return said

    async def until(self, true):
        while not true(self.seen):
            assert (await self.next()).get("type") != "websocket.close"

    async def ask(self, **message):
        self.number += 1
        self.say({**message, "id": self.number})
        while (reply := await self.next()).get("re") != self.number:
            assert reply.get("type") != "websocket.close"
        return reply

    async def do(self, kind, **about):
        return (await self.ask(say={"kind": kind, **about}))["error"]

    async def closed(self):
        while (message := await self.next()).get("type") != "websocket.close":
            pass
        return message["code"]


def answered(seen):
    return seen.get("state", {}).get("answered")


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(socket, "_tries", Tries())
    monkeypatch.setattr(socket, "GAP", 0.0)


@pytest.fixture
def room():
    made = server.rooms().open(mark("lecturer"))
    yield made
    server.rooms().close(made.about.key)


@pytest.fixture
def page(room):
    return partial(Page, code=room.about.code)


def test_a_lecturer_asks_two_students_answer_and_all_see_it_after_the_reveal(page):
    async def conversation():
        async with (
            page("lecturer", me="lecturer").open() as lecturer,
            page("wall", me="lecturer").open() as wall,
            page("student", me="ann").open() as ann,
            page("student", me="ben").open() as ben,
        ):
            await ann.until(lambda seen: seen.get("in") is False)
            assert await ann.do("join", name="Ann") is None
            assert await ben.do("join", name="") is None
            await lecturer.until(lambda seen: seen.get("present") == 2)
            assert lecturer.seen["people"] == [[1, "Ann", False, False, False]]
            assert await lecturer.do("start", activity="question", settings=ASKED) is None
            await ann.until(lambda seen: seen.get("activity"))
            number = ann.seen["activity"]["number"]
            assert await ann.do("act", of=number, choice=1) is None
            await ben.until(lambda seen: seen.get("activity"))
            assert await ben.do("act", of=number, choice=0) is None
            await wall.until(lambda seen: answered(seen) == 2)
            assert wall.seen["state"]["counts"] is None
            assert await lecturer.do("act", of=number, reveal=True) is None
            await ann.until(lambda seen: seen["state"]["counts"] is not None)
            await wall.until(lambda seen: seen["state"]["counts"] is not None)
            return ann.seen, wall.seen

    ann, wall = talk(conversation)
    assert ann["state"]["counts"] == wall["state"]["counts"] == [1, 1]
    assert ann["mine"] == {"choice": 1}
    assert "people" not in ann
    assert "people" not in wall


def test_the_run_of_a_stop_plays_and_is_stopped_by_the_lecturers_pages_only(page):
    run = Run(Setup(DataSpec("xor"), NetworkSpec((2, 2, 1)), TrainSpec(eta=0.1, batch_size=4)))
    run.owner = mark("lecturer")
    server.runs().add(run)

    async def conversation():
        async with (
            page("lecturer", me="lecturer").open() as lecturer,
            page("wall", me="lecturer").open() as wall,
            page("student", me="ann").open() as ann,
        ):
            await ann.until(lambda seen: seen.get("in") is False)
            await ann.do("join", name="Ann")
            assert "no run" in (await wall.ask(toggle=True))["error"]
            item = {"page": "", "run": run.key, "idea": "", "title": "Train"}
            await lecturer.do("plan", items=[item])
            await lecturer.until(lambda seen: seen.get("agenda"))
            assert await lecturer.do("go", index=0) is None
            assert run.frame.playing
            await wall.until(lambda seen: seen.get("place"))
            assert "no such thing" in (await ann.ask(toggle=True))["error"]
            assert (await wall.ask(toggle=True))["error"] is None
            assert not run.frame.playing
            assert (await lecturer.ask(toggle=True))["error"] is None
            assert run.frame.playing
            run.pause()

    talk(conversation)


def test_what_is_right_is_measured_here_and_by_nobody_said(page):
    async def conversation():
        async with (
            page("lecturer", me="lecturer").open() as lecturer,
            page("student", me="ann").open() as ann,
        ):
            await ann.until(lambda seen: seen.get("in") is False)
            await ann.do("join", name="Ann")
            unknown = await lecturer.do("start", activity="predict", settings={"lesson": "none"})
            await lecturer.do("start", activity="predict", settings={"lesson": "descent.edge"})
            await ann.until(lambda seen: seen.get("activity"))
            number = ann.seen["activity"]["number"]
            await ann.do("act", of=number, choice=1)
            await lecturer.until(lambda seen: answered(seen) == 1)
            forged = {"right": 0, "sentence": "I say so"}
            assert await lecturer.do("act", of=number, reveal=True, measured=forged) is None
            await ann.until(lambda seen: seen["me"]["tally"] == [1, 1])
            await ann.until(lambda seen: seen["state"]["counts"] is not None)

            task = {"text": "Any", "measure": "weights", "goal": 0, "data": ""}
            await lecturer.do("start", activity="task", settings=task)
            await ann.until(lambda seen: seen["activity"]["kind"] == "task")
            number = ann.seen["activity"]["number"]
            points = [[1, "forged", 1.0, 1, 1.0, 1.0, False, 1.0]]
            refused = [await one.do("act", of=number, measured=points) for one in (ann, lecturer)]
            return unknown, refused

    unknown, refused = talk(conversation)
    assert "Pick one" in unknown
    assert all(refused)


def test_only_what_changed_is_sent(page):
    async def conversation():
        async with (
            page("lecturer", me="lecturer").open() as lecturer,
            page("student", me="ann").open() as ann,
        ):
            await ann.until(lambda seen: seen.get("in") is False)
            await ann.do("join", name="Ann")
            await ann.until(lambda seen: seen.get("in"))
            await lecturer.do("lock", on=True)
            while "locked" not in (news := (await ann.next()).get("set", {})):
                pass
            return news

    assert talk(conversation) == {"locked": True}


def test_of_an_activity_only_what_changed_is_sent_and_another_begins_anew(page):
    async def conversation():
        heard = []
        async with (
            page("lecturer", me="lecturer").open() as lecturer,
            page("wall", me="lecturer").open() as wall,
            page("student", me="ann").open() as ann,
        ):
            await ann.do("join", name="")
            await lecturer.do("start", activity="question", settings=ASKED)
            await ann.until(lambda seen: seen.get("activity"))
            await wall.until(lambda seen: answered(seen) == 0)
            await ann.do("act", of=ann.seen["activity"]["number"], choice=1)
            while "state" not in (news := await wall.next()):
                pass
            heard.append(news)
            await lecturer.do("stop")
            while "set" not in (news := await wall.next()):
                pass
        return heard, news

    (answer,), stopped = talk(conversation)
    assert answer == {"state": {"answered": 1}}
    assert stopped["set"] == {"activity": None}


def test_whoever_comes_back_is_in_with_the_same_number(page):
    async def conversation():
        seen = []
        for _ in range(2):
            async with page("student", me="ann").open() as ann:
                await ann.until(lambda seen: "in" in seen)
                seen.append(ann.seen["in"])
                await ann.do("join", name="Ann")
                await ann.until(lambda seen: seen.get("in"))
                seen.append(ann.seen["me"]["number"])
        return seen

    assert talk(conversation) == [False, 1, True, 1]


def test_the_owner_alone_is_lecturer_and_the_wall_only_shows(page):
    async def conversation():
        async with page("lecturer", me="somebody else").open() as stranger:
            code = await stranger.closed()
        async with page("wall", me="lecturer").open() as wall:
            said = await wall.do("lock", on=True)
        async with page("student", me="ann").open() as ann:
            await ann.do("join", name="")
            await ann.until(lambda seen: seen.get("in"))
            return code, said, await ann.do("lock", on=True), await ann.ask(close=True)

    code, wall, student, closing = talk(conversation)
    assert code == 4404
    assert "only shows" in wall
    assert "Only the lecturer" in student
    assert closing["error"]


def test_who_is_removed_is_told_and_stays_out(page):
    async def conversation():
        async with (
            page("lecturer", me="lecturer").open() as lecturer,
            page("student", me="ann").open() as ann,
        ):
            await ann.do("join", name="Ann")
            await ann.until(lambda seen: seen.get("in"))
            await lecturer.do("person", number=1, removed=True)
            await ann.until(lambda seen: seen.get("removed"))
            async with page("student", me="ann").open() as again:
                await again.until(lambda seen: "removed" in seen)
                return again.seen["in"], await again.do("join", name="Ann")

    inside, error = talk(conversation)
    assert not inside
    assert "taken out" in error


def test_outside_nobody_sees_what_happens_within(page):
    async def conversation():
        async with (
            page("lecturer", me="lecturer").open() as lecturer,
            page("student", me="ann").open() as ann,
        ):
            await ann.do("join", name="")
            await ann.until(lambda seen: seen.get("in"))
            await lecturer.until(lambda seen: seen.get("present") == 1)
            async with page("student", me="ben").open() as ben:
                await ben.until(lambda seen: "in" in seen)
                await lecturer.do("place", page="lab", run="r", idea="")
                await ann.until(lambda seen: seen.get("place"))
                await lecturer.do("person", number=1, removed=True)
                await lecturer.until(lambda seen: seen.get("present") == 0)
                await ben.ask(here=True)
                return ben.seen

    seen = talk(conversation)
    assert seen.keys() == {"code", "in", "removed", "clock", "state"}


def test_a_room_that_is_nowhere_kept_says_so(page):
    async def conversation():
        async with page("lecturer", me="lecturer").open() as lecturer:
            await lecturer.until(lambda seen: "trouble" in seen)
            return lecturer.seen["trouble"]

    assert "memory only" in talk(conversation)


def test_a_closed_room_closes_all_pages(page):
    async def conversation():
        async with (
            page("lecturer", me="lecturer").open() as lecturer,
            page("student", me="ann").open() as ann,
        ):
            lecturer.say({"close": True})
            return await lecturer.closed(), await ann.closed()

    assert talk(conversation) == (4410, 4410)


def test_codes_cannot_be_tried_for_long(room, monkeypatch):
    monkeypatch.setattr("ui.room.tries.OF_ONE", (0.0, 3.0))
    monkeypatch.setattr(socket, "_tries", Tries())

    async def conversation():
        codes = []
        for guess in ("AAAAAA", "AAAAAB", "AAAAAC", room.about.code):
            async with Page("student", guess).open() as one:
                codes.append(await one.closed())
        return codes

    assert talk(conversation) == [4404, 4404, 4404, 4429]


def test_a_student_gets_the_lecturers_run_as_an_own_copy(page, room):
    run = Run(
        Setup(
            DataSpec("even_odd"),
            NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
            TrainSpec(eta=0.6, batch_size=8),
        )
    )
    run.owner = mark("lecturer")
    server.runs().add(run)
    run.step()

    async def conversation():
        async with (
            page("lecturer", me="lecturer").open() as lecturer,
            page("student", me="ann").open() as ann,
        ):
            await ann.do("join", name="")
            await ann.until(lambda seen: seen.get("in"))
            none = await ann.ask(mine=True)
            await lecturer.do("place", page="", run=run.key, idea="")
            await ann.until(lambda seen: seen.get("place"))
            return none, await ann.ask(mine=True)

    none, made = talk(conversation)
    assert "no run" in none["error"]
    own = server.runs().get(made["run"])
    assert own.key != run.key
    assert own.owner == mark("ann")
    assert (own.frame.parameters == run.frame.parameters).all()


@pytest.mark.parametrize(("said", "code"), [("x" * 40_000, 1009), ("[1]", 1003), ("{", 1003)])
def test_nonsense_closes_the_socket(page, said, code):
    async def conversation():
        async with page("student").open() as one:
            one.say(said)
            return await one.closed()

    assert talk(conversation) == code


@pytest.mark.parametrize("origin", [b"http://evil.example", None])
def test_other_sites_are_refused(page, origin):
    async def conversation():
        async with page("student", origin=origin).open() as one:
            return await one.hear()

    assert talk(conversation)["type"] == "websocket.close"


def test_who_says_too_much_at_once_is_sent_away(page, monkeypatch):
    monkeypatch.setattr(socket, "Rate", lambda *_: Rate(0.0, 5))

    async def conversation():
        async with page("student").open() as one:
            for _ in range(7):
                one.say({"here": True})
            return await one.closed()

    assert talk(conversation) == 1008


def test_above_the_limit_nobody_new_is_let_in(page, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_IN_ROOMS", "1")

    async def conversation():
        async with page("student", me="ann").open() as one:
            await one.until(lambda seen: "in" in seen)
            async with page("student", me="ben").open() as other:
                return await other.hear()

    assert talk(conversation)["code"] == 1013


def test_who_does_not_read_is_dropped(page, monkeypatch):
    monkeypatch.setattr(socket, "SLOWEST", 0.05)

    async def conversation():
        async with page("student", unread=1).open() as one:  # its acceptance is all that has room
            await one.ended.wait()
            return len(socket._open)

    assert talk(conversation) == 0
