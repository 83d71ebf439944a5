"""Numbers are written one way: three significant digits, powers of ten as such."""

import numpy as np
import pytest

from core.explain.numbers import number, percent, worked


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1, "1"),
        (0.5, "0.500"),
        (-0.3118, "−0.312"),
        (-0.016127, "−0.0161"),
        (-0.00266, "−0.00266"),
        (0.99996, "1.00"),
        (0.00099999, "0.00100"),
        (2.44e-5, "2.44·10⁻⁵"),
        (12.34, "12.3"),
        (1234.5, "1,230"),
        (-4.5e12, "−4.50·10¹²"),
        (np.nan, "not a number"),
        (-np.inf, "beyond all bounds"),
    ],
)
def test_a_number_has_three_significant_digits(value, text):
    assert number(value) == text


def test_as_many_digits_as_one_asks_for():
    assert number(0.0123456, 5) == "0.012346"
    assert number(2e-9, 1) == "2·10⁻⁹"


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        (0.625, 1, "62.5%"),
        (1, 1, "100%"),
        (0.9999, 1, "99.9%"),
        (0.9999, 0, "99%"),
        (0, 0, "0%"),
        (0.0004, 1, "<0.1%"),
        (0.004, 0, "<1%"),
        (-0.0001, 1, "0.0%"),
        (-0.5, 1, "−50.0%"),
        (np.float32(0.9259), 2, "92.59%"),
        (np.nan, 1, "not a number"),
    ],
)
def test_only_all_is_a_hundred_percent_and_only_none_is_0(share, decimals, text):
    assert percent(share, decimals) == text


def test_what_no_digits_bring_to_its_value_has_the_usual_ones():
    def write(digits):
        return number(1 / 3, digits), 1 / 3

    assert worked(write, np.inf, 0.01) == "0.333"
    assert worked(write, 0.5, 0.01) == "0.333"
