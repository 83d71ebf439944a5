"""All ways lead to C: what is shown adds up, and a click on the picture chooses a weight."""

import json

import numpy as np
import pytest

from core.explain.paths import gradient, paths
from tests.app import lesson_page, text
from tests.ui.lessons.equations.test_own_net import with_net
from ui.lessons.equations.own_net import Chosen, spec_of
from ui.lessons.equations.ways import edges, fixed, growth, table

IDEA = 7
NETS = [
    ((2, 3, 2), "sigmoid", "sigmoid", "quadratic"),
    ((5, 5, 5, 5), "tanh", "softmax", "log_likelihood"),
]


def value(written):
    return float(written.replace("−", "-"))


@pytest.mark.parametrize("chosen", NETS)
def test_what_is_shown_adds_up_to_the_last_digit(chosen):
    net = Chosen(spec_of(*chosen), 1, (0.5, -0.2, 0.8, 0.1, -0.6)[: chosen[0][0]], (), 1.0)
    network, x = net.network(), net.sample()[0]
    y = np.eye(chosen[0][-1])[0]
    for l, w in network.w.items():
        for j in range(len(w)):
            for k in range(-1, w.shape[1]):
                found = paths(network, x, y, (l, j, k))
                shown, end = table(found, (l, j, k), gradient(network, x, y, (l, j, k)))
                added, _, right = end.items
                assert added.rows == right.rows
                decimals = len(right.rows[0][0].partition(".")[2])
                products = sum(value(row[-1]) for row in shown.items[0].rows)
                assert fixed(products, decimals) == right.rows[0][0]


def test_a_path_lights_the_lines_that_it_goes_by():
    net = Chosen(spec_of(*NETS[1]), 1, (0.5, -0.2, 0.8, 0.1, -0.6), (1.0, 0, 0, 0, 0), 1.0)
    first, *_ = paths(net.network(), *net.sample(), (1, 3, 0))
    assert edges(1, first) == [(2, 0, 3), (3, 0, 0)]


def test_more_layers_multiply_the_paths():
    assert "| 2 | 25 | 125 | 60 |" in growth()
    assert "| 8 | 390,625 | 6,640,625 | 240 |" in growth()


def board(at):
    (one,) = (one for one in at.get("bidi_component") if one.key == "equations.ways.board")
    (data,) = json.loads(one.proto.json)
    return data["lines"][0]["items"][0]


def test_a_weight_is_chosen_by_name_or_in_the_picture():
    at = lesson_page("equations", IDEA)
    assert len(board(at)["rows"]) == 2
    at.selectbox(key="equations.ways.edge").set_value((2, 1, 0)).run()
    assert len(board(at)["rows"]) == 1  # from the last layer there is one way
    at.selectbox(key="equations.ways.edge").set_value((1, 0, -1)).run()
    assert board(at)["col_labels"][0] == "1"
    assert not at.exception
    assert "path by path" in text(at)


def test_another_net_has_other_weights():
    at = with_net("5-5-5-5", IDEA, ("softmax", "log_likelihood"))
    at.selectbox(key="equations.ways.edge").set_value((1, 4, 4)).run()
    assert len(board(at)["rows"]) == 25
    at = with_net("1-1", IDEA, **{"equations.ways.edge": (1, 4, 4)})
    assert len(board(at)["rows"]) == 1
