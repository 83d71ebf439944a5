"""The page's end of the live socket, with a socket of the test's: what is asked, shown and told."""

import json

import pytest
from playwright.sync_api import expect

from ui.components import progress_line, rewind_bar
from ui.shell.play_button import STEP
from ui.stream.socket import TOGETHER


def test_it_asks_for_the_views_on_the_page_and_acknowledges_what_was_painted(socket):
    assert socket.page.evaluate("() => sockets[0].url") == "ws://bench.test/live?run=r"
    socket.opens()
    assert socket.said == [{"want": {"line": {"top": 3}}, "at": None, "me": "o"}]
    socket.brings("step *2*")
    expect(socket.line.root).to_have_text("step 2")
    assert socket.said[1:] == [{"ack": 1}]
    for step in range(3, 3 + TOGETHER):
        assert len(socket.said) == 2
        socket.brings(f"step *{step}*")
        expect(socket.line.root).to_have_text(f"step {step}")
    assert socket.said[2:] == [{"ack": TOGETHER}]


def test_a_view_out_of_sight_costs_nothing_until_it_is_seen_again(live):
    move = "(line, px) => { line.style.cssText = `display: block; margin-top: ${px}px` }"
    live.line.root.evaluate(move, 5000)
    expect(live.line.root).not_to_be_in_viewport()
    assert live.asks() == {"want": {}, "at": None, "me": "o"}
    live.line.root.evaluate(move, 0)
    expect(live.line.root).to_be_in_viewport()
    assert live.asks() == {"want": {"line": {"top": 3}}, "at": None, "me": "o"}


def test_a_view_that_was_closed_costs_nothing(live):
    live.line.end()
    assert live.asks() == {"want": {}, "at": None, "me": "o"}


def test_what_streamlit_brings_late_does_not_undo_what_the_socket_brought(live):
    live.line.show(progress_line.frame("from *1*", key="line"))
    expect(live.line.root).to_have_text("step 2")


def test_a_break_is_told_then_tried_again_and_again_and_its_end_told_too(live):
    live.breaks()
    assert live.timed.state == {"lost": True}
    live.mounted.call(live.data(lost=True))
    live.line.show(progress_line.frame("from *3*", key="line"))
    expect(live.line.root).to_have_text("from 3")  # now Streamlit's word counts
    live.timed.wait(1000)
    assert live.count == 2
    live.breaks()
    live.timed.wait(1000)
    assert live.count == 2  # it waits twice as long
    live.timed.wait(1000)
    assert live.count == 3
    live.opens()
    live.brings("step *4*")
    expect(live.line.root).to_have_text("step 4")
    assert live.timed.state == {"lost": False}


SEEN = {
    "visible": "document.dispatchEvent(new Event('visibilitychange'))",
    "shown": "dispatchEvent(new Event('pageshow'))",
}


@pytest.mark.parametrize("event", SEEN.values(), ids=SEEN)
def test_a_page_seen_again_connects_anew_if_its_socket_is_silent(live, event):
    """Safari throws sockets away in the background, and does not say so."""
    live.page.evaluate(event)
    live.timed.wait(1900)
    assert live.count == 1
    live.timed.wait(200)
    assert live.count == 2
    assert live.page.evaluate("() => sockets[0].readyState") == 3
    live.opens()
    live.brings("step *9*")
    expect(live.line.root).to_have_text("step 9")
    live.timed.wait(60_000)
    assert live.count == 2
    assert live.timed.state == {}


@pytest.mark.parametrize("why", ["a frame came", "it rests", "out of sight"])
def test_a_page_seen_again_keeps_a_socket_that_is_well(live, why):
    if why == "it rests":
        live.brings("step *3*", playing=False)
        live.mounted.call(live.data(playing=False))
    if why == "out of sight":
        live.page.evaluate(
            "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })"
        )
    live.page.evaluate(SEEN["visible"])
    if why == "a frame came":
        live.timed.wait(1000)
        live.brings("step *3*")
    live.timed.wait(60_000)
    assert live.count == 1


@pytest.mark.parametrize("code", [1003, 1008, 4404])
def test_a_socket_that_was_refused_is_not_tried_again(socket, code):
    socket.breaks(code)
    socket.timed.wait(60_000)
    assert socket.count == 1


def test_where_there_is_no_such_route_that_is_told_at_once_and_it_gives_up(socket):
    socket.breaks()
    assert socket.timed.state == {"lost": True}
    socket.timed.wait(60_000)
    for _ in range(2):
        socket.breaks()
        socket.timed.wait(60_000)
    assert socket.count == 3


def test_until_the_first_frame_is_late_streamlit_hears_of_nothing(socket):
    socket.opens()
    socket.timed.wait(2900)
    assert socket.timed.state == {}
    socket.timed.wait(100)
    assert socket.timed.state == {"lost": True}
    socket.mounted.call(socket.data(lost=True))
    socket.brings("step *1*")
    assert socket.timed.state == {"lost": False}


def test_a_first_frame_in_time_is_all_that_is_waited_for(live):
    live.timed.wait(60_000)
    assert live.timed.state == {}


def test_a_session_that_does_not_know_of_the_break_is_told(live):
    live.breaks()
    live.mounted.call(live.data(lost=True))
    live.page.evaluate("() => { delete bench.state.lost; }")
    live.mounted.call(live.data())  # Streamlit came back as another
    assert live.timed.state == {"lost": True}


def test_another_run_is_another_socket(live):
    live.mounted.call(live.data(run="another"))
    assert live.count == 2
    assert "run=another" in live.page.evaluate("() => sockets[1].url")
    assert live.page.evaluate("() => sockets[0].readyState") == 3


def test_a_late_frame_of_the_run_before_is_passed_over(live):
    shows = "(run) => { globalThis[Symbol.for('backprop-playground')].run = run; }"
    live.page.evaluate(shows, "r")
    live.brings("in time")
    live.page.evaluate(shows, "another")
    live.brings("late")
    expect(live.line.root).to_have_text("in time")
    live.mounted.call(live.data(run="another"))
    live.opens()
    live.brings("of the other")
    expect(live.line.root).to_have_text("of the other")


def test_a_run_that_stopped_by_itself_is_told_until_the_page_says_so(live):
    live.brings("step *9*", playing=False)
    live.timed.wait(150)
    assert live.timed.triggers == []  # the page may be just about to know
    live.timed.wait(100)
    assert [name for name, _ in live.timed.triggers] == ["moved"]
    live.timed.wait(1100)
    assert len(live.timed.triggers) == 2  # Streamlit may have lost it
    live.mounted.call(live.data(playing=False))
    live.timed.wait(60_000)
    assert len(live.timed.triggers) == 2


def test_what_is_pressed_while_another_runs_page_is_being_written_is_for_that_run(live):
    live.names("another")
    live.press(STEP)
    live.page.keyboard.press("ArrowRight")
    live.page.keyboard.press("r")
    live.timed.wait(100)
    assert live.commands == live.pressed == []
    live.mounted.call(live.data(run="another"))
    live.opens()
    assert live.commands == ["step", "step", "reset"]


def test_what_the_stage_of_another_run_asks_for_is_for_that_run(live):
    live.page.evaluate(
        """() => {
            const shared = globalThis[Symbol.for("backprop-playground")];
            shared.run = "another";
            shared.send({ set: { eta: 0.5 } });
            shared.send({ at: 3 });
        }"""
    )
    live.timed.wait(100)
    assert live.said[-1]["at"] == 3
    assert not any("set" in said for said in live.said)
    live.mounted.call(live.data(run="another"))
    live.opens()
    assert live.said[-1]["set"] == {"eta": 0.5}


def test_what_waited_for_another_run_is_done_to_this_one_where_the_page_stays_with_it(live):
    live.names("another")
    live.press(STEP)
    live.names("r")
    live.timed.wait(150)
    assert live.commands == ["step"]


def test_what_waits_is_not_overtaken(live):
    live.names("another")
    live.press(STEP)
    live.names("r")
    live.page.keyboard.press("r")
    live.timed.wait(150)
    assert live.commands == ["step", "reset"]


def test_what_waits_goes_where_streamlit_does_not_answer(live):
    live.press("other")
    live.press(STEP)
    live.timed.wait(2400)
    assert live.commands == []
    live.timed.wait(300)
    assert live.commands == ["step"]


def test_what_waits_comes_in_its_order_also_while_the_new_socket_is_made(live):
    live.names("another")
    live.press(STEP)
    live.mounted.call(live.data(run="another"))
    live.page.keyboard.press("r")
    live.opens()
    assert live.commands == ["step", "reset"]
    assert live.pressed == []


def test_all_that_a_guest_presses_is_for_the_copy(live):
    for _ in range(2):
        live.press(STEP)
    for number in (1, 2):
        text = json.dumps({"re": number, "error": None, "guest": True})
        live.page.evaluate("(data) => sockets.at(-1).onmessage({ data })", text)
    live.press(STEP)
    assert live.timed.triggers == [["guest", {"do": "step", "at": None}]]
    live.names("copy")
    live.mounted.call(live.data(run="copy"))
    live.opens()
    assert live.commands == ["step", "step"]


def test_the_slider_asks_for_moments_one_at_a_time_and_tells_streamlit_where_it_rests(live):
    data = rewind_bar.frame((0, 10, 20), [0, 0.5, 1], 30, key="rewind", run="r", playing=False)
    bar = live.timed.mount("components/rewind_bar/rewind_bar", data)
    slider = bar.root.get_by_role("slider")
    slider.evaluate(
        """(slider) => {
            for (const value of [2, 1, 0]) {
                slider.value = value;
                slider.dispatchEvent(new Event("input"));
            }
            slider.dispatchEvent(new Event("change"));
        }"""
    )
    expect(bar.root.locator(".words")).to_have_text("step 0 · epoch 0.00")
    expect(slider).to_have_attribute("aria-valuetext", "step 0 · epoch 0.00")
    expect(bar.root.get_by_role("status")).to_have_count(0)  # else each step is heard twice
    asked = [said["at"] for said in live.said if said.get("do") == "pause"]
    assert asked == [20]
    live.answers(1)
    live.timed.wait(50)
    asked = [said["at"] for said in live.said if said.get("do") == "pause"]
    assert asked == [20, 0]  # the one between them is passed over
    live.timed.wait(200)
    assert live.timed.state["at"] == [0, 30, "r"]
    bar.root.get_by_role("button", name="Continue from here").click()
    assert live.timed.triggers[-1] == ["fork", 0]
    bar.root.get_by_role("button", name="Back to now").click()
    expect(bar.root.locator(".words")).to_have_text("now")
    assert live.timed.state["at"] is None


def test_the_socket_outlives_the_cleaning_up_after_an_overtaken_run(socket):
    states = "() => sockets.map((socket) => socket.readyState)"
    socket.opens()
    socket.mounted.call(socket.data())
    socket.mounted.end()
    socket.timed.wait(1500)
    assert socket.page.evaluate(states) == [1]
    socket.mounted.end()
    socket.timed.wait(500)
    assert socket.page.evaluate(states) == [1]  # Streamlit may bring the element back at once
    socket.timed.wait(1000)
    assert socket.page.evaluate(states) == [3]


def test_what_a_guest_asks_for_is_done_by_the_page_on_a_copy(live):
    live.page.evaluate(
        """() => {
            globalThis.done = globalThis[Symbol.for("backprop-playground")].send({ do: "step" });
        }"""
    )
    live.page.evaluate(
        """(re) => sockets.at(-1).onmessage({
            data: JSON.stringify({ re, error: null, guest: true }),
        })""",
        live.said[-1]["id"],
    )
    assert live.page.evaluate("() => done") == {"error": None}
    assert live.timed.triggers[-1] == ["guest", {"do": "step"}]
