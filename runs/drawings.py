"""Drawings that a visitor collected, with their symbols; kept apart from any screen."""

import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable

import numpy as np

from core.arrays import ByteArray, IntArray
from core.data.drawings import DIGITS, MOST, checked, encode
from runs.packing import packed, unpacked

MOST_COLLECTIONS = 128  # with MOST drawings each about 100 MB


class Collection:
    """Pictures (28, 28) in MNIST's form, and which digit, or other symbol, each of them is.

    ``symbols`` are what there may be; what is empty is for digits. ``version`` changes whenever
    the drawings do.

    Raises
    ------
    ValueError
        If the symbols cannot be told apart.
    """

    def __init__(self, symbols: Iterable[str] = DIGITS) -> None:
        self.symbols = checked(symbols)
        self.key = secrets.token_urlsafe(9)
        self.version = 0
        self._items: list[tuple[ByteArray, int]] = []

    def __len__(self) -> int:
        return len(self._items)

    @property
    def images(self) -> ByteArray:
        """All pictures, (n, 28, 28)."""
        pictures = [image for image, _ in self._items]
        return np.stack(pictures) if pictures else np.empty((0, 28, 28), np.uint8)

    @property
    def labels(self) -> IntArray:
        """The places of their symbols, (n,)."""
        return np.array([label for _, label in self._items], np.intp)

    def add(self, image: ByteArray, label: int) -> None:
        """Keep one more.

        Raises
        ------
        ValueError
            If it is no picture of 28 x 28 bytes, the label no symbol's place, or all is full.
        """
        if image.shape != (28, 28) or image.dtype != np.uint8:
            raise ValueError("A drawing must be a picture of 28 × 28 bytes.")
        if not 0 <= label < len(self.symbols):
            what = "a digit" if self.symbols == DIGITS else f"one of {' '.join(self.symbols)}"
            raise ValueError(f"The label must be {what}, not {label}.")
        if len(self) >= MOST:
            raise ValueError(f"The collection is full: it holds {MOST:,} drawings.")
        self._items.append((image.copy(), int(label)))
        self.version += 1

    def add_digit(self, image: ByteArray, digit: int) -> None:
        """Keep one more, which is a digit.

        Raises
        ------
        ValueError
            As for ``add``, and if the others are no digits.
        """
        self._be_of(DIGITS)
        self.add(image, digit)

    def take(self, other: "Collection") -> None:
        """Keep all of another one, too.

        Raises
        ------
        ValueError
            If they are drawings of other symbols, or too many.
        """
        self._be_of(other.symbols)
        for image, label in other._items:
            self.add(image, label)

    def _be_of(self, symbols: tuple[str, ...]) -> None:
        if symbols != self.symbols and len(self):
            here, there = (
                "digits" if one == DIGITS else " ".join(one) for one in (self.symbols, symbols)
            )
            raise ValueError(
                f"Here are drawings of {here}, those are of {there}: remove all first."
            )
        self.symbols = symbols

    def remove(self, position: int) -> None:
        """Take one out, if there is one at this position."""
        if 0 <= position < len(self):
            del self._items[position]
            self.version += 1
        if not len(self):
            self.symbols = DIGITS

    def remove_all(self) -> None:
        """Take all out."""
        self._items.clear()
        self.symbols = DIGITS
        self.version += 1

    def as_text(self) -> str:
        """Return all as a ``DataSpec`` carries them."""
        return encode(self.images, self.labels, self.symbols)

    def as_bytes(self) -> bytes:
        """Return all as a store keeps them."""
        said = json.dumps(self.symbols).encode()
        symbols = {"symbols": np.frombuffer(said, np.uint8)} if self.symbols != DIGITS else {}
        return packed({"images": self.images, "labels": self.labels, **symbols})

    @classmethod
    def of(cls, key: str, data: bytes) -> "Collection":
        """Return the one under ``key`` that ``as_bytes`` made bytes of.

        Raises
        ------
        ValueError
            If they are none.
        """
        try:
            arrays = unpacked(data)
            said = arrays.get("symbols")
            found = cls(DIGITS if said is None else json.loads(said.tobytes()))
            found.key = key
            for image, label in zip(arrays["images"], arrays["labels"].tolist(), strict=True):
                found.add(image, label)
        except (KeyError, AttributeError, TypeError, RecursionError) as error:
            raise ValueError("These are no drawings.") from error
        return found


class Collections:
    """The collections of all visitors, by key; those not used for longest go when there are many.

    Parameters
    ----------
    most : int
        How many are kept, at least 1.
    load : (key) -> Collection or None, optional
        Brings back one that is not here.
    """

    def __init__(
        self,
        most: int = MOST_COLLECTIONS,
        load: Callable[[str], Collection | None] = lambda key: None,
    ) -> None:
        self._load = load
        self._kept: OrderedDict[str, Collection] = OrderedDict()
        self._lock = threading.Lock()
        self._most = most

    def get(self, key: str) -> Collection:
        """Return the collection under ``key``, or a new one, which has a key of its own."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                found = (self._load(key) if key else None) or Collection()
                self._kept[found.key] = found
            self._kept.move_to_end(found.key)
            while len(self._kept) > self._most:
                del self._kept[self._least_missed(found.key)]
            return found

    def all(self) -> list[Collection]:
        """Return all that are here."""
        with self._lock:
            return list(self._kept.values())

    def _least_missed(self, but: str) -> str:
        """Return the key of the oldest empty collection, else of the oldest."""
        keys = [key for key in self._kept if key != but]
        return next((key for key in keys if not len(self._kept[key])), keys[0])
