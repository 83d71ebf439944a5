"""The server's end of the live socket, spoken to without a browser."""

import asyncio
import json
import os
from functools import partial

import numpy as np
import pytest
import streamlit as st

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.owners import mark
from runs.run import Run
from tests.ui.stream.speaker import Speaker, talk
from ui.components.kit.packing import unpack
from ui.shell import server
from ui.stream import socket
from ui.stream.rate import Rate
from ui.stream.socket import FOR_GOOD, IN_FLIGHT, Page, same_origin, serve


class Browser(Speaker):
    """A page that shows a run."""

    def __init__(self, key, origin=b"http://localhost:8501", unread=0):
        super().__init__(serve, f"run={key}", origin, unread)


@pytest.fixture
def run():
    made = Run(
        Setup(
            DataSpec("even_odd"),
            NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
            TrainSpec(eta=0.6, batch_size=8),
        )
    )
    server.runs().add(made)
    return made


@pytest.mark.parametrize(
    "origin", [b"http://evil.example", b"http://localhost:9999", b"null", None]
)
def test_other_sites_are_refused_before_they_are_let_in(run, origin):
    async def conversation():
        async with Browser(run.key, origin).open() as browser:
            return await browser.hear()

    assert talk(conversation)["type"] == "websocket.close"


def test_an_unknown_run_is_closed_with_its_own_code():
    async def conversation():
        async with Browser("guessed").open() as browser:
            return [await browser.hear(), await browser.hear()]

    accepted, closed = talk(conversation)
    assert accepted["type"] == "websocket.accept"
    assert (closed["type"], closed["code"]) == ("websocket.close", 4404)


def test_only_wanted_views_are_sent_and_only_when_they_changed(run):
    async def conversation():
        async with Browser(run.key).open() as browser:
            browser.say({"want": {"curves": {}, "nonsense": {}, "weights": "no options"}})
            first = await browser.frame()
            browser.say({"ack": 1, "want": {"weights": {}}})
            second = await browser.frame()
            browser.say({"ack": 1})
            run.step()
            third = await browser.frame()
        return first, second, third

    first, second, third = talk(conversation)
    assert set(first[1]) == {"curves"}
    assert set(second[1]) == {"weights"}
    assert set(third[1]) == {"weights"}
    assert third[1]["weights"] != second[1]["weights"]
    assert unpack(first[1]["curves"])[0]["revision"] == run.key


def test_a_page_that_does_not_paint_is_not_flooded(run):
    async def conversation():
        async with Browser(run.key).open() as browser:
            browser.say({"want": {"weights": {}}})
            for _ in range(IN_FLIGHT):
                await browser.frame()
                run.step()
            browser.say({"do": "step", "id": 1})  # answered, though no frame may follow
            assert await browser.reply() == {"re": 1, "error": None}
            unsolicited = browser.outgoing.qsize()
            browser.say({"ack": 1})
            await browser.frame()
            return unsolicited

    assert talk(conversation) == 0


def test_training_goes_on_once_its_frame_was_sent(run, monkeypatch):
    monkeypatch.setattr(socket, "HAND_OVER", 60.0)

    async def conversation():
        async with Browser(run.key).open() as browser:
            browser.say({"want": {"weights": {}}})
            await browser.frame()
            run.step()

            def trained():
                run.audience.tell(run.look())
                return browser.outgoing.qsize()

            return await asyncio.to_thread(trained)

    assert talk(conversation) == 1


def test_commands_are_obeyed_and_answered(run):
    async def conversation():
        async with Browser(run.key).open() as browser:
            for number, said in enumerate(
                [{"do": "step"}, {"set": {"eta": 0.25, "batch_size": 4}}, {"do": "step"}]
            ):
                browser.say({**said, "id": number})
                assert await browser.reply() == {"re": number, "error": None}

    talk(conversation)
    assert run.frame.steps == 2
    assert (run.settings.eta, run.settings.batch_size) == (0.25, 4)


def test_a_pace_is_taken_and_a_weight_set_by_hand_can_be_set_back(run):
    before = run.network().parameters.copy()

    async def conversation():
        async with Browser(run.key).open() as browser:
            browser.say({"pace": 0.2, "id": 1})
            assert await browser.reply() == {"re": 1, "error": None}
            browser.say({"edit": [[1, 2, 0, -0.5], [1, 1, None, 0]], "id": 2})
            made = (await browser.reply())["made"]
            changed = run.network()
            browser.say({"edit": made["undo"], "id": 3})
            await browser.reply()
            return made, changed

    made, changed = talk(conversation)
    assert run.pace == 0.2
    assert changed.w[1][2, 0] == -0.5
    assert not changed.w[2][:, 1].any()
    assert 0 <= made["before"] <= 1
    assert 0 <= made["after"] <= 1
    assert (run.network().parameters == before).all()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"pace": "fast"}, "number of steps"),
        ({"pace": -1}, "between 0.01"),
        ({"edit": 5}, "come as a list"),
        ({"edit": [[1, 2]]}, "a layer, a unit"),
        ({"edit": [[9, 0, 0, 1.0]]}, "no such"),
        ({"edit": [[1, 0, 0, "x"]]}, "must be a number"),
        ({"set": {"eta": 1e9}}, "between 0 and 1,000"),
        ({"set": {"eta": "fast"}}, "must be a number"),
        ({"set": {"batch_size": 5000}}, "larger than"),
        ({"set": {"seed": 5}}, "new run"),
        ({"set": {"colour": 5}}, "Unknown setting"),
        ({"set": {"optimizer": ["adam"]}}, "must be one of"),
        ({"set": {"optimizer": {}}}, "wrong kind"),
        ({"set": [1]}, "by name"),
        ({"do": "__init__"}, "no such command"),
        ({"do": ["step"], "set": {"eta": 0.1}}, "no such command"),
    ],
)
def test_bad_values_get_a_message_and_change_nothing(run, said, message):
    before = run.settings

    async def conversation():
        async with Browser(run.key).open() as browser:
            browser.say(said)
            return await browser.reply()

    reply = talk(conversation)
    assert message in reply["error"]
    assert run.settings == before
    assert run.frame.steps == 0


@pytest.mark.parametrize(
    ("said", "code"),
    [("x" * 10_000, 1009), ("not JSON", 1003), ("[1]", 1003), ("[" * 5000, 1003)],
)
def test_nonsense_closes_the_socket(run, said, code):
    async def conversation():
        async with Browser(run.key).open() as browser:
            browser.say(said)
            while (message := await browser.hear())["type"] != "websocket.close":
                pass
            return message["code"]

    assert talk(conversation) == code


def test_a_socket_keeps_its_run_observed(run):
    async def conversation():
        async with Browser(run.key).open() as browser:
            browser.say({"want": {"weights": {}}})
            await browser.frame()
            return list(server.runs().viewed(10))

    assert run in talk(conversation)


def test_a_guest_watches_and_commands_nothing(run):
    run.owner = mark("the owner's secret")

    async def conversation(me):
        async with Browser(run.key).open() as page:
            page.say({"want": {"progress": {}}, "me": me})
            header, _ = await page.frame()
            page.say({"do": "step", "id": 7})
            page.say({"set": {"eta": 0.1}, "id": 8})
            return header, await page.reply(), await page.reply()

    header, *replies = talk(lambda: conversation("somebody else"))
    assert header["views"] == ["progress"]  # watching is free
    assert replies == [{"re": n, "error": None, "guest": True} for n in (7, 8)]
    assert run.frame.steps == 0
    assert run.settings.eta == 0.6
    _, *replies = talk(lambda: conversation("the owner's secret"))
    assert replies == [{"re": n, "error": None} for n in (7, 8)]
    assert run.frame.steps == 1
    assert run.settings.eta == 0.1


ELSEWHERE = {"host": "inner:8501", "origin": "https://campus.example"}


@pytest.mark.parametrize(
    ("headers", "options", "allowed"),
    [
        (ELSEWHERE, {}, False),
        ({**ELSEWHERE, "x-forwarded-host": "campus.example"}, {}, True),
        ({**ELSEWHERE, "x-forwarded-host": "other.example"}, {}, False),
        (ELSEWHERE, {"server.enableCORS": False}, True),
        (ELSEWHERE, {"server.corsAllowedOrigins": ["https://campus.example"]}, True),
        (ELSEWHERE, {"server.corsAllowedOrigins": ["https://campus.example.evil"]}, False),
        ({"host": "inner:8501"}, {"server.enableCORS": False}, False),
    ],
)
def test_origins_are_judged_as_streamlit_judges_them(monkeypatch, headers, options, allowed):
    known = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: options.get(name, known(name)))
    assert same_origin(headers) is allowed


def test_above_the_limit_of_sockets_one_is_sent_away_for_a_while(run, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_SOCKETS", "1")

    async def conversation():
        async with Browser(run.key).open() as first:
            first.say({"want": {"weights": {}}})
            await first.frame()
            async with Browser(run.key).open() as second:
                turned_away = await second.hear()
            first.say({"ack": 1, "do": "step", "id": 1})
            return turned_away, await first.reply()

    turned_away, reply = talk(conversation)
    assert (turned_away["type"], turned_away["code"]) == ("websocket.close", 1013)
    assert reply == {"re": 1, "error": None}


def test_who_says_too_much_at_once_is_sent_away(run, monkeypatch):
    monkeypatch.setattr("ui.stream.socket.Rate", partial(Rate, 0.001, 20))

    async def conversation():
        async with Browser(run.key).open() as browser:
            for number in range(25):
                browser.say({"pace": 10, "id": number})
            heard = [await browser.hear()]
            while heard[-1]["type"] != "websocket.close":
                heard.append(await browser.hear())
            return heard

    heard = talk(conversation)
    assert sum("text" in message for message in heard) == 20
    assert heard[-1]["code"] == 1008


def test_who_does_not_read_is_dropped(run, monkeypatch):
    monkeypatch.setattr("ui.stream.socket.SLOWEST", 0.05)

    async def conversation():
        browser = Browser(run.key, unread=1)
        async with browser.open() as page:  # its acceptance is all that has room
            page.say({"want": {"weights": {}}})
            async with asyncio.timeout(20):
                await page.ended.wait()
            return browser.outgoing.qsize(), len(Page.opened)

    unread, opened = talk(conversation)
    assert unread == 1
    assert opened == 0


WORDS = ["want", "at", "ack", "do", "set", "pace", "edit", "id", "me", "play", "pause", "step",
         "reset", "epoch", "weights", "curves", "eta", "batch_size", "seed"]  # fmt: skip


def random_message(random):
    """Return something that a page might say, or that somebody might who means harm."""

    def value(depth):
        kind = random.integers(9 if depth else 7)
        simple = [None, True, 0, -1, 1, 3, 0.5, 1e300, float("nan"), "", "x" * 50, *WORDS]
        if kind < 7:
            return simple[random.integers(len(simple))]
        several = range(random.integers(5))
        if kind == 7:
            return [value(depth - 1) for _ in several]
        return {WORDS[random.integers(len(WORDS))]: value(depth - 1) for _ in several}

    said = {WORDS[random.integers(len(WORDS))]: value(3) for _ in range(random.integers(1, 4))}
    return json.dumps(said)


def damaged(text, random):
    """Return a message that was cut, or that holds letters which do not belong there."""
    at = random.integers(len(text))
    return text[:at] + chr(random.integers(1, 0xD7FF)) + text[at + random.integers(1, 4) :]


def test_whatever_is_said_a_socket_answers_or_closes_and_the_run_stays_whole(run):
    """A thousand messages; FUZZ=100000 in the environment tries so many."""
    random = np.random.default_rng(int(os.environ.get("FUZZ_SEED", "1")))
    left = int(os.environ.get("FUZZ", "1000"))

    async def conversation(messages):
        async with Browser(run.key).open() as page:
            for message in messages:
                page.say(message)
            page.say(damaged(messages[0], random))
            page.say("that is the end")  # no JSON: it closes
            while (heard := await page.hear())["type"] != "websocket.close":
                if "bytes" in heard:
                    page.say({"ack": 1})
            return heard["code"]

    while left > 0:
        messages = [random_message(random) for _ in range(100)]
        left -= len(messages)
        assert talk(lambda messages=messages: conversation(messages)) in (1003, 1008, 1009)
    run.pause()
    steps = run.frame.steps
    run.step()
    assert run.frame.steps == steps + 1
    assert np.isfinite(run.frame.parameters).all()


def test_a_page_follows_its_run_when_another_process_hands_it_over(run):
    async def conversation():
        async with Browser(run.key).open() as browser:
            browser.say({"want": {"timeline": {}}})
            await browser.frame()
            browser.say({"ack": 1})
            instead = Run.revived(run.save())
            instead.step()
            server.runs().add(instead)
            _, views = await browser.frame()
            return unpack(views["timeline"])[0]["now"], run.audience, instead.audience

    steps, before, now = talk(conversation)
    assert steps == 1
    assert len(before) == len(now) == 0


def test_a_page_whose_run_is_not_here_any_more_comes_again_and_finds_it(run):
    async def conversation():
        async with Browser(run.key).open() as browser:
            browser.say({"want": {"timeline": {}}})
            await browser.frame()
            server.runs().remove(run.key)
            return await browser.hear()

    closed = talk(conversation)
    assert closed["type"] == "websocket.close"
    assert closed["code"] not in FOR_GOOD
