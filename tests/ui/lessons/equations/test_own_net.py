"""A net of one's own in the four equations."""

import json

import numpy as np
import pytest

from tests.app import lesson_page


def with_net(sizes, idea, output=("sigmoid", "quadratic")):
    """Return the lesson at an idea after a net was chosen in its first."""
    at = lesson_page("equations", **{"equations.sizes": sizes, "equations.output": output})
    at.session_state["equations.idea"] = idea
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("wrong", ["banana", "9-9", "2", "1-1-1-1-1", "2--1", ""])
def test_a_net_that_is_none_is_explained(wrong):
    at = lesson_page("equations", **{"equations.sizes": wrong})
    assert "such as 2-3-2" in at.error[0].value
    assert at.get("bidi_component")[0].key == "equations.given"  # a net is shown all the same


def test_a_net_typed_in_gets_its_numbers():
    at = lesson_page("equations", **{"equations.sizes": "4-2"})
    assert not at.error
    (said,) = json.loads(at.get("bidi_component")[0].proto.json)
    grids = {grid["name"]: grid for line in said["below"] for grid in line["items"]}
    assert np.shape(grids["w¹"]["rows"]) == (2, 4)
