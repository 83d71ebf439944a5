"""A short journey in Firefox and in WebKit, the engine of Safari."""

import os
import re
from collections.abc import Iterator

import pytest

from core.drawing import CANVAS
from tests.e2e import engines
from tests.e2e.engines import Engine, Missing
from tests.e2e.helpers import IDLE, SHARED, STEPS
from tests.pen import SEVEN

ENGINES = {"firefox": engines.firefox, "webkit": engines.webkit}
BUTTON = """[...document.querySelectorAll("button")].find(
    (button) => button.checkVisibility() && /\\b%s\\b/.test(button.innerText))"""
LINK = "document.querySelector('a[href$=\"/%s\"]')"
DEEP = """[...document.querySelectorAll("*")].map(
    ({ shadowRoot }) => shadowRoot?.querySelector("%s")).find(Boolean)"""
VIEW = f"{SHARED}?.views.get('%s')"
HARMLESS = re.compile(
    # Streamlit's: it looks below a deep link first, and speaks into a socket that has just gone
    "_stcore/(health|host-config)|rerun backMessage when disconnected"
    # a size that changed while sizes were told is told in the next frame
    "|ResizeObserver loop completed"
)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path) -> Iterator[Engine]:
    """Return a browser; in continuous integration none may be missing."""
    try:
        with ENGINES[request.param](tmp_path) as started:
            yield started
    except Missing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"{missing} is not installed")


def open_page(engine: Engine, url: str) -> None:
    engine.goto(url)
    engine.wait_for(f"document.querySelector('{IDLE}')")
    engine.wait_for("!document.querySelector('[data-testid=stSkeleton]')")


def turn_to(engine: Engine, path: str) -> None:
    """Go to another page of the app as with the browser's own Back: nothing is loaded anew."""
    engine.evaluate(f"history.pushState(null, '', '{path}')")
    engine.evaluate("dispatchEvent(new PopStateEvent('popstate'))")


def steps(count: str) -> str:
    return f"((shared) => {STEPS} {count})({SHARED})"


def test_a_short_journey(engine, base_url):
    open_page(engine, f"{base_url}/")
    time = f"{VIEW % 'timeline'}?.frame"
    engine.wait_for(f"{time}?.now > 20")  # it learns on arrival
    engine.press(" ")
    engine.wait_for(f"{time}?.playing === false")
    engine.wait_for(f"{DEEP % '.screen .play'}?.ariaLabel === 'Play'")

    open_page(engine, f"{base_url}/lab?preset=spiral&views=decision")
    plays, rests = BUTTON % "Pause", BUTTON % "Play"
    engine.wait_for(VIEW % "decision")
    engine.press(" ")
    engine.wait_for(plays)
    engine.wait_for(steps("> 20"))
    engine.click(plays)
    engine.wait_for(rests)

    slider = f"{VIEW % 'rewind'}?.input"
    engine.wait_for(f"{slider}?.disabled === false")
    engine.press_in(slider, "Home", steps("=== 0"))
    engine.evaluate(f"{slider}.blur()")

    root = f"{VIEW % 'decision'}?.root"
    engine.press_in("document.body", "p", f"{root}?.style.zoom > 1 && {BUTTON % 'Back'}")
    # what is around the enlarged view is told in pixels of the screen in any browser
    around = f"{root}?.getRootNode().host?.getBoundingClientRect()"
    engine.wait_for(f"{around}?.bottom <= innerHeight && {around}.right <= innerWidth")
    assert engine.evaluate(f"{around}.bottom / innerHeight") > 0.8

    engine.press_in("document.body", "p", f"!({BUTTON % 'Back'})")
    turn_to(engine, "/gates?questions=off")
    engine.wait_for("document.querySelector('h1, h2')?.innerText.includes('Gates')")
    engine.wait_for(rests)
    engine.press(" ")
    engine.wait_for("document.body.innerText.includes('4 of 4 right')")

    engine.evaluate(f"{LINK % 'draw'}.click()")
    paper = DEEP % "canvas.paper"
    engine.wait_for(f"{paper} && document.querySelector('{IDLE}')")
    box = engine.box(paper)
    unit = box["width"] / CANVAS.side
    engine.drag((box["x"] + x * unit, box["y"] + y * unit) for x, y in SEVEN[0].tolist())
    engine.wait_for(f"{DEEP % '.digit-canvas .line'}.innerText.startsWith('7 ')")
    assert [error for error in engine.errors() if not HARMLESS.search(error)] == []
