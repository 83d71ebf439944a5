"""The lecturer's page, and that a room learns where the lecturer is."""

import time

from streamlit.testing.v1 import AppTest

from runs.owners import mark
from tests.app import PAGES
from ui.lessons.descent.questions import EDGE
from ui.lessons.hour.plan import HOUR
from ui.shell import server

MAIN = PAGES.parent / "ui" / "shell" / "main.py"


def launched():
    return AppTest.from_file(str(MAIN), default_timeout=60).run()


def opened_room(at):
    at.switch_page("../../pages/room.py").run()
    (button,) = [one for one in at.button if one.label == "Open a room"]
    button.click().run()
    assert not at.exception
    return server.rooms().of(mark(at.session_state["owner"]))


def place(room, true):
    deadline = time.monotonic() + 20
    while not true(room.state.place):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return dict(room.state.place)


def test_one_click_opens_a_room_and_its_code_is_on_the_page():
    at = launched()
    room = opened_room(at)
    (component,) = at.get("bidi_component")
    code = room.about.code
    assert f"{code[:3]} {code[3:]}" in component.proto.json
    assert code in component.proto.json
    server.rooms().close(room.about.key)
    at.run()
    assert [one.label for one in at.button if one.label == "Open a room"]


def test_a_room_learns_which_page_run_and_idea_the_lecturer_is_at():
    at = launched()
    room = opened_room(at)
    at.switch_page("../../pages/train.py").run()
    there = place(room, bool)
    assert there["page"] == ""
    assert there["run"] == at.session_state["run"]
    at.switch_page("../../pages/descent.py").run()
    assert place(room, lambda it: it["page"] == "descent")["run"] == ""
    at.switch_page("../../pages/room.py").run()
    assert room.state.place["page"] == "descent"  # whoever looks after the room leads nobody away
    server.rooms().close(room.about.key)


def test_a_room_learns_which_two_networks_the_lecturer_compares():
    at = launched()
    room = opened_room(at)
    at.switch_page("../../pages/compare.py").run()
    there = place(room, lambda it: it and it["page"] == "compare")
    assert there["pair"] == at.session_state["pair"]
    assert not there["run"]
    server.rooms().close(room.about.key)


def test_the_hours_plan_opens_in_the_room_with_its_questions():
    at = launched()
    room = opened_room(at)
    at.query_params["plan"] = "hour"
    at.run()
    assert not at.exception
    deadline = time.monotonic() + 20
    while len(room.state.agenda) < len(HOUR):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    kept = room.state.agenda
    assert [item["minutes"] for item in kept] == [stop.minutes for stop in HOUR]
    asked = [item["asks"]["settings"]["lesson"] for item in kept if "asks" in item]
    assert asked == [stop.question for stop in HOUR if stop.question]
    (train,) = [item for item in kept if item["title"] == "Train"]
    assert server.runs().get(train["run"]).owner == room.about.owner
    server.rooms().close(room.about.key)


def test_a_lessons_question_is_put_to_the_room_and_shown_and_left_with_the_lecturer():
    at = launched()
    room = opened_room(at)

    def until(true):
        deadline = time.monotonic() + 20
        while not true(room.state):
            assert time.monotonic() < deadline
            time.sleep(0.005)

    at.switch_page("../../pages/descent.py")
    at.query_params["idea"] = "downhill"
    at.run()
    until(lambda state: state.place and state.place["questions"] == "on")
    at.button(key="descent.edge.ask").click().run()
    until(lambda state: state.running)
    asked = room.state.running.state
    assert (asked.lesson, asked.revealed) == (EDGE.key, False)
    assert "descent.edge.ask" not in {one.key for one in at.button}
    at.radio(key="descent.edge.chosen").set_value(0).run()
    at.button(key="descent.edge.reveal").click().run()
    until(lambda state: asked.revealed)
    assert asked.right == EDGE.experiment().right
    at.button(key="descent.edge.on").click().run()
    until(lambda state: state.running is None and state.place["questions"] == "off")
    server.rooms().close(room.about.key)


def test_a_second_device_takes_the_room_over():
    at = launched()
    room = opened_room(at)
    at.button(key="second_device.make").click().run()
    (link,) = [code.value for code in at.code]
    path, _, query = link.rpartition("/")[2].partition("?")
    assert path == "room"
    other = AppTest.from_file(str(MAIN), default_timeout=60)
    other.query_params["pass"] = query.removeprefix("pass=")
    other.run()
    other.switch_page("../../pages/room.py").run()
    assert not other.get("bidi_component")
    other.button(key="second_device.take").click().run()
    assert not other.exception
    (component,) = other.get("bidi_component")
    assert room.about.code in component.proto.json
    server.rooms().close(room.about.key)
