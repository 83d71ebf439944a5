"""A proxy learns from a replica itself which browsers are its own."""

import pytest

from ui.shell import replica

PAGE = {"type": "http.response.start", "headers": [(b"content-type", b"text/html; charset=utf-8")]}
SCRIPT = {"type": "http.response.start", "headers": [(b"content-type", b"text/javascript")]}
STREAM = {"type": "websocket.accept"}


def told(scope, message):
    """Return the cookie that an answer brings, None if it brings none."""
    message = dict(message)
    if replica.begins_session(scope, message):
        replica.tell(scope, message)
    cookies = [value for name, value in message.get("headers", ()) if name == b"set-cookie"]
    return cookies[0].decode() if cookies else None


def scope(path="/", *headers):
    kind = "websocket" if "stream" in path or path == "/live" else "http"
    scheme = "ws" if kind == "websocket" else "http"
    return {"type": kind, "path": path, "scheme": scheme, "headers": list(headers)}


@pytest.fixture
def named(monkeypatch):
    monkeypatch.setenv(replica.NAME, "r2")


@pytest.mark.usefixtures("named")
def test_pages_and_streams_tell_which_replica_they_are_of():
    cookie = "replica=r2; Path=/; HttpOnly; SameSite=Lax"
    assert told(scope(), PAGE) == cookie
    assert told(scope("/_stcore/stream"), STREAM) == cookie
    assert told(scope("/live"), STREAM) is None
    assert told(scope("/static/index.js"), SCRIPT) is None


@pytest.mark.usefixtures("named")
def test_who_knows_is_told_nothing_and_who_went_elsewhere_is():
    assert told(scope("/", (b"cookie", b"replica=r2")), PAGE) is None
    assert told(scope("/_stcore/stream", (b"cookie", b"me=x; replica=r1")), STREAM)


@pytest.mark.usefixtures("named")
def test_under_https_exhibits_on_other_sites_find_their_replica_too():
    cookie = told(scope("/", (b"x-forwarded-proto", b"https")), PAGE)
    assert cookie.endswith("; SameSite=None; Secure; Partitioned")


@pytest.mark.parametrize("name", ["", "r 2", "r2; Path=/evil", "x" * 65])
def test_a_replica_without_a_proper_name_tells_nothing(monkeypatch, name):
    monkeypatch.setenv(replica.NAME, name)
    assert told(scope(), PAGE) is None
