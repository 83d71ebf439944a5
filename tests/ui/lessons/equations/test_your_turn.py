"""You are backprop: levels, one's own net, other numbers."""

import json

import pytest

from tests.app import lesson_page
from tests.ui.lessons.equations.test_own_net import with_net
from ui.lessons.equations.your_turn import LEVELS, OWN, filled, net_of

IDEA = 4


def given(at):
    (component,) = (one for one in at.get("bidi_component") if one.key == "equations.fill_in")
    (data,) = json.loads(component.proto.json)
    return data


def grids(data):
    return {grid["name"]: grid for line in data["lines"] for grid in line["grids"]}


def test_levels_lead_from_one_to_the_next_and_other_numbers_are_other_numbers():
    at = lesson_page("equations", IDEA)
    first = given(at)
    assert (first["level"], first["following"]) == ("1-1-1", "1-2-1")
    at.button(key="equations.other").click().run()
    assert given(at)["net"] != first["net"]
    at.selectbox(key="equations.level").set_value("2-3-2").run()
    assert given(at)["following"] == ""
    assert not at.exception


@pytest.mark.parametrize("output", [("softmax", "log_likelihood"), ("linear", "huber")])
def test_a_net_of_ones_own_is_a_level(output):
    at = with_net("3-2", IDEA, output, **{"equations.level": OWN})
    assert len(grids(given(at))["∇w¹"]["rows"][0]) == 3


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_wanted_is_what_backpropagation_computes(level):
    net = net_of(level, 1)
    network, (x, y) = net.network(), net.sample()
    batch = network.forward(x[None])
    network.backward(batch, y[None])
    sheet = {grid.name: grid for line in filled(level, 1).lines for grid in line.grids}
    for l, raised in ((1, "¹"), (2, "²")):
        for name, right in (
            ("δ", batch.delta[l]),
            ("∇b", batch.nabla_b[l][None]),
            ("∇w", batch.nabla_w[l]),
        ):
            shown = [[blank.value for blank in row] for row in sheet[name + raised].rows]
            assert shown == right.tolist()
