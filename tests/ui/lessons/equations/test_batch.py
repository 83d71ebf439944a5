"""The table of a mini-batch: what is written of a mean is true to a reader with a calculator."""

import pytest

from ui.lessons.equations.batch import mean_of


@pytest.mark.parametrize(
    ("terms", "written"),
    [
        ([1.0, 2.0], "(1 + 2) / 2 = 1.50"),
        ([0.1234, -0.1234], "(0.123 + (−0.123)) / 2 = 0"),
        ([0.10049, 0.10049], "(0.100 + 0.100) / 2 = 0.100"),
        ([0.1234, 0.1244], "(0.1234 + 0.1244) / 2 = 0.124"),  # 0.123 and 0.124 give 0.1235
        ([2e-9, -1e-9], "(2.00·10⁻⁹ + (−1.00·10⁻⁹)) / 2 = 5.00·10⁻¹⁰"),
    ],
)
def test_the_terms_as_written_give_the_mean_as_written(terms, written):
    assert mean_of(terms, sum(terms) / len(terms)) == written
