"""Keys and clicks that go by the socket, and those that are left to the page."""

import pytest

from ui.shell.play_button import PLAY, STEP


def test_pause_goes_by_the_socket_and_streamlit_hears_of_it_when_it_is_done(live):
    live.press(PLAY)
    assert live.said[-1] == {"do": "pause", "id": 1}
    assert live.pressed == []
    live.answers(1)
    live.timed.wait(10)
    assert live.pressed == [PLAY]


def test_pause_without_an_answer_goes_by_streamlit_after_a_while(live):
    live.page.keyboard.press("Space")
    assert live.said[-1]["do"] == "pause"
    live.timed.wait(400)
    assert live.pressed == []
    live.timed.wait(200)
    assert live.pressed == [PLAY]


def test_pause_counts_though_the_socket_breaks_with_it(live):
    live.press(PLAY)
    assert live.said[-1]["do"] == "pause"
    assert live.pressed == []
    live.breaks()
    live.timed.wait(10)
    assert live.pressed == [PLAY]


def test_pause_before_the_socket_works_is_not_lost(socket):
    socket.press(PLAY)
    assert socket.pressed == [PLAY]  # Streamlit hears of it
    socket.opens()
    assert {"do": "pause"} in socket.said  # and the run, as soon as it can


def test_steps_go_by_the_socket_and_streamlit_hears_of_them_when_all_is_quiet(live):
    live.press(STEP)
    live.page.keyboard.press("ArrowRight")
    assert [said["do"] for said in live.said if "do" in said] == ["step", "step"]
    live.timed.wait(1500)
    live.page.mouse.move(7, 7)  # somebody is at work
    live.timed.wait(1500)
    assert live.timed.triggers == []
    live.timed.wait(600)
    assert [name for name, _ in live.timed.triggers] == ["moved"]
    assert live.pressed == []


ASKS = {
    "a field is left": lambda live: live.page.locator("textarea").fill("5"),
    "a button is pressed": lambda live: live.press("other"),
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_what_is_pressed_after_streamlit_was_asked_for_something_waits_for_its_answer(live, ask):
    """That may be another run, which no address names yet."""
    ask(live)
    for _ in range(3):
        live.press(STEP)
    assert live.commands == []
    live.mounted.call(live.data())
    live.timed.wait(10)
    assert live.commands == ["step"] * 3
    live.press(STEP)
    assert live.commands == ["step"] * 4
    assert STEP not in live.pressed


def test_a_run_pauses_at_once_whatever_the_page_is_asked_for(live):
    live.press("other")
    live.press(PLAY)
    assert live.commands == ["pause"]


def test_a_step_key_held_down_waits_for_the_step_before(live):
    live.page.keyboard.down("ArrowRight")
    live.page.keyboard.down("ArrowRight")
    assert sum("do" in said for said in live.said) == 1
    live.answers(1)
    live.timed.wait(10)
    live.page.keyboard.down("ArrowRight")
    assert sum("do" in said for said in live.said) == 2


def test_no_step_by_the_socket_while_the_page_shows_the_past(live):
    live.mounted.call(live.data(at=5))
    live.press(STEP)
    assert not any("do" in said for said in live.said)
    assert live.pressed == [STEP]


def test_keys_in_a_text_are_only_text(live):
    live.page.locator("textarea").focus()
    for key in ("Space", "ArrowRight", "r"):
        live.page.keyboard.press(key)
    assert not any("do" in said for said in live.said)


def test_r_resets_and_r_with_a_modifier_does_not(live):
    live.page.keyboard.press("Control+r")
    live.page.keyboard.press("r")
    assert [said["do"] for said in live.said if "do" in said] == ["reset"]


def test_space_is_a_button_s_own_only_if_the_focus_came_by_tab(live):
    other = live.page.get_by_role("button", name="other")
    other.click()
    live.page.keyboard.press("Space")  # of the clicked button, but it plays or pauses
    assert live.said[-1]["do"] == "pause"
    before = len(live.said)
    live.page.get_by_role("button", name=STEP).focus()
    live.page.keyboard.press("Tab")
    live.page.keyboard.press("Space")
    assert len(live.said) == before
    assert live.pressed.count("other") == 2
