"""Targets that a cost cannot have are refused, so that the check never fails without a fault."""

import pytest

from core.explain.gradient_check import check_gradient
from core.explain.walkthrough import walk
from tests.ui.lessons.equations.test_own_net import changing
from ui.lessons.equations.own_net import Chosen, misfit, spec_of

SOFTMAX, CROSS = ("softmax", "log_likelihood"), ("sigmoid", "cross_entropy")


@pytest.mark.parametrize(
    ("output", "y"), [(SOFTMAX, (1.0, 1.0)), (SOFTMAX, (0.5, 0.0)), (CROSS, (3.0, 0.0))]
)
def test_they_are_refused_in_words_and_the_last_that_fitted_stays(output, y):
    state = {f"equations.y.{j}": value for j, value in enumerate(y, start=1)}
    at = changing(**{"equations.output": output, "equations.case": "own", **state})
    assert "target" in at.error[0].value
    at.session_state["equations.idea"] = 5
    at.run()
    assert "The check passes" in at.success[0].value


@pytest.mark.parametrize(("output", "y"), [(SOFTMAX, (0.3, 0.7)), (CROSS, (0.3, 1.0))])
def test_those_that_it_can_have_pass_the_check(output, y):
    net = Chosen(spec_of((2, 3, 2), "tanh", *output), 1, (0.5, -0.2), y, 1.0)
    assert not misfit(output[1], y)
    x, wanted = net.sample()
    assert check_gradient(net.network(), x[None], wanted[None]).relative_error < 1e-6


def test_softmax_has_no_slope_of_single_units_in_bp1():
    net = Chosen(spec_of((2, 3, 2), "tanh", *SOFTMAX), 1, (0.5, -0.2), (1.0, 0.0), 1.0)
    (bp1,) = (s for s in walk(net.network(), *net.sample(), 1.0).steps if s.title[:3] == "BP1")
    assert r"\odot" not in bp1.latex[0]
    assert r"\sum_k" in bp1.latex[0]
