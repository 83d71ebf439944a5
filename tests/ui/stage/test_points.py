"""Points of one's own beside the stage, without a browser."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.data.points import EXAMPLE, read_points
from tests.app import button, run_of
from ui.stage import points


def drawer():
    import streamlit as st

    from ui.shell import session
    from ui.stage import points, starts

    if "drawn" in st.session_state:
        stamp = st.session_state.get(points._PAD, points._Pad()).stamp
        late = st.session_state.get("late", False)
        said = {"text": st.session_state.pop("drawn"), "stamp": stamp - late}
        st.session_state[points.KEY] = {"points": said}
        points._drawn()
        st.session_state.pop(points.KEY)
    if "back" in st.session_state:
        session.show(st.session_state.pop("back"))
    points.show(session.current_run(starts.SPIRAL, starts.SLOWLY))


def drawn(at, text):
    """Return the run after this was drawn, paused."""
    at.session_state["drawn"] = text
    at.run()
    assert not at.exception
    run = run_of(at)
    run.pause()
    return run


@pytest.fixture
def at():
    return AppTest.from_function(drawer, default_timeout=60).run()


def test_points_of_one_class_leave_the_run_as_it_was(at):
    before = run_of(at)
    assert drawn(at, "0 0 A") is before
    assert at.info[0].value == (
        "There must be points of at least two classes. The run goes on as it was."
    )
    learned = drawn(at, "0 0 A\n0.5 0 B")
    assert learned.setup.data.table == "0 0 A\n0.5 0 B"
    assert learned.settings.batch_size == 2
    assert not at.info


def test_other_points_are_learned_from_the_weights_that_there_are(at):
    first = drawn(at, EXAMPLE)
    first.advance_by(50)
    second = drawn(at, f"{EXAMPLE}\n0.1 0.1 A")
    assert second is not first
    assert (second.network().parameters == first.network().parameters).all()
    assert len(second.training.data.train) == 5


def test_a_class_more_is_another_output_and_begins_anew(at):
    drawn(at, EXAMPLE)
    run = drawn(at, f"{EXAMPLE}\n0.9 0 C")
    assert run.setup.network.sizes == (2, 8, 8, 3)
    assert run.loaded is None


def test_the_pad_takes_what_an_earlier_run_learned_when_that_is_had_back(at):
    first = drawn(at, EXAMPLE)
    drawn(at, f"{EXAMPLE}\n0.1 0.1 A")
    stamp = at.session_state[points._PAD].stamp
    at.session_state["back"] = first
    at.run()
    assert run_of(at) is first
    pad = at.session_state[points._PAD]
    assert (pad.text, pad.stamp) == (EXAMPLE, stamp + 1)


def test_a_formula_scatters_points_that_are_learned_at_once(at):
    at.text_input[0].set_value("x² + y² < 0.4")
    at.slider[0].set_value(60)
    at.slider[1].set_value(0.0)
    button(at, "Scatter points by the formula").click().run()
    run = run_of(at)
    run.pause()
    places, labels = read_points(run.setup.data.table)
    assert len(places) == 60
    inside = np.hypot(*places.T)
    assert inside[labels == 1].max() < 0.65
    assert inside[labels == 0].min() > 0.61
    button(at, "Scatter points by the formula").click().run()
    run_of(at).pause()
    assert run_of(at).setup.data.table != run.setup.data.table  # other points


def test_what_was_drawn_over_other_points_does_not_undo_those_that_were_scattered_meanwhile(at):
    drawn(at, EXAMPLE)
    button(at, "Scatter points by the formula").click().run()
    scattered = run_of(at)
    at.session_state["late"] = True
    assert drawn(at, f"{EXAMPLE}\n0.1 0.1 A") is scattered
    assert at.session_state[points._PAD].text == scattered.setup.data.table


@pytest.mark.parametrize(("formula", "said"), [("y = x", "cannot read"), ("y > 3", "nowhere")])
def test_a_formula_that_makes_no_sense_is_explained(at, formula, said):
    before = run_of(at)
    at.text_input[0].set_value(formula)
    button(at, "Scatter points by the formula").click().run()
    assert not at.exception
    assert said in at.info[0].value
    assert run_of(at) is before


@pytest.mark.parametrize("text", ["0 0 A\n0 5 B", "nonsense", "0 0 A\n" * 600])
def test_what_no_pad_sends_is_not_learned(at, text):
    before = run_of(at)
    assert drawn(at, text) is before
    assert at.info
