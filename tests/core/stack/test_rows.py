"""Copies of what is small: they follow what they are copies of, and change no digit."""

import itertools

import numpy as np
import pytest

from core.stack.rows import copy_delta, copy_w, gathered, outer_into

SIZES = list(itertools.product((1, 2, 5, 8, 33), (1, 2, 3, 10), (1, 2, 3, 4, 8)))


def random(rng, *shape, dtype):
    return rng.standard_normal((7, *shape)).astype(dtype)


def test_copies_are_what_their_source_is_when_they_are_fetched():
    source = np.arange(12.0).reshape(2, 6)
    places = np.arange(12).reshape(2, 3, 2)
    fetch, copies = gathered(
        source,
        {
            ("w", 1): places.swapaxes(1, 2),
            ("b", 1): np.broadcast_to(places[:, :1, :1], (2, 4, 1)),
        },
    )
    for _ in range(2):
        fetch()
        seen = source.reshape(2, 3, 2)
        np.testing.assert_array_equal(copies["w", 1], seen.swapaxes(1, 2))
        np.testing.assert_array_equal(copies["b", 1], np.repeat(seen[:, :1, :1], 4, 1))
        assert all(copy.flags.c_contiguous for copy in copies.values())
        source *= -3


def test_nothing_may_be_copied():
    fetch, copies = gathered(np.ones((2, 6)), {})
    fetch()
    assert not copies


@pytest.mark.parametrize("dtype", [np.dtype("float32"), np.dtype("float64")], ids=str)
def test_where_a_copy_is_used_no_digit_is_another(dtype):
    rng = np.random.default_rng(3)
    for m, n_before, n in SIZES:
        a = random(rng, m, n_before, dtype=dtype)
        w_T = random(rng, n, n_before, dtype=dtype).swapaxes(1, 2)
        delta_T = random(rng, m, n, dtype=dtype).swapaxes(1, 2)
        if copy_w(m, n_before, n, dtype):
            np.testing.assert_array_equal(a @ w_T, a @ np.ascontiguousarray(w_T))
        if copy_delta(m, n_before, n, dtype):
            np.testing.assert_array_equal(delta_T @ a, np.ascontiguousarray(delta_T) @ a)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_product_of_a_column_and_a_row_is_the_same(dtype):
    rng = np.random.default_rng(4)
    column, row = random(rng, 5, 1, dtype=dtype), random(rng, 1, 3, dtype=dtype)
    out = np.full((7, 5, 3), np.nan, dtype)
    outer_into(column, row, out)
    np.testing.assert_array_equal(out, column @ row)
