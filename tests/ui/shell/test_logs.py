"""What the server writes down, and what it leaves out."""

import json
import logging
import sys

import pytest

from ui.shell.logs import Json, anonymous


def record(message, *args, **more):
    made = logging.LogRecord("runs.keeper", logging.WARNING, "", 0, message, args, None)
    vars(made).update(more)
    return made


def test_an_event_is_a_line_of_json_with_its_facts():
    line = Json().format(record("saved %d\nruns", 3, facts={"seconds": 0.5}))
    assert "\n" not in line
    told = json.loads(line)
    assert told.pop("at").endswith("Z")
    assert told == {
        "level": "warning",
        "from": "runs.keeper",
        "event": "saved 3\nruns",
        "seconds": 0.5,
    }


def test_an_error_brings_its_traceback():
    try:
        raise ValueError("no sense")
    except ValueError:
        line = Json().format(record("it failed", exc_info=sys.exc_info()))
    assert "no sense" in json.loads(line)["error"]


@pytest.mark.parametrize("client", ["192.168.1.7:50123", "[2001:db8::1]:443", "2001:db8::1:443"])
def test_the_web_server_tells_neither_who_asked_nor_keys(client):
    line = record('%s - "WebSocket %s" [accepted]', client, "/live?run=secret")
    assert anonymous(line)
    assert line.getMessage() == '- - "WebSocket /live" [accepted]'
    access = record('%s - "%s %s HTTP/%s" %d', client, "GET", "/?pass=secret", "1.1", 200)
    assert anonymous(access)
    assert access.getMessage() == '- - "GET / HTTP/1.1" 200'
