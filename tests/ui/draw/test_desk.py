"""Drawings read by the socket: the same answers as the page's, at once."""

import gc
from functools import partial

import numpy as np
import pytest

from core.drawing import WHOLE, image_of
from core.formats.bundled import BEST
from tests.ui.stream.speaker import Speaker, talk
from ui.components.digit_canvas import parse
from ui.components.kit.packing import unpack
from ui.draw import readers
from ui.draw.answering import answer
from ui.draw.desk import LARGEST, Desk, serve
from ui.stream.rate import Rate
from ui.stream.socket import LATER, NO_SENSE, REFUSED, TOO_LARGE, UNKNOWN_RUN

SEVEN = {"seq": 4, "strokes": [[70, 60, 0, 200, 60, 90, 130, 230, 200]], "pen": 16, "picture": 0}


@pytest.fixture
def desk():
    made = Desk()
    made.lay([readers._bundled(BEST), readers._bundled("textbook")], WHOLE, 0.5)
    return made


def at(desk, **keys):
    return Speaker(serve, f"desk={desk.key}", **keys)


def test_the_answers_are_those_of_the_page(desk):
    async def conversation():
        async with at(desk).open() as canvas:
            assert (await canvas.hear())["type"] == "websocket.accept"
            canvas.say(SEVEN)
            first = unpack((await canvas.hear())["bytes"])
            canvas.say({**SEVEN, "seq": 5, "strokes": []})
            return first, unpack((await canvas.hear())["bytes"])

    (header, arrays), (emptied, none) = talk(conversation)
    drawn = parse(SEVEN)
    image = image_of(drawn.drawing, WHOLE, drawn.canvas)
    said = [answer(reader, image, 0.5) for reader in desk.laid.readers]
    assert header["seq"] == 4
    assert header["names"] == ["Bundled", "Textbook"]
    assert [reader["line"] for reader in header["readers"]] == [one.line for one in said]
    np.testing.assert_array_equal(arrays[0].reshape(28, 28), image)
    np.testing.assert_array_equal(arrays[1], np.concatenate([one.outputs for one in said]))
    assert emptied["seq"] == 5
    assert emptied["readers"] == []
    assert not none[1].size


def test_it_reads_with_whoever_was_laid_out_last_and_keeps_who_is_the_same(desk):
    _, textbook = desk.laid.readers
    desk.lay([readers._bundled("textbook")], WHOLE, 0.9)
    assert desk.laid.readers == [textbook]
    assert desk.laid.keep_above == 0.9


def test_a_reader_at_the_desk_shares_no_room_with_the_pages(desk):
    own = readers._bundled(BEST)
    desk.lay([own], WHOLE, 0.5)
    assert desk.laid.readers[0].network is own.network
    assert desk.laid.readers[0].batch is not own.batch


@pytest.mark.parametrize(
    ("said", "code"),
    [("no JSON", NO_SENSE), ("[" * 100_000, NO_SENSE), ("1" * (LARGEST + 1), TOO_LARGE)],
)
def test_nonsense_closes_it(desk, said, code):
    async def conversation():
        async with at(desk).open() as canvas:
            await canvas.hear()
            canvas.say(said)
            return await canvas.hear()

    closed = talk(conversation)
    assert (closed["type"], closed["code"]) == ("websocket.close", code)


def test_a_drawing_that_is_none_is_an_empty_one(desk):
    async def conversation():
        async with at(desk).open() as canvas:
            await canvas.hear()
            canvas.say({"seq": 1, "strokes": "x"})
            return unpack((await canvas.hear())["bytes"])

    assert talk(conversation)[0]["readers"] == []


def test_other_sites_and_unknown_desks_are_refused():
    gone = Desk()
    key = gone.key
    del gone
    gc.collect()  # nobody's session keeps it

    async def conversation(speaker):
        async with speaker.open() as canvas:
            first = await canvas.hear()
            if first["type"] == "websocket.close":
                return first["code"]
            canvas.say(SEVEN)
            return (await canvas.hear())["code"]

    stranger = Speaker(serve, f"desk={key}", origin=b"http://elsewhere")
    assert talk(lambda: conversation(stranger)) == REFUSED
    assert talk(lambda: conversation(Speaker(serve, f"desk={key}"))) == UNKNOWN_RUN


def test_above_the_limit_of_sockets_one_is_sent_away_for_a_while(desk, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_SOCKETS", "1")

    async def conversation():
        async with at(desk).open() as first:
            await first.hear()
            async with at(desk).open() as second:
                turned_away = await second.hear()
        async with at(desk).open() as third:
            return turned_away, await third.hear()

    turned_away, accepted = talk(conversation)
    assert (turned_away["type"], turned_away["code"]) == ("websocket.close", LATER)
    assert accepted["type"] == "websocket.accept"


def test_who_draws_faster_than_anybody_can_is_sent_away(desk, monkeypatch):
    monkeypatch.setattr("ui.draw.desk.Rate", partial(Rate, 0.001, 2))

    async def conversation():
        async with at(desk).open() as canvas:
            for _ in range(3):
                canvas.say(SEVEN)
            heard = [await canvas.hear() for _ in range(4)]
            return heard[-1]

    assert talk(conversation)["code"] == REFUSED
