import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data.formula import LONGEST, condition

X, Y = (part.ravel() for part in np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-0.9, 0.95, 7)))


@pytest.mark.parametrize(
    ("formula", "holds"),
    [
        ("y > sin(3x)", np.sin(3 * X) < Y),
        ("y>sin(3 x)", np.sin(3 * X) < Y),
        ("x² + y² < 0.5", X**2 + Y**2 < 0.5),
        ("r < .6", np.hypot(X, Y) < 0.6),
        ("r < 0,6", np.hypot(X, Y) < 0.6),
        ("x y > 0.01", X * Y > 0.01),
        ("xy ≥ 0.01", X * Y > 0.01),
        ("-x^2 < y - 1", -(X**2) < Y - 1),
        ("2^3^x − y > 4/2/2", 2 ** (3**X) - Y > 1),
        ("2(x + 1)(y − 1) > −1.7", 2 * (X + 1) * (Y - 1) > -1.7),
        ("y > x**3 * cos(πx)", X**3 * np.cos(np.pi * X) < Y),
        ("exp(x) / e > abs(y) + 0.003", np.exp(X) / np.e > np.abs(Y) + 0.003),
        ("-+-x < 0.01", X < 0.01),
    ],
)
def test_it_holds_where_it_is_true(formula, holds):
    np.testing.assert_array_equal(condition(formula)(X, Y), holds)


def test_it_does_not_hold_where_a_side_is_no_number():
    assert not condition("sqrt(x) < 9")(np.array([-1.0]), np.array([0.0])).any()


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("", "breaks off"),
        ("y", "Compare two sides"),
        ("y >", "missing"),
        ("y > x > 0", "should end there"),
        ("y = x", "cannot read “= x”"),
        ("y > sin x", "with brackets"),
        ("y > (x", "not closed"),
        ("y > x)", "should end there"),
        ("y > __import__('os')", "cannot read"),
        ("y > " + "(" * 50 + "x" + ")" * 50, "too many brackets"),
        ("y > " + "-" * 100 + "x", "too many brackets or signs"),
        ("y > x" + "²" * 100, "too many brackets or signs"),
        ("y > " + "x" * LONGEST, "at most"),
    ],
)
def test_what_makes_no_sense_is_explained(formula, said):
    with pytest.raises(ValueError, match=said):
        condition(formula)


@given(st.text("xyre0123.+-*/^()<> sincoπ²", max_size=LONGEST))
def test_whatever_is_written_it_is_a_condition_or_no_good_value(formula):
    try:
        holds = condition(formula)
    except ValueError:
        return
    assert holds(X, Y).shape == X.shape
