"""The plain pages: a strict policy, what they need, and a run for those who follow."""

import gzip
import time

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from runs.owners import mark
from runs.run import Run
from tests.ui.stream.speaker import talk
from ui.components.kit.packing import unpack
from ui.draw import archive
from ui.room import hall
from ui.shell import server
from ui.stage.starts import SPIRAL

APP = Starlette(
    routes=[
        Route("/join", hall.joined),
        Route("/join/{code}", hall.joined),
        Route("/wall", hall.wall),
        Route("/hall/{name}", hall.asked),
    ]
)


def get(path, query="", **headers):
    """Return the status, the headers and the content of an answer."""
    heard = []

    async def send(message):
        heard.append(message)

    async def receive():
        return {"type": "http.request"}

    listed = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode()}
    talk(lambda: APP({**scope, "headers": listed, "root_path": ""}, receive, send))
    start, *parts = heard
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], found, b"".join(part.get("body", b"") for part in parts)


def test_the_students_page_has_the_code_and_lets_no_script_in_but_ours():
    status, headers, content = get("/join/abc-def")
    assert status == 200
    assert b'data-code="ABCDEF"' in content
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/join/<script>alert(1)", "/join/%22onload=x", "/join", "/wall"])
def test_what_is_no_code_does_not_reach_the_page(path):
    _, _, content = get(path)
    assert b'data-code=""' in content
    assert b"alert" not in content


@pytest.mark.parametrize("name", [*hall._TEXTS, *hall._FILES])
def test_what_the_pages_need_is_there_and_is_not_sent_twice(name):
    status, headers, content = get(f"/hall/{name}")
    assert status == 200
    assert content
    if "etag" in headers:
        status, _, content = get(f"/hall/{name}", if_none_match=headers["etag"])
        assert (status, content) == (304, b"")


def test_texts_travel_in_fewer_bytes():
    _, _, whole = get("/hall/stage.js")
    _, headers, small = get("/hall/stage.js", accept_encoding="br, gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(small) == whole
    assert len(small) < len(whole) / 2


def test_what_is_not_there_is_not_found():
    assert get("/hall/secrets.py")[0] == 404
    assert get("/hall/stage", "run=guessed")[0] == 404


def test_those_who_follow_get_the_stage_of_a_run_without_anything_to_press():
    run = Run(SPIRAL)
    server.runs().add(run)
    _, _, content = get("/hall/stage", f"run={run.key}")
    about, frames = unpack(content)
    assert about["run"] == run.key
    assert about["following"]
    assert {unpack(frame.tobytes())[0]["key"] for frame in frames} >= {"network", "decision"}


def test_the_lecturer_and_nobody_else_keeps_what_the_class_drew():
    owner, rooms = "secret-of-the-lecturer", server.rooms()
    room = rooms.open(mark(owner))

    def say(who, kind, **said):
        last = room.state.last
        rooms.say(room.about.key, mark(who), kind, said)
        deadline = time.monotonic() + 20
        while room.state.last == last and time.monotonic() < deadline:
            time.sleep(0.005)

    try:
        assert get("/hall/drawings.zip", cookie=f"me={owner}")[0] == 404
        say(owner, "start", activity="drawing", settings={"symbols": ["7", "1"]})
        say("ann", "join", name="")
        drawn = {"label": 0, "strokes": [[[60, 40], [220, 40], [110, 260]]], "consent": True}
        say("ann", "act", of=room.state.current, **drawn)
        assert get("/hall/drawings.zip")[0] == get("/hall/drawings.zip", cookie="me=ann")[0] == 404
        status, headers, content = get("/hall/drawings.zip", cookie=f"me={owner}")
        assert (status, headers["content-type"]) == (200, "application/zip")
        kept = archive.read(content)
        assert (kept.images.shape, kept.labels.tolist()) == ((1, 28, 28), [7])
    finally:
        rooms.close(room.about.key)
