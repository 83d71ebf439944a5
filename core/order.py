"""In which order samples are learnt: shuffled anew for each epoch."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from core.arrays import IntArray

SHUFFLED_AGAIN = 4096  # samples, at most, to find out where a stream was before its latest shuffle


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
        self._shuffled = batch_size < n
        self._random = [np.random.default_rng([seed, 1]) for seed in seeds]
        self._unshuffled = np.arange(n)
        self._rows = np.tile(self._unshuffled, (len(seeds), 1))
        self._next_rows = self._rows.copy()
        self._keep_states()
        self._begin()

    @property
    def epochs_done(self) -> float:
        """Epochs, the present one as a fraction."""
        return self.epoch + self.position / self.n

    def next(self) -> IntArray:
        """Return the indices of each one's next mini-batch, (trainings, m); good until the next."""
        rows, start = self._rows, self.position
        stop = start + self.batch_size
        if stop < self.n:
            self.position = stop
            return rows[:, start:stop]
        self.epoch += 1
        self.position = 0
        self._begin()
        return rows[:, start:] if start else rows

    def _begin(self) -> None:
        if not self._shuffled:
            return
        if self._since == max(1, SHUFFLED_AGAIN // self.n):
            self._keep_states()
        self._since += 1
        self._rows, self._next_rows = self._next_rows, self._rows
        self._rows[...] = self._unshuffled
        for random, row in zip(self._random, self._rows, strict=True):
            random.shuffle(row)  # the same as permutation(n)

    def _keep_states(self) -> None:
        """Note where each stream is: to ask takes a quarter of the time of a shuffle of 280."""
        self._states = [random.bit_generator.state for random in self._random]
        self._since = 0  # shuffles since then

    def places(self) -> list[Place]:
        """Return where each ``Order`` by itself would stand now."""
        found = []
        again, row = np.random.default_rng(0), self._unshuffled.copy()
        for state in self._states:
            again.bit_generator.state = state
            for _ in range(self._since - 1):
                again.shuffle(row)
            before = again.bit_generator.state
            found.append(Place(self.epoch, self.position, self._shuffled, before))
        return found

    def restore(self, places: Sequence[Place]) -> None:
        """Go back to ``places``, which must be of one moment."""
        for random, place in zip(self._random, places, strict=True):
            random.bit_generator.state = place.random
        self._keep_states()
        self._begin()
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
