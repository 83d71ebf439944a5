"""Pages driven through their widgets without a browser, and what tests ask of one."""

import json
from pathlib import Path

import numpy as np
from streamlit.testing.v1 import AppTest

from ui.lessons.kit.predict import WITHOUT
from ui.shell import server

PAGES = Path(__file__).parents[1] / "pages"


def opened(page, state=(), **query):
    """Return a page after its first run, with that in the session and in the address."""
    at = AppTest.from_file(str(PAGES / f"{page}.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    for key, value in dict(state).items():
        at.session_state[key] = value
    at.run()
    assert not at.exception
    return at


def lesson_page(name, idea=1, **state):
    """Return a lesson at one of its ideas, past the question at its head."""
    return opened(name, {f"{name}.idea": idea, WITHOUT: True, **state})


def button(at, label):
    return next(button for button in at.button if button.label == label)


def unfolded(at, *names):
    """Open popovers and expanders."""
    for name in names:
        at.session_state[name] = True
    at.run()
    return at


def text(at):
    return "\n".join(shown.value for shown in at.markdown)


def spoken(at):
    """Return what a screen reader says of what happened."""
    lines = [one for one in at.get("bidi_component") if one.key.startswith("spoken.")]
    return json.loads(lines[-1].proto.json)[0]


def run_of(at, key="run"):
    return server.runs().get(at.session_state[key])


def collected(n):
    """Return a collection of n drawings."""
    found = server.collections().get("")
    for label in range(n):
        found.add(np.zeros((28, 28), np.uint8), label)
    return found
