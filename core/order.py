"""In which order samples are learnt: shuffled anew for each epoch."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from core.arrays import IntArray


class Place(NamedTuple):
    """Where an ``Order`` stands; ``random`` is its stream's state before the epoch's shuffle."""

    epoch: int
    position: int
    shuffled: bool
    random: Mapping[str, Any]


class Order:
    """Deals n samples out, one mini-batch after another.

    It has a random stream of its own: the order depends neither on how weights were drawn nor on
    anything random that a step does.

    Attributes
    ----------
    epoch, position : int
        Epochs finished; samples of the present epoch already dealt out.
    batch_size : int
        Samples dealt out at once; the last of an epoch may be fewer. May change at any time.
    """

    def __init__(self, n: int, seed: int) -> None:
        self.n = self.batch_size = n
        self.epoch = 0
        self.position = 0
        self._random = np.random.default_rng([seed, 1])
        self._unshuffled = np.arange(n)

    @property
    def present(self) -> IntArray:
        """All samples in the order of the present epoch, (n,)."""
        return self._order

    def begin(self) -> None:
        """Begin the next epoch; where a step takes all samples, order makes no difference."""
        self._begin(shuffled=self.batch_size < self.n)

    @property
    def epochs_done(self) -> float:
        """Epochs, the present one as a fraction."""
        return self.epoch + self.position / self.n

    def next(self) -> IntArray:
        """Return the indices of the next mini-batch's samples."""
        order, start = self._order, self.position
        stop = start + self.batch_size
        if stop < self.n:
            self.position = stop
            return order[start:stop]
        self.epoch += 1
        self.position = 0
        self.begin()
        return order[start:] if start else order

    def _begin(self, *, shuffled: bool) -> None:
        self._shuffled = shuffled
        if shuffled:
            self._before = self._random.bit_generator.state  # to shuffle the same again
            self._order = self._random.permutation(self.n)
        else:
            self._order = self._unshuffled

    def place(self) -> Place:
        """Return all that ``restore`` needs."""
        random = self._before if self._shuffled else self._random.bit_generator.state
        return Place(self.epoch, self.position, self._shuffled, random)

    def restore(self, place: Place) -> None:
        """Go back to ``place``; the same samples follow as did then."""
        self._random.bit_generator.state = place.random
        self._begin(shuffled=place.shuffled)
        self.epoch, self.position = place.epoch, place.position


class Orders:
    """Deals n samples out to several trainings that keep in step, each in an order of its own.

    Attributes
    ----------
    epoch, position : int
        As in ``Order``, and the same for all of them.
    """

    def __init__(self, n: int, batch_size: int, seeds: Sequence[int]) -> None:
        self.n, self.batch_size = n, batch_size
        self.epoch = 0
        self.position = 0
        self._each = [Order(n, seed) for seed in seeds]
        for order in self._each:
            order.batch_size = batch_size
        self._shuffles = batch_size < n
        self._rows = np.tile(np.arange(n), (len(self._each), 1))
        for order in self._each:
            order.begin()
        self._gather()

    @property
    def epochs_done(self) -> float:
        """Epochs, the present one as a fraction."""
        return self.epoch + self.position / self.n

    def next(self) -> IntArray:
        """Return the indices of each one's next mini-batch, (trainings, m)."""
        rows, start = self._rows, self.position
        stop = start + self.batch_size
        if stop < self.n:
            self.position = stop
            return rows[:, start:stop]
        self.epoch += 1
        self.position = 0
        if self._shuffles:
            for order in self._each:
                order.begin()
            self._gather()
        return rows[:, start:] if start else rows

    def _gather(self) -> None:
        if self._shuffles:  # else the rows stay as they are
            self._rows = np.stack([order.present for order in self._each])

    def places(self) -> list[Place]:
        """Return where each ``Order`` by itself would stand now."""
        return [
            order.place()._replace(epoch=self.epoch, position=self.position) for order in self._each
        ]

    def restore(self, places: Sequence[Place]) -> None:
        """Go back to ``places``, which must be of one moment."""
        for order, place in zip(self._each, places, strict=True):
            order.restore(place)
        self._gather()
        self.epoch, self.position = places[0].epoch, places[0].position


class Ordered:
    """What learns samples in an order, and how far it is."""

    _order: Order | Orders

    @property
    def epoch(self) -> int:
        """Epochs finished."""
        return self._order.epoch

    @property
    def position(self) -> int:
        """Samples of the present epoch already used."""
        return self._order.position

    @property
    def epochs_done(self) -> float:
        """Epochs, the present one as a fraction."""
        return self._order.epochs_done
