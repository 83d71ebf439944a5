import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.data.typed import text_of, written

NUMBERS = st.floats(-10, 10)


@given(arrays(np.float64, (3, 2), elements=NUMBERS), arrays(np.float64, (3, 4), elements=NUMBERS))
def test_what_is_written_is_read_to_the_last_bit(x, y):
    data = written(text_of(x, y))
    np.testing.assert_array_equal(data.train.x, x)
    np.testing.assert_array_equal(data.train.y, y)
    assert data.validation is data.train
    assert data.output_names == ("y1", "y2", "y3", "y4")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 2", "Line 1 is no sample"),
        ("1 > 2\nbanana > 1", "Line 2 is no sample"),
        ("> 1", "Line 1 is no sample"),
        ("nan > 1", "Line 1 is no sample"),
        ("1 > 1e999", "Line 1 is no sample"),
        ("1 2 > 3\n1 > 3", "Sample 2 has 1 inputs and 1 targets, the first 2 and 1"),
        ("1 > 2\n" * 101, "1 to 100 samples"),
        ("\n \n", "1 to 100 samples"),
    ],
)
def test_what_is_no_sample_is_explained(text, said):
    with pytest.raises(ValueError, match=said):
        written(text)
