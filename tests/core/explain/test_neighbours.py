import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.explain.neighbours import Neighbours


@given(st.integers(1, 50), st.integers(1, 60), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=30)
def test_nearest_are_those_of_a_plain_search(n, k, seed):
    rng = np.random.default_rng(seed)
    images, image = (
        rng.integers(0, 256, (n, 5, 6), np.uint8),
        rng.integers(0, 256, (5, 6), np.uint8),
    )
    plain = np.sqrt((((images / 255) - image / 255) ** 2).sum(axis=(1, 2)))
    found = Neighbours(images).nearest(image, k)
    assert len(found.rows) == len(set(found.rows.tolist())) == min(n, k)
    np.testing.assert_allclose(found.distances, np.sort(plain)[:k], atol=1e-3)
    np.testing.assert_allclose(plain[found.rows], found.distances, atol=1e-3)


def test_more_pictures_than_are_compared_together():
    images = np.random.default_rng(0).integers(0, 256, (5001, 784), np.uint8)
    found = Neighbours(images).nearest(images[4321].reshape(28, 28), 1)
    assert found.rows.tolist() == [4321]
    assert found.distances[0] == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize(
    ("image", "k"),
    [(np.zeros(4), 1), (np.zeros(5, np.uint8), 1), (np.zeros(4, np.uint8), 0)],
)
def test_wrong_questions_are_refused(image, k):
    with pytest.raises(ValueError, match=r"picture must|At least 1"):
        Neighbours(np.zeros((3, 4), np.uint8)).nearest(image, k)


@pytest.mark.parametrize("images", [np.zeros((3, 4)), np.zeros((0, 4), np.uint8)])
def test_nothing_to_search_is_refused(images):
    with pytest.raises(ValueError, match="at least one"):
        Neighbours(images)
