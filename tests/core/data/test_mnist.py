"""MNIST as the texts use it."""

import pytest

from core.data.load import load
from core.specs import DataSpec


def test_mnist_splits_as_the_texts_use_them():
    data = load(DataSpec())
    assert [len(s) for s in (data.train, data.validation, data.test)] == [50_000, 10_000, 10_000]
    assert load(DataSpec()) is data
    assert data.train.x.base is data.validation.x.base  # views of one array
    with pytest.raises(ValueError, match="read-only"):
        data.train.x[0, 0] = 1
    assert data.train.labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert data.test.labels[:5].tolist() == [7, 2, 1, 0, 4]
