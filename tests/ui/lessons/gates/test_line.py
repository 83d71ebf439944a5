"""A line for a gate."""

import numpy as np
import pytest

from core.data.bits import GATES
from core.data.load import load
from core.evaluation import evaluate
from core.explain.truth_tables import right_of_line
from core.network import Network
from tests.app import lesson_page, text
from ui.lessons.gates.net import setup


def test_no_line_for_xor_but_one_for_and():
    at = lesson_page("gates", 2)
    assert "Your line gets **3 of 4** right" in text(at)
    assert "The best of all lines gets **3**" in text(at)
    assert "Why none can" in text(at)
    at.radio(key="gates.line.gate").set_value("and").run()
    at.slider(key="gates.line.b").set_value(-1.5).run()
    assert "Your line gets **4 of 4** right" in text(at)
    assert "Why none can" not in text(at)


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("line", [(1, 1, -2), (1, 1, -1), (1, -1, 0), (0, 0, 0)])
def test_a_corner_on_the_line_counts_as_the_net_of_these_weights_counts_it(gate, line):
    chosen = setup(gate, 0, 0)
    net = Network(chosen.network, np.array(line, float))
    right = 4 * evaluate(net, load(chosen.data).train).accuracy
    assert right_of_line(line[:2], line[2], GATES[gate]) == right
