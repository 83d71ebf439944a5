"""What can be grabbed, and what says why it cannot."""

import json
import struct

import pytest

from tests.app import lesson_page
from ui.lessons.equations import wiggle
from ui.lessons.equations.own_net import FIRST, Chosen, spec_of

SATURATED = Chosen(
    spec_of((3, 3, 3), "mish", "sigmoid", "cross_entropy"),
    13,
    (0.0, -10.0, 10.0),
    (1.0, 0.0, 0.0),
    1.0,
)


def header(net):
    data = wiggle.frame(net)
    return json.loads(data[8 : 8 + struct.unpack("<II", data[:8])[1]])


# Its answer rounds to 1, which is wanted: there is a cost, but none for any other target.
AT_THE_END = Chosen(
    spec_of((5, 1), "relu", "sigmoid", "cross_entropy"),
    870,
    (-10.0, 5.0, 10.0, 5.0, 10.0),
    (1.0,),
    1.0,
)


@pytest.mark.parametrize("net", [FIRST, SATURATED, AT_THE_END])
def test_what_cannot_be_grabbed_says_why(net):
    found = header(net)
    movable = {one["grid"] for one in found["movables"]}
    for line in found["lines"]:
        for grid in line["grids"]:
            assert (grid["name"] in movable) != bool(grid["why"]), grid["name"]


def test_an_answer_that_rounds_to_one_leaves_the_idea_standing():
    lesson_page("equations", 2, **{"equations.chosen": SATURATED})
