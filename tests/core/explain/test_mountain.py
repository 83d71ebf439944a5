"""A mountain in fog."""

import numpy as np
import pytest

from core.explain.mountain import END, mountain


@pytest.mark.parametrize("seed", range(5))
def test_its_slope_is_that_of_its_heights_and_its_lowest_place_lies_on_it(seed):
    land, x = mountain(seed), np.linspace(0.5, END - 0.5, 40)
    measured = (land.height(x + 1e-6) - land.height(x - 1e-6)) / 2e-6
    np.testing.assert_allclose(land.slope(x), measured, atol=1e-6)
    where, low = land.lowest()
    assert 0 <= where <= END
    assert (land.height(x) >= low - 1e-9).all()
    inner = 0.01 < where < END - 0.01
    assert abs(land.slope(np.array([where]))[0]) < 0.1 or not inner
