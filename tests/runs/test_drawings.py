import numpy as np
import pytest

from core.data.drawings import MOST, decode
from runs.drawings import Collection, Collections
from runs.packing import packed

BLANK = np.zeros((28, 28), np.uint8)


def test_drawings_are_kept_and_removed():
    collection = Collection()
    assert collection.images.shape == (0, 28, 28)
    picture = BLANK.copy()
    collection.add(picture, 3)
    picture[0, 0] = 9  # the collection has its own
    collection.add(BLANK + 7, 5)
    assert collection.labels.tolist() == [3, 5]
    assert collection.images[:, 0, 0].tolist() == [0, 7]
    collection.remove(0)
    collection.remove(99)
    assert collection.labels.tolist() == [5]
    collection.remove_all()
    assert len(collection) == 0


@pytest.mark.parametrize("image", [BLANK[:27], BLANK.astype(float)])
def test_other_pictures_are_refused(image):
    with pytest.raises(ValueError, match="28 × 28"):
        Collection().add(image, 1)


@pytest.mark.parametrize("label", [-1, 10])
def test_other_labels_are_refused(label):
    with pytest.raises(ValueError, match="digit"):
        Collection().add(BLANK, label)


def test_a_collection_is_bounded():
    collection = Collection()
    for _ in range(MOST):
        collection.add(BLANK, 1)
    with pytest.raises(ValueError, match="full"):
        collection.add(BLANK, 1)
    assert len(decode(collection.as_text())[1]) == MOST


def test_collections_are_found_by_key_only():
    store = Collections()
    first = store.get("")
    assert store.get(first.key) is first
    other = store.get("no such key")
    assert other is not first
    assert other.key != "no such key"


def test_the_store_is_bounded_and_forgets_empty_ones_first():
    store = Collections(most=3)
    full = [store.get("") for _ in range(2)]
    for collection in full:
        collection.add(BLANK, 1)
    for _ in range(5):
        store.get("")
    assert all(store.get(collection.key) is collection for collection in full)
    for _ in range(2):
        store.get("").add(BLANK, 2)
    assert store.get(full[0].key) is not full[0]


def test_drawings_of_other_symbols_are_kept_apart_and_come_back():
    stars = Collection(["★", "♥"])
    stars.add(BLANK, 1)
    with pytest.raises(ValueError, match="one of ★ ♥"):
        stars.add(BLANK, 2)
    back = Collection.of("key", stars.as_bytes())
    assert (back.symbols, back.labels.tolist()) == (("★", "♥"), [1])

    mine = Collection()
    mine.add_digit(BLANK, 3)
    with pytest.raises(ValueError, match="Here are drawings of digits, those are of ★ ♥"):
        mine.take(stars)
    mine.remove_all()
    mine.take(stars)
    assert mine.symbols == stars.symbols
    with pytest.raises(ValueError, match="remove all"):
        mine.add_digit(BLANK, 3)
    mine.remove(0)
    mine.add_digit(BLANK, 3)


@pytest.mark.parametrize("said", [b'["a", "a"]', b"{}", b"3", b"["])
def test_bytes_that_name_no_symbols_are_refused(said):
    arrays = {"images": BLANK[None], "labels": np.zeros(1, np.intp)}
    data = packed({**arrays, "symbols": np.frombuffer(said, np.uint8)})
    with pytest.raises(ValueError):  # noqa: PT011
        Collection.of("key", data)
