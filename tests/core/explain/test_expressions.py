"""Numbers in equations are short."""

import numpy as np
import pytest

from core.explain.expressions import number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1, "1"),
        (-0.3118, "−0.312"),
        (2.44e-5, "2.4e−5"),
        (12.34, "12.3"),
        (np.nan, "not a number"),
    ],
)
def test_numbers_are_short(value, text):
    assert number(value) == text
