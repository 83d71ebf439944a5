"""The live socket in a real browser: it carries, gives way, and costs only what is seen."""

import re

import pytest
from playwright.sync_api import Page, WebSocket, WebSocketRoute, expect

from tests.e2e.helpers import button, open_page, steps, wait_until, wait_until_idle
from tests.e2e.test_train import choose_speed

ROUTE = re.compile(r"/live\?")


def carried(page: Page) -> dict:
    """Return how many frames came by the socket so far, and with which views."""
    return page.evaluate(
        """() => {
          const { count } = globalThis[Symbol.for('backprop-playground')] ?? {};
          return { frames: count?.frames ?? 0, views: { ...count?.views } };
        }"""
    )


def wait_for_carried(page: Page, more: int) -> None:
    wanted = carried(page)["frames"] + more
    wait_until(page, lambda: carried(page)["frames"] >= wanted)


def drawn(page: Page, view: str = ".live-plot") -> int:
    return int(page.locator(view).get_attribute("data-frames"))


def play(page: Page) -> None:
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()


def pause(page: Page) -> None:
    button(page, "Pause").click()
    expect(button(page, "Play")).to_be_visible()


def test_frames_come_by_the_socket_and_nothing_reruns(page, base_url):
    reruns = []

    def listen(socket: WebSocket) -> None:
        if "_stcore" in socket.url:
            socket.on("framereceived", lambda frame: reruns.append(frame))

    page.on("websocket", listen)
    open_page(page, base_url)
    play(page)
    wait_for_carried(page, 10)
    wait_until_idle(page)
    before, painted, at = len(reruns), drawn(page), steps(page)
    wait_for_carried(page, 30)
    assert len(reruns) == before
    assert drawn(page) >= painted + 10  # two that come at once are painted once
    assert steps(page) > at
    page.remove_listener("websocket", listen)
    pause(page)


def test_without_the_socket_the_fragment_brings_the_frames(new_page, base_url):
    page = new_page()
    page.route_web_socket(ROUTE, lambda socket: socket.close(code=1008))
    open_page(page, base_url)
    play(page)
    painted, at = drawn(page), steps(page)
    wait_until(page, lambda: drawn(page) >= painted + 10)
    assert steps(page) > at
    assert carried(page)["frames"] == 0
    page.get_by_role("slider", name="Learning rate η").press("ArrowRight")
    expect(page.get_by_role("spinbutton", name="Learning rate η")).to_have_value("0.52")
    expect(page.locator(".live-plot").get_by_text("η 0.52").first).to_be_visible()
    pause(page)


def test_when_the_socket_breaks_the_fragment_takes_over_until_it_is_back(new_page, base_url):
    page = new_page()
    sockets: list[WebSocketRoute] = []
    refused = False

    def answer(socket: WebSocketRoute) -> None:
        if refused:
            socket.close(code=1011)
        else:
            socket.connect_to_server()
            sockets.append(socket)

    page.route_web_socket(ROUTE, answer)
    open_page(page, base_url)
    play(page)
    wait_for_carried(page, 5)
    refused = True
    sockets[-1].close(code=1011)
    came = carried(page)["frames"]
    painted, at = drawn(page), steps(page)
    wait_until(page, lambda: drawn(page) >= painted + 10 and steps(page) > at)
    assert carried(page)["frames"] == came
    refused = False
    wait_for_carried(page, 10)
    pause(page)


def test_a_hidden_view_costs_nothing(page, base_url):
    open_page(page, base_url)
    play(page)
    wait_for_carried(page, 5)
    page.get_by_role("button", name="Weights", exact=True).click()
    expect(page.locator(".heatmaps")).to_have_count(0)
    wait_for_carried(page, 3)  # those on the way
    before = carried(page)
    wait_for_carried(page, 20)
    after = carried(page)
    assert after["views"]["weights"] == before["views"]["weights"]
    assert after["views"]["curves"] > before["views"]["curves"]
    page.get_by_role("button", name="Weights", exact=True).click()
    expect(page.locator(".heatmaps canvas").first).to_be_visible()
    wait_until(page, lambda: carried(page)["views"]["weights"] > after["views"]["weights"])
    pause(page)


@pytest.mark.parametrize("lost", ["message", "socket"])
def test_a_press_of_pause_counts_though_the_socket_fails_with_it(new_page, base_url, lost):
    page = new_page()
    failed = []

    def answer(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def pass_on(message: str) -> None:
            if '"pause"' not in message:
                server.send(message)
                return
            failed.append(message)
            if lost == "socket":
                socket.close(code=1011)

        socket.on_message(pass_on)

    page.route_web_socket(ROUTE, answer)
    open_page(page, base_url)
    play(page)
    wait_for_carried(page, 5)
    pause(page)
    assert failed


def test_a_view_out_of_sight_costs_nothing(page, base_url):
    page.set_viewport_size({"width": 1280, "height": 300})
    open_page(page, base_url)
    play(page)
    wait_for_carried(page, 5)
    before = carried(page)
    wait_for_carried(page, 20)
    assert carried(page)["views"].get("weights", 0) == before["views"].get("weights", 0)
    page.locator(".heatmaps canvas").first.scroll_into_view_if_needed()
    wanted = before["views"].get("weights", 0) + 10
    wait_until(page, lambda: carried(page)["views"].get("weights", 0) >= wanted)
    button(page, "Pause").click()
    expect(button(page, "Play")).to_be_visible()


def test_a_reload_in_the_middle_finds_the_run_playing(page, base_url):
    open_page(page, base_url)
    play(page)
    wait_for_carried(page, 5)
    at = steps(page)
    page.reload()
    expect(button(page, "Pause")).to_be_visible()
    wait_for_carried(page, 10)
    assert steps(page) >= at
    pause(page)


def test_two_tabs_follow_one_run(page, base_url):
    open_page(page, base_url)
    other = page.context.new_page()
    other.goto(page.url)
    wait_until_idle(other)
    page.bring_to_front()
    play(page)
    wait_for_carried(page, 5)
    other.bring_to_front()
    expect(button(other, "Pause")).to_be_visible()
    wait_for_carried(other, 5)
    pause(other)
    page.bring_to_front()
    expect(button(page, "Play")).to_be_visible()
    wait_until(page, lambda: steps(page) == steps(other))


def test_eta_follows_the_slider_while_it_is_dragged(page, base_url):
    open_page(page, base_url)
    choose_speed(page, "100")
    play(page)
    wait_for_carried(page, 5)
    slider = page.get_by_role("slider", name="Learning rate η")
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.7, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 2, y, steps=10)
    expect(page.locator(".live-plot").get_by_text(re.compile("η 0.00")).first).to_be_visible()
    page.mouse.up()
    field = page.get_by_role("spinbutton", name="Learning rate η")
    expect(field).to_have_value(re.compile("0.00"))
    assert (
        page.locator(".live-plot").get_by_text(re.compile("^η")).count() <= 2
    )  # a mark, two plots
    expect(button(page, "Pause")).to_be_visible()
    pause(page)


@pytest.mark.parametrize("said", ['{"set": {"eta": 1e9}}', '{"do": "explode"}', "[" * 9000])
def test_nonsense_from_a_browser_harms_nobody(page, base_url, said):
    open_page(page, base_url)
    answer = page.evaluate(
        """(said) => new Promise((done) => {
          const url = new URL(`live${location.search}`, location.href.replace('http', 'ws'));
          const socket = new WebSocket(url);
          socket.onopen = () => socket.send(said);
          socket.onmessage = ({ data }) => {
            if (typeof data === 'string') { done(data); socket.close(); }
          };
          socket.onclose = ({ code }) => done(String(code));
        })""",
        said,
    )
    assert answer == "1009" or "error" in answer
    button(page, "Step").click()
    expect(page.get_by_text("step 1 ·")).to_be_visible()
