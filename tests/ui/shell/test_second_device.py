"""The owner's second device: it asks, becomes the same owner, and brings its own runs along."""

import pytest
from streamlit.testing.v1 import AppTest

from runs.owners import mark
from runs.run import Run
from tests.app import opened, run_of
from ui.shell import server, session
from ui.shell.presets import PRESETS
from ui.shell.second_device import _link


def page():
    import streamlit as st

    from ui.shell import second_device, session

    second_device.ask()
    st.session_state["guest"] = session.is_guest(session.current_run())


def other_device(**keys):
    at = AppTest.from_function(page, default_timeout=60)
    for name, value in keys.items():
        at.query_params[name] = value
    return at.run()


@pytest.fixture
def first():
    return opened("train", {"stage.open": "runs"}, preset="even_odd")


def test_a_link_is_made_with_a_code_and_without_the_secret(first):
    first.button(key="second_device.make").click().run()
    (link,) = [code.value for code in first.code]
    assert run_of(first).key in link
    assert "pass=" in link
    assert first.session_state["owner"] not in link
    assert any("QR code" in one.proto.body for one in first.get("html"))


def test_who_opens_it_owns_the_runs_too_and_brings_own_ones_along(first):
    token = server.passes().give_out(first.session_state["owner"])
    at = other_device(run=run_of(first).key, **{"pass": token})
    assert at.session_state["guest"]
    assert "pass" not in at.query_params
    own = Run(PRESETS["xor"].setup)
    own.owner = mark(at.session_state["owner"])
    server.runs().add(own)
    at.button(key="second_device.take").click().run()
    assert not at.exception
    assert not at.session_state["guest"]
    assert at.session_state["owner"] == first.session_state["owner"]
    assert own.owner == run_of(first).owner == mark(first.session_state["owner"])


def test_a_press_that_the_browser_tells_twice_is_one(first):
    def twice():
        import streamlit as st

        from ui.shell import second_device

        second_device.ask()
        if st.button("Again", on_click=second_device._take):
            st.write(st.session_state["second_device.said"])

    at = AppTest.from_function(twice, default_timeout=60)
    at.query_params["pass"] = server.passes().give_out(first.session_state["owner"])
    at.run().button(key="second_device.take").click().run()
    at.button[0].click().run()
    assert "Your runs are here, too." in [shown.value for shown in at.markdown]


def test_a_link_alone_does_nothing_and_no_is_an_answer(first):
    token = server.passes().give_out(first.session_state["owner"])
    at = other_device(run=run_of(first).key, **{"pass": token})
    at.button(key="second_device.leave").click().run()
    assert at.session_state["guest"]
    assert server.passes().take(token) == first.session_state["owner"]  # it is still good


def test_a_link_that_was_used_says_so(first):
    token = server.passes().give_out(first.session_state["owner"])
    server.passes().take(token)
    at = other_device(run=run_of(first).key, **{"pass": token})
    at.button(key="second_device.take").click().run()
    assert at.session_state["guest"]
    assert any("used already" in shown.value for shown in at.markdown)
    at.button(key="second_device.close").click().run()
    assert not at.button


@pytest.mark.parametrize(
    ("here", "link"),
    [
        ("https://campus.example/lab", "https://campus.example/?run=r&pass=t"),
        ("https://campus.example/nets/", "https://campus.example/nets/?run=r&pass=t"),
        ("http://192.168.1.7:8501/", "http://192.168.1.7:8501/?run=r&pass=t"),
    ],
)
def test_the_link_leads_to_where_the_page_was_opened(here, link):
    assert _link(here, "", {"run": "r"}, "t") == link


def test_of_this_machine_alone_the_link_names_its_address_in_the_network(monkeypatch):
    monkeypatch.setattr("ui.shell.second_device.own_address", lambda: "10.0.0.7")
    assert (
        _link("http://localhost:8501/", "", {"run": "r"}, "t")
        == "http://10.0.0.7:8501/?run=r&pass=t"
    )
    monkeypatch.setattr("ui.shell.second_device.own_address", lambda: "")
    assert (
        _link("http://localhost:8501/", "", {"run": "r"}, "t")
        == "http://localhost:8501/?run=r&pass=t"
    )
    assert session.OWNER_COOKIE not in _link("http://localhost/", "", {"run": "r"}, "t")
