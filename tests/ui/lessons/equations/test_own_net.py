"""A net of one's own in the four equations."""

import json

import numpy as np
import pytest

from tests.app import lesson_page, unfolded
from ui.lessons.equations.own_net import CHANGE


def changing(**state):
    """Return the lesson's first idea with its fields unfolded."""
    return lesson_page("equations", **{CHANGE: True}, **state)


def board_of(at):
    """Return the grids of the idea's board by name."""
    (board,) = (one for one in at.get("bidi_component") if one.key == "equations.given")
    (said,) = json.loads(board.proto.json)
    return {grid["name"]: grid for line in said["below"] for grid in line["items"]}


def with_net(sizes, idea, output=("sigmoid", "quadratic"), **state):
    """Return the lesson at an idea after a net was chosen in its first."""
    at = changing(**{"equations.sizes": sizes, "equations.output": output}, **state)
    at.session_state["equations.idea"] = idea
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("wrong", ["banana", "9-9", "2", "1-1-1-1-1", "2--1", ""])
def test_a_net_that_is_none_is_explained(wrong):
    at = changing(**{"equations.sizes": wrong})
    assert "such as 2-3-2" in at.error[0].value
    assert board_of(at)  # a net is shown all the same


def test_a_net_typed_in_gets_its_numbers():
    at = changing(**{"equations.sizes": "4-2"})
    assert not at.error
    assert np.shape(board_of(at)["w¹"]["rows"]) == (2, 4)


def test_the_fields_wait_until_they_are_asked_for_and_what_was_chosen_stays():
    at = lesson_page("equations")
    assert not at.number_input
    assert not at.selectbox
    unfolded(at, CHANGE)
    at.selectbox(key="equations.sizes").set_value("3-3-3").run()
    at.session_state[CHANGE] = False
    at.run()
    assert not at.number_input
    assert np.shape(board_of(at)["w¹"]["rows"]) == (3, 3)
