"""What stands before every request."""

from typing import Any, NamedTuple

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from tests.ui.stream.speaker import talk
from ui.shell import guard
from ui.shell.guard import Guard

FILE = f"{guard.UPLOAD}session/file"


class Answer(NamedTuple):
    status: int
    headers: Headers
    text: str


def ask(method: str, path: str, **headers: Any) -> Answer:
    """Send a request through the guard to an app that answers all with "well"."""
    heard = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        heard.append(message)

    named = [(k.replace("_", "-").encode(), str(v).encode()) for k, v in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": named}
    talk(lambda: Guard(PlainTextResponse("well"))(scope, receive, send))
    start, body = heard
    return Answer(start["status"], Headers(raw=start["headers"]), body["body"].decode())


def test_nothing_goes_to_other_hosts_and_any_page_may_show_it():
    headers = ask("GET", "/").headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert not any("http" in sources or "*" in sources for sources in policy.values())
    assert "frame-ancestors" not in policy
    assert "x-frame-options" not in headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_uploads_are_bounded_one_by_one_and_together(monkeypatch):
    assert ask("PUT", FILE, content_length=1000).text == "well"
    monkeypatch.setenv("PLAYGROUND_UPLOADS_MB", "1")
    monkeypatch.setattr(guard, "uploaded", lambda: 2**20 - 500)
    refused = ask("PUT", FILE, content_length=1000)
    assert refused.status == 503
    assert refused.headers["retry-after"]
    assert "Come back" in refused.text
    assert ask("PUT", FILE, content_length=400).text == "well"
    assert ask("PUT", FILE, content_length=30 * 2**20).status == 413


@pytest.mark.parametrize("headers", [{}, {"content_length": "many"}])
def test_an_upload_that_does_not_say_how_long_it_is_is_refused(headers):
    assert ask("PUT", FILE, **headers).status == 411
    assert ask("PUT", "/elsewhere", **headers).text == "well"
