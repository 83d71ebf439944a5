"""The stage's page without a browser: what it starts with, what it does when it is asked."""

import pytest
from streamlit.testing.v1 import AppTest

from core.data.catalogue import DATASETS
from core.data.points import EXAMPLE
from runs.run import Run
from tests.app import opened, run_of
from ui.shell.presets import PRESETS, example_table
from ui.stage import starts


def asking():
    import streamlit as st

    from ui.shell import session
    from ui.stage import begin, panels_open, requested, starts

    run = session.current_run(starts.SPIRAL, starts.SLOWLY)
    if "stage" in st.session_state:
        requested.do(st.session_state.get("seen", run))
    st.session_state["told"] = st.session_state.get(requested.TOLD, "")
    st.session_state["before"] = begin.before(session.current_run())
    st.session_state["opened"] = panels_open.opened()


def asked(at, **what):
    at.session_state["stage"] = {"ask": what}
    at.run()
    assert not at.exception
    return run_of(at)


@pytest.fixture
def at():
    return AppTest.from_function(asking, default_timeout=60).run()


def test_a_visitor_finds_a_spiral_that_is_slow_enough_to_be_watched():
    run = run_of(opened("train"))
    assert run.setup == starts.SPIRAL
    assert run.pace == starts.SLOWLY


@pytest.mark.parametrize("name", PRESETS)
def test_it_shows_every_preset(name):
    at = opened("train", preset=name)
    assert run_of(at).setup == PRESETS[name].setup


@pytest.mark.parametrize("name", [name for name in DATASETS if "drawings" not in name])
def test_it_shows_all_data(name):
    table = {"csv": example_table(), "written": "0.5 -0.2 > 1 0", "points": EXAMPLE}.get(name)
    at = opened("train", data=name, **({"table": table} if table else {}))
    assert run_of(at).setup.data.name == name


def test_units_start_another_run_and_the_one_before_can_be_had_back(at):
    first = run_of(at)
    first.advance_by(5)
    before = first.network().parameters.copy()
    other = asked(at, units=[1, 9], label="One unit more")
    assert other.setup.network.sizes == (2, 9, 8, 1)
    assert not other.playing
    assert at.session_state["before"] == (first.key, "One unit more")
    again = asked(at, show=first.key)
    assert again is first
    assert (again.network().parameters == before).all()
    assert at.session_state["before"] == ("", "")


def test_what_is_asked_for_before_the_page_shows_the_run_made_last_changes_that(at):
    at.session_state["seen"] = run_of(at)
    asked(at, units=[1, 9], label="One unit more")
    assert asked(at, insert=1, label="A layer more").setup.network.sizes[:3] == (2, 9, 9)
    assert asked(at, command={"do": "step"}).frame.steps == 1


def setting():
    import streamlit as st

    from ui.shell import session
    from ui.stage import begin, changes, starts

    run = session.current_run(starts.SPIRAL, starts.SLOWLY)
    other = session.new_run(changes.with_units(run.setup, 1, 5))  # as the settings do
    st.session_state["before"] = begin.before(other)
    st.session_state["first"] = run.key


def test_what_the_settings_start_can_be_undone_too():
    at = AppTest.from_function(setting, default_timeout=60).run()
    assert not at.exception
    key, deed = at.session_state["before"]
    assert key == at.session_state["first"]
    assert deed


def test_what_plays_goes_on_playing_with_another_network(at):
    run = run_of(at)
    run.play()
    other = asked(at, insert=1, label="A layer more")
    assert other.playing
    assert not run.playing
    other.pause()


def test_data_begins_at_once_with_what_suits_it(at):
    run = asked(at, data="even_odd", label="Data: Even/odd")
    assert run.setup.data.name == "even_odd"
    assert run.playing
    run.pause()


def test_starting_over_gives_the_very_same_weights(at):
    run = run_of(at)
    start = run.network().parameters.copy()
    run.advance_by(7)
    again = asked(at, restart=True, label="Started over")
    assert again.frame.steps == 0
    assert (again.network().parameters == start).all()


def test_it_plays_on_from_the_past_as_the_run_did(at):
    run = run_of(at)
    run.advance_by(400)
    moment = run.checkpoints.at(150)
    fork = asked(at, fork=moment.steps, label="Played on from the past")
    fork.pause()
    assert fork.frame.steps >= moment.steps
    twin = Run(run.setup)
    twin.advance_by(fork.frame.steps)
    assert (twin.network().parameters == fork.network().parameters).all()
    stepped = asked(at, label="Stepped on", **{"step from": 0})
    assert stepped.frame.steps == 1
    assert not stepped.playing


def test_commands_that_the_socket_could_not_take_are_obeyed(at):
    run = asked(at, command={"do": "step"})
    assert run.frame.steps == 1
    asked(at, command={"pace": 10, "set": {"eta": 0.2}})
    assert (run.pace, run.settings.eta) == (10, 0.2)


@pytest.mark.parametrize(
    "what",
    [
        {"units": [1, 0]},
        {"units": "nonsense"},
        {"activation": [1]},
        {"features": []},
        {"data": "nonsense"},
        {"show": "nonsense"},
        {"fork": "nonsense"},
        {"remedy": "nonsense"},
        {"page": "nonsense"},
        {"command": {"do": "nonsense"}},
    ],
)
def test_what_is_not_possible_is_said_and_the_run_stays(at, what):
    run = run_of(at)
    assert asked(at, **what) is run
    assert at.session_state["told"]


def test_dialogs_open_and_close(at):
    asked(at, open="gallery")
    assert at.session_state["opened"] == "gallery"
    asked(at, open="gallery")
    assert at.session_state["opened"] == ""


@pytest.mark.parametrize("panel", ["settings", "share", "gallery", "runs", "table"])
def test_every_panel_opens(panel):
    at = opened("train", {"stage.open": panel})
    assert not at.exception


def test_nothing_of_the_settings_is_on_the_page_before_they_are_opened():
    assert not opened("train").number_input
    assert opened("train", {"stage.open": "settings"}).number_input
