"""The gradient check, and ways to break backpropagation."""

import math

import pytest
from streamlit.testing.v1 import AppTest

from core.explain.faults import FAULTS, Faulty, costs
from tests.app import lesson_page
from tests.ui.lessons.equations.test_own_net import with_net
from ui.lessons.equations.check import case, highest, without_prime
from ui.lessons.equations.own_net import Chosen, spec_of


@pytest.mark.parametrize("fault", FAULTS)
def test_each_way_to_break_it_makes_the_check_red(fault):
    at = with_net("3-3-3", 5, **{"equations.case": "own"})
    assert "The check passes" in at.success[0].value
    assert not at.error
    at.toggle(key=f"equations.fault.{fault}").set_value(True).run()
    assert "The check fails" in at.error[0].value
    assert not at.success
    at.toggle(key=f"equations.fault.{fault}").set_value(False).run()
    assert not at.error
    assert not at.exception


def test_a_missing_transpose_that_does_not_fit_is_explained():
    at = with_net("2-3-2", 5)
    assert at.toggle(key="equations.fault.transpose").disabled
    assert "w of layer 2 is 2×3" in at.toggle(key="equations.fault.transpose").help


@pytest.mark.parametrize(
    ("name", "faults"), [("xor", ["prime", "sign"]), ("xor-square", ["prime", "sign", "transpose"])]
)
def test_on_the_rows_of_xor_every_fault_keeps_the_net_from_learning(name, faults):
    chosen = case(name)

    def end(network):
        return costs(network, chosen.x, chosen.y, chosen.net.eta, chosen.steps)[-1]

    assert end(chosen.net.network()) < 0.02
    for fault in faults:
        assert end(Faulty(chosen.net.network(), [fault])) > 0.23


def test_what_xor_came_to_is_said():
    at = lesson_page("equations", 5, **{"equations.fault.prime": True})
    said = "\n".join(caption.value for caption in at.caption)
    assert "at the end: right 0.0162, broken 0.249" in said


@pytest.mark.parametrize("broken", [False, True])
def test_where_measuring_is_too_coarse_no_right_net_fails(broken):
    def page(broken):
        import numpy as np

        from core.explain.gradient_check import GradientCheck
        from ui.lessons.equations.check import verdict

        verdict(GradientCheck(np.array([2e-11]), np.array([3e-11])), broken=broken)

    at = AppTest.from_function(page, kwargs={"broken": broken}).run()
    assert bool(at.error) == broken
    assert any("too coarsely" in one.value for one in at.warning) != broken


def test_a_right_net_that_grows_beyond_all_bounds_leaves_the_idea_standing():
    spec = spec_of((2, 3, 2), "linear", "linear", "quadratic")
    net = Chosen(spec, 1, (3.0, -2.0), (1.0, 0.0), 3.0)
    at = lesson_page("equations", 5, **{"equations.chosen": net, "equations.case": "own"})
    assert any("right not a number" in caption.value for caption in at.caption)


def test_the_picture_holds_the_right_run_but_for_one_without_end():
    assert highest([1.0, 3.0, 0.5]) == 6.0
    assert highest([1.0, 1e30, math.inf, math.nan]) < 1e6
    assert highest([0.0, 0.0]) > 0


@pytest.mark.parametrize(
    ("hidden", "output", "cost", "of"),
    [
        ("tanh", "sigmoid", "quadratic", ["BP1", "BP2"]),
        ("tanh", "sigmoid", "cross_entropy", ["BP2"]),  # σ′ cancels: there is none to forget
        ("tanh", "linear", "quadratic", ["BP2"]),
        ("linear", "sigmoid", "quadratic", ["BP1"]),
    ],
)
def test_what_a_step_is_without_its_slope_is_said_where_there_is_one(hidden, output, cost, of):
    said = without_prime(spec_of((2, 3, 2), hidden, output, cost))
    assert [next(name for name in ("BP1", "BP2") if name in one) for one in said] == of
