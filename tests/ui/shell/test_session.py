"""Which run this browser looks at: its own, the address', or a new one."""

import pytest
from streamlit.testing.v1 import AppTest

from core.specs import DataSpec
from tests.app import opened, run_of
from ui.shell.presets import FIRST, PRESETS


def said(at):
    """Return what the page remarks when it opens."""
    return " ".join(toast.value for toast in at.toast)


def test_the_url_finds_the_run_again():
    first = opened("lab")
    first.button(key="step").click().run()
    again = opened("lab", run=run_of(first).key)
    assert run_of(again) is run_of(first)


def test_a_url_of_a_lost_run_starts_a_new_one():
    at = opened("lab", run="<script>alert(1)</script>")
    assert at.toast[0].value.startswith("That run is no longer")
    assert run_of(at).frame.steps == 0


def test_a_url_of_a_lost_run_that_describes_its_set_up_starts_that_anew():
    at = opened("lab", run="gone", data="spiral", eta="0.03")
    assert "the same set-up, untrained" in said(at)
    setup = run_of(at).setup
    assert (setup.data.name, setup.settings.eta) == ("spiral", 0.03)


def test_the_url_names_and_describes_the_run():
    at = opened("lab", preset="spiral", zzz="1")
    assert at.query_params["run"] in (run_of(at).key, [run_of(at).key])
    assert at.query_params["data"] in ("spiral", ["spiral"])
    assert "zzz" in at.query_params  # what is not ours stays
    assert run_of(at).setup == PRESETS["spiral"].setup
    assert run_of(at).pace == PRESETS["spiral"].pace


def test_garbage_in_the_url_gives_the_default_and_a_note():
    rubbish = "<script>alert(1)</script>"
    at = opened("lab", eta=rubbish, layers="99999999", data="nothing", zzz="1")
    assert "in the link" in said(at)
    assert run_of(at).setup.data == DataSpec()
    at.button(key="step").click().run()
    assert run_of(at).frame.steps == 1
    assert not at.exception


def test_live_changes_that_make_no_sense_are_left_out_with_a_note():
    at = opened("lab", preset="even_odd", then="3.eta.0.1~<script>alert(1)</script>")
    assert "“then” in the link makes no sense" in said(at)
    assert "then" not in at.query_params
    assert run_of(at).setup == PRESETS["even_odd"].setup


def test_a_run_that_was_trained_is_kept_one_that_was_not_is_not():
    at = opened("lab")
    first = run_of(at)
    at.button(key="new_seed").click().run()
    assert "go_back" not in {button.key for button in at.button}  # nothing was learnt
    second = run_of(at)
    at.button(key="step").click().run()
    at.button(key="new_seed").click().run()
    at.button(key="go_back").click().run()
    assert run_of(at) is second is not first


@pytest.mark.parametrize("part", ["setup", "controls", "settings"])
def test_parts_of_the_page_are_left_out_where_the_url_says_so(part):
    whole, at = opened("lab"), opened("lab", hide=part)
    shown = {"setup": "new_seed", "controls": "step", "settings": "set.eta"}

    def there(page):
        keys = {one.key for one in (*page.button, *page.number_input)}
        return {name for name, key in shown.items() if key in keys}

    assert there(whole) == {*shown}
    assert there(at) == {*shown} - {part}
    assert run_of(at).setup == FIRST


def page_of_another(whose: str) -> None:
    """A page whose button "Step" is still that of a run which it does not show."""
    import streamlit as st

    from runs.run import Run
    from ui.shell import session

    state, run = st.session_state, session.current_run()
    if "other" not in state:
        state["other"] = run if whose == "the one before" else Run(run.setup)
        if whose == "somebody's":
            state["other"].owner = "another browser's"
            session.show(state["other"])
        if whose != "a lesson's":
            session.new_run(run.setup)
    st.button("Step", key="step", on_click=lambda: session.mine(state["other"]).step())


@pytest.mark.parametrize("whose", ["the one before", "somebody's", "a lesson's"])
def test_a_press_moves_the_run_that_has_taken_its_place(whose):
    at = AppTest.from_function(page_of_another, kwargs={"whose": whose}, default_timeout=60).run()
    shown, other = run_of(at), at.session_state["other"]
    for _ in range(2):
        at.button(key="step").click().run()
    assert not at.exception
    assert run_of(at) is shown is not other
    steps = shown.frame.steps, other.frame.steps
    assert steps == ((0, 2) if whose == "a lesson's" else (2, 0))
