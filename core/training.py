"""Training as a stream of steps that the caller pulls; it holds all that a step depends on."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy import add, multiply

from core.arrays import FloatArray, IntArray, constant
from core.datasets import Dataset, Samples, load
from core.network import Batch, Network
from core.optimizers import OPTIMIZERS
from core.specs import DataSpec, NetworkSpec, TrainSpec

EVALUATED_AT_ONCE = 1000  # samples: big enough for fast products, small enough for the cache


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Mean cost (without regularisation) and share of right answers over some samples."""

    cost: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """All that a training depends on at one moment; ``Training.restore`` takes it back."""

    settings: TrainSpec
    steps: int
    epoch: int
    position: int
    parameters: FloatArray
    optimizer_state: dict[str, FloatArray]
    shuffle_state: Mapping[str, Any]


class Feed:
    """Brings samples into the x and y of one batch; the buffers between are made once."""

    def __init__(self, samples: Samples, batch: Batch) -> None:
        dtype = batch.x.dtype
        self.x, self.y = batch.x, batch.y
        self.samples = samples
        self._scale = constant(samples.scale, dtype)
        # take() writes only into an array of the source's own type
        x_type, y_type = samples.x.dtype, samples.y.dtype
        self._raw_x = batch.x if x_type == dtype else np.empty_like(batch.x, x_type)
        self._raw_y = batch.y if y_type == dtype else np.empty_like(batch.y, y_type)
        self._take_x, self._take_y = samples.x.take, samples.y.take

    def take(self, rows: IntArray) -> None:
        """Gather the samples at these indices, which must exist."""
        # mode "clip" skips a check and a copy that mode "raise" makes for each call
        self._take_x(rows, 0, self._raw_x, "clip")
        self._take_y(rows, 0, self._raw_y, "clip")
        if self._raw_x is not self.x:
            self.x[...] = self._raw_x
            multiply(self.x, self._scale, self.x)
        if self._raw_y is not self.y:
            self.y[...] = self._raw_y

    def slice(self, rows: slice) -> None:
        """Copy a run of neighbouring samples."""
        multiply(self.samples.x[rows], self._scale, self.x)
        self.y[...] = self.samples.y[rows]


class Training:
    """A network, the data it learns, and where training stands.

    ``step()`` does one mini-batch; nothing happens between steps, so between two of them the
    caller may read anything, take a checkpoint, or assign other ``settings``.

    Attributes
    ----------
    steps, epoch, position : int
        Mini-batches done in all; epochs finished; samples of the present epoch already used.
    batch : Batch
        The latest mini-batch with its activations, errors and gradient.
    """

    def __init__(self, network: NetworkSpec, data: DataSpec, settings: TrainSpec) -> None:
        self.data: Dataset = load(data)
        fit(network, self.data)
        self.spec = network
        self.data_spec = data
        self.network = Network.initial(network, settings.seed)
        size, dtype = self.network.parameters.size, self.network.parameters.dtype
        self.optimizer = OPTIMIZERS[settings.optimizer](size, dtype)
        self._penalty = np.empty(self.network.weight_count, dtype)
        self._decay = constant(0, dtype)
        self._batches: dict[int, tuple[Batch, Feed]] = {}
        self.settings = settings

        self.steps = 0
        self.epoch = 0
        self.position = 0
        # A stream of its own, so that shuffling does not depend on how weights were drawn.
        self._shuffle = np.random.default_rng([settings.seed, 1])
        self._new_order()

    @property
    def settings(self) -> TrainSpec:
        """How to train; assign another ``TrainSpec`` between two steps to change it live.

        Raises
        ------
        ValueError
            On assignment, if the mini-batch is larger than the training set, or the seed differs.
        """
        return self._settings

    @settings.setter
    def settings(self, settings: TrainSpec) -> None:
        n = len(self.data.train)
        if settings.batch_size > n:
            raise ValueError(
                f"A mini-batch of {settings.batch_size:,} is larger than the {n:,} training "
                f"samples: choose at most {n:,}."
            )
        old = getattr(self, "_settings", settings)
        if settings.seed != old.seed:
            raise ValueError("Another seed needs a new run.")
        if settings.optimizer != old.optimizer:
            size, dtype = self.network.parameters.size, self.network.parameters.dtype
            self.optimizer = OPTIMIZERS[settings.optimizer](size, dtype)
        self.optimizer.eta = settings.eta
        self._decay[()] = settings.lmbda / n
        self._settings = settings

    def step(self) -> None:
        """Learn from one mini-batch; the last of an epoch is smaller if the division leaves a rest."""
        start = self.position
        stop = min(start + self._settings.batch_size, len(self._order))
        batch, feed = self._batch_of(stop - start)
        feed.take(self._order[start:stop])
        batch.forward()
        batch.backward()
        if self._settings.lmbda:
            self._penalise(batch.gradient)
        self.optimizer.update(self.network.parameters, batch.gradient)

        self.steps += 1
        self.position = stop
        if stop == len(self._order):
            self.epoch += 1
            self.position = 0
            self._new_order()

    def stream(self) -> Iterator[int]:
        """Train for as long as the caller pulls; yield the number of steps done so far."""
        while True:
            self.step()
            yield self.steps

    def _penalise(self, gradient: FloatArray) -> None:
        """Add the gradient of λ/2n Σw², λ/n w (Nielsen, equation 88); biases stay free."""
        n = self.network.weight_count
        multiply(self.network.parameters[:n], self._decay, self._penalty)
        add(gradient[:n], self._penalty, gradient[:n])

    def _batch_of(self, m: int) -> tuple[Batch, Feed]:
        """Return the buffers for m samples; at most two sizes are kept."""
        found = self._batches.get(m)
        if found is None:
            while len(self._batches) > 1:
                self._batches.pop(next(iter(self._batches)))
            batch = Batch(self.network, m)
            found = self._batches[m] = batch, Feed(self.data.train, batch)
        self.batch = found[0]
        return found

    def _new_order(self) -> None:
        self._shuffle_state = copy.deepcopy(self._shuffle.bit_generator.state)
        self._order = self._shuffle.permutation(len(self.data.train))

    def evaluate(self, samples: Samples) -> Evaluation:
        """Return cost and accuracy of the network as it is now."""
        return evaluate(self.network, samples)

    def finite(self) -> bool:
        """Tell whether every weight and bias is still a number; costs a few microseconds."""
        return bool(np.isfinite(self.network.parameters).all())

    def checkpoint(self) -> Checkpoint:
        """Return a copy of all that the next steps depend on."""
        return Checkpoint(
            settings=self._settings,
            steps=self.steps,
            epoch=self.epoch,
            position=self.position,
            parameters=self.network.parameters.copy(),
            optimizer_state={name: array.copy() for name, array in self.optimizer.state.items()},
            shuffle_state=self._shuffle_state,
        )

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to ``checkpoint``; from there training goes on bit for bit as it did then."""
        self.settings = replace(checkpoint.settings, seed=self._settings.seed)
        self.steps = checkpoint.steps
        self.epoch = checkpoint.epoch
        self.network.parameters[...] = checkpoint.parameters
        for name, array in checkpoint.optimizer_state.items():
            self.optimizer.state[name][...] = array
        self._shuffle.bit_generator.state = copy.deepcopy(checkpoint.shuffle_state)
        self._new_order()
        self.position = checkpoint.position


def evaluate(network: Network, samples: Samples) -> Evaluation:
    """Return the mean cost of ``network`` over ``samples`` and the share it gets right."""
    cost, right, n = 0.0, 0, len(samples)
    batch = Batch(network, min(n, EVALUATED_AT_ONCE))
    feed = Feed(samples, batch)
    for start in range(0, n, EVALUATED_AT_ONCE):
        rows = slice(start, min(start + EVALUATED_AT_ONCE, n))
        m = rows.stop - rows.start
        if batch.m != m:
            batch = Batch(network, m)
            feed = Feed(samples, batch)
        feed.slice(rows)
        batch.forward()
        cost += batch.cost() * m
        right += int(np.count_nonzero(batch.a[network.L].argmax(axis=1) == samples.labels[rows]))
    return Evaluation(cost / n, right / n)


def fit(network: NetworkSpec, data: Dataset) -> None:
    """Raise ValueError if the network's input or output does not fit the data."""
    n_in, n_out = network.sizes[0], network.sizes[-1]
    wants = data.train.x.shape[1], data.train.y.shape[1]
    if (n_in, n_out) != wants:
        raise ValueError(
            f"This data has {wants[0]} inputs and {wants[1]} outputs, "
            f"the network {n_in} and {n_out}."
        )
