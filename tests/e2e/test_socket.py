"""The live socket in a real browser: it carries, gives way, and is there again."""

import re

from playwright.sync_api import WebSocket, WebSocketRoute, expect

from tests.e2e.helpers import (
    button,
    carried,
    drawn,
    expect_steps,
    open_page,
    pause,
    play,
    steps,
    wait_for_carried,
    wait_for_drawn,
    wait_for_steps,
    wait_until_idle,
)

ROUTE = re.compile(r"/live\?")
MOUNTED = b"live_socket"  # in what Streamlit brings: the page's end of the socket
SAY = """(said) => new Promise((done) => {
    const url = new URL(`live${location.search}`, location.href.replace('http', 'ws'));
    const socket = new WebSocket(url);
    socket.onopen = () => socket.send(said);
    socket.onmessage = ({ data }) => {
        if (typeof data === 'string') { done(data); socket.close(); }
    };
    socket.onclose = ({ code }) => done(String(code));
})"""


def test_frames_come_nothing_reruns_other_tabs_follow_and_nonsense_harms_nobody(page, base_url):
    reruns = []

    def listen(socket: WebSocket) -> None:
        if "_stcore" in socket.url:
            socket.on("framereceived", lambda frame: reruns.append(frame))

    page.on("websocket", listen)
    open_page(page, base_url, "lab?views=curves")
    page.remove_listener("websocket", listen)
    play(page)
    for _ in range(20):  # on a busy machine a rerun may be due from before the socket was there
        wait_for_carried(page, 2)
        wait_until_idle(page)
        before, painted, at = len(reruns), drawn(page), steps(page)
        wait_for_carried(page, 10)
        if len(reruns) == before:
            break
    assert len(reruns) == before
    assert drawn(page) >= painted + 4  # two that come at once are painted once
    assert steps(page) > at

    at = steps(page)
    page.on("websocket", listen)
    for _ in range(20):  # or the first frame is late
        reruns.clear()
        page.reload()  # in the middle: it finds the run playing
        expect(button(page, "Pause")).to_be_visible()
        wait_for_carried(page, 2)
        wait_until_idle(page)
        if (brought := sum(MOUNTED in frame for frame in reruns)) == 1:
            break
    page.remove_listener("websocket", listen)
    assert brought == 1  # not again and again until the socket brings frames
    assert steps(page) >= at

    other = page.context.new_page()
    other.goto(page.url)
    wait_until_idle(other)
    expect(button(other, "Pause")).to_be_visible()
    wait_for_carried(other, 2)
    pause(other)
    page.bring_to_front()
    expect(button(page, "Play")).to_be_visible()
    expect_steps(page, steps(other))
    play(page)
    wait_for_carried(page, 2)
    other.bring_to_front()
    expect(button(other, "Pause")).to_be_visible()
    wait_for_carried(other, 2)
    pause(other)

    # nonsense from a browser harms nobody
    button(other, "Reset").click()
    expect_steps(other, 0)
    for said in ('{"set": {"eta": 1e9}}', '{"do": "explode"}'):
        assert "error" in other.evaluate(SAY, said), said
    assert other.evaluate(SAY, "[" * 9000) == "1009"
    button(other, "Step").click()
    expect_steps(other, 1)


def test_without_the_socket_and_when_it_breaks_the_fragment_brings_the_frames(new_page, base_url):
    sockets: list[WebSocketRoute] = []
    refused: int | None = 1008  # for good

    def answer(socket: WebSocketRoute) -> None:
        if refused:
            socket.close(code=refused)
        else:
            socket.connect_to_server()
            sockets.append(socket)

    page = new_page()
    page.route_web_socket(ROUTE, answer)
    open_page(page, base_url, "lab")
    play(page)
    at = steps(page)
    wait_for_drawn(page, 2)
    assert steps(page) > at
    assert carried(page)["frames"] == 0
    page.get_by_role("slider", name="Learning rate η").press("ArrowRight")
    expect(page.get_by_role("spinbutton", name="Learning rate η")).to_have_value("0.52")
    expect(page.locator(".live-plot").get_by_text("η 0.52").first).to_be_visible()
    pause(page)

    # one that breaks is back once it can be: until then the fragment takes over
    refused = None
    page.reload()
    wait_until_idle(page)
    play(page)
    wait_for_carried(page, 2)
    refused = 1011
    sockets[-1].close(code=1011)
    came, at = carried(page)["frames"], steps(page)
    wait_for_drawn(page, 2)
    wait_for_steps(page, at + 1)
    assert carried(page)["frames"] == came
    refused = None
    wait_for_carried(page, 2)
    pause(page)
