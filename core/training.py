"""Training as a stream of steps that the caller pulls; it holds all that a step depends on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from core.arrays import FloatArray, IntArray, constant
from core.data.gather import Feed
from core.data.load import load
from core.data.samples import Dataset, Samples
from core.evaluation import Evaluation, Evaluator
from core.functions.augment import augment
from core.functions.costs import COSTS
from core.functions.dropout import Dropout
from core.functions.optimizers import OPTIMIZERS, Optimizer
from core.functions.schedules import share
from core.network import Batch, Network
from core.order import Order, Ordered, Place
from core.specs import NetworkSpec, Setup, TrainSpec
from core.update import Update

AT_ONCE = 2000  # samples; the gradient of a larger mini-batch is summed over parts of this size


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Checkpoint:
    """All that a training depends on at one moment; ``Training.restore`` takes it back."""

    settings: TrainSpec
    steps: int
    order: Place
    parameters: FloatArray
    optimizer: str
    optimizer_steps: int
    optimizer_state: Mapping[str, FloatArray]
    noise_state: Mapping[str, Any]

    @property
    def epoch(self) -> int:
        """Epochs finished by then."""
        return self.order.epoch

    @property
    def position(self) -> int:
        """Samples of the epoch used by then."""
        return self.order.position

    @property
    def nbytes(self) -> int:
        """Bytes that its arrays take."""
        return self.parameters.nbytes + sum(a.nbytes for a in self.optimizer_state.values())


class Training(Ordered):
    """A network, the data it learns, and where training stands.

    ``step()`` does one mini-batch; nothing happens between steps, so between two of them the
    caller may read anything, take a checkpoint, or assign other ``settings``.

    Parameters
    ----------
    data : Dataset, optional
        Samples to learn in place of those that ``setup.data`` names.

    Attributes
    ----------
    steps : int
        Mini-batches done in all.

    Raises
    ------
    ValueError
        If network, data and settings do not fit together.
    """

    optimizer: Optimizer
    _batch: Batch
    _update: Update

    def __init__(self, setup: Setup, data: Dataset | None = None) -> None:
        _, network, settings = setup
        self.data = load(setup.data) if data is None else data
        fit(network, self.data)
        self.spec = network
        self.network = Network.initial(network, settings.seed)
        self.steps = 0
        self._evaluator = Evaluator(self.network)
        self._noise = np.random.default_rng([settings.seed, 2])
        self._batches: dict[int, tuple[Batch, Feed]] = {}
        self._in_batch = 1.0  # the factor by which delta and gradient of the latest one are larger
        self._settings: TrainSpec | None = None
        self._order: Order = Order(len(self.data.train), settings.seed)
        self.settings = settings
        self._order.begin()

    # -- settings ----------------------------------------------------------------------

    @property
    def settings(self) -> TrainSpec:
        """How to train; assign another ``TrainSpec`` between two steps to change it live.

        Raises
        ------
        ValueError
            On assignment, if the settings do not fit the data or the network, or the seed differs.
            The old ones stay.
        """
        assert self._settings is not None
        return self._settings

    @settings.setter
    def settings(self, settings: TrainSpec) -> None:
        self._check(settings)
        old, network, n = self._settings, self.network, len(self.data.train)
        if old is None or settings.optimizer != old.optimizer:
            parameters = network.parameters
            self.optimizer = OPTIMIZERS[settings.optimizer](parameters.size, parameters.dtype)
        if old is None or settings.dropout != old.dropout:
            self._batches.clear()
        self._settings = settings
        self._order.batch_size = n if self.optimizer.full_batch else settings.batch_size
        self._update = Update(network, self.optimizer, settings, n)
        self._share_out()
        image = self.data.image_shape
        self._moving = image is not None and any(
            (settings.shift, settings.rotate, settings.pixel_noise)
        )
        self._scheduled = settings.schedule != "constant"

    def _check(self, settings: TrainSpec) -> None:
        n, L = len(self.data.train), self.network.L
        if settings.batch_size > n:
            raise ValueError(
                f"A mini-batch of {settings.batch_size:,} is larger than the {n:,} training "
                f"samples: choose at most {n:,}."
            )
        if self._settings is not None and settings.seed != self._settings.seed:
            raise ValueError("Another seed needs a new run.")
        if not set(settings.frozen) <= set(range(1, L + 1)):
            raise ValueError(f"Only layers 1 to {L} can be frozen, not {settings.frozen}.")

    # -- steps -------------------------------------------------------------------------

    def step(self) -> None:
        """Learn from one mini-batch; the last of an epoch may be smaller."""
        if self._scheduled:
            self._follow_schedule()
        self._update.descend(self._gradient(self._order.next()))
        self._in_batch = self._update.factor
        self.steps += 1

    @property
    def batch(self) -> Batch:
        """The latest mini-batch with its activations, errors and gradient; good until the next."""
        if self._in_batch != 1:
            self._batch.scale(1 / self._in_batch)
            self._in_batch = 1.0
        return self._batch

    def stream(self) -> Iterator[int]:
        """Train for as long as the caller pulls; yield the number of steps done so far."""
        while True:
            self.step()
            yield self.steps

    def _follow_schedule(self) -> None:
        settings = self.settings
        self._update.set_eta(
            settings.eta * share(settings.schedule, self.epochs_done, settings.horizon)
        )
        self._share_out()

    def _share_out(self) -> None:
        """Have each sample count as much as the update wants it to."""
        for batch, _ in self._batches.values():
            batch.share = self._update.factor / batch.m

    def _gradient(self, rows: IntArray) -> FloatArray:
        found = self._batches.get(len(rows))
        if found is None:
            if len(rows) > AT_ONCE:
                return self._gradient_in_parts(rows)
            found = self._new_batch(len(rows))
        batch, feed = found
        feed.take(rows)
        if self._moving:
            self._augment(batch)
            feed.forget()
        batch.forward()
        batch.backward()
        self._batch = batch
        return batch.gradient

    def _gradient_in_parts(self, rows: IntArray) -> FloatArray:
        """Return the mean gradient over many samples without buffers for all of them."""
        total = np.zeros_like(self.network.parameters)
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            total += self._gradient(part) * constant(len(part) / len(rows), total.dtype)
        self._batch.gradient[...] = total
        return total

    def _augment(self, batch: Batch) -> None:
        settings, shape = self.settings, self.data.image_shape
        assert shape is not None
        augment(
            batch.x,
            shape,
            self._noise,
            shift=settings.shift,
            rotate=settings.rotate,
            noise=settings.pixel_noise,
        )

    def _new_batch(self, m: int) -> tuple[Batch, Feed]:
        """Make the buffers for m samples; at most two sizes are kept."""
        while len(self._batches) > 1:
            self._batches.pop(next(iter(self._batches)))
        network, rate = self.network, self.settings.dropout
        activation = dict(network.activation)
        if rate:
            for l in range(1, network.L):
                like = np.empty((m, self.spec.sizes[l]), network.parameters.dtype)
                activation[l] = Dropout(activation[l], rate, self._noise, like)
        batch = Batch(network, m, self._update.factor / m, activation)
        self._batches[m] = batch, Feed(self.data.train, batch.x, batch.y)
        return self._batches[m]

    # -- looking at it -----------------------------------------------------------------

    def evaluate(self, samples: Samples) -> Evaluation:
        """Return cost and accuracy of the network as it is now."""
        return self._evaluator(samples)

    def finite(self) -> bool:
        """Tell whether every weight and bias is still a number."""
        return bool(np.isfinite(self.network.parameters).all())

    def checkpoint(self) -> Checkpoint:
        """Return a copy of all that the next steps depend on."""
        return Checkpoint(
            settings=self.settings,
            steps=self.steps,
            order=self._order.place(),
            parameters=self.network.parameters.copy(),
            optimizer=self.settings.optimizer,
            optimizer_steps=self.optimizer.steps,
            optimizer_state={name: array.copy() for name, array in self.optimizer.state.items()},
            noise_state=self._noise.bit_generator.state,
        )

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to ``checkpoint``; from there training goes on bit for bit as it did then.

        With an optimiser other than the checkpoint's, its memory starts empty.
        """
        self.settings = replace(checkpoint.settings, seed=self.settings.seed)
        self.steps = checkpoint.steps
        self.network.parameters[...] = checkpoint.parameters
        optimizer = self.optimizer
        same = checkpoint.optimizer == checkpoint.settings.optimizer
        optimizer.steps = checkpoint.optimizer_steps if same else 0
        for name, array in optimizer.state.items():
            array[...] = checkpoint.optimizer_state[name] if same else 0
        self._noise.bit_generator.state = checkpoint.noise_state
        self._order.restore(checkpoint.order)


def fit(network: NetworkSpec, data: Dataset) -> None:
    """Raise ValueError if the network's input, output or cost does not fit the data."""
    n_in, n_out = network.sizes[0], network.sizes[-1]
    wants = data.train.x.shape[1], data.train.y.shape[1]
    if (n_in, n_out) != wants:
        raise ValueError(
            f"This data has {wants[0]} inputs and {wants[1]} outputs, "
            f"the network {n_in} and {n_out}."
        )
    cost = COSTS[network.cost]
    if cost.outputs is None or data.train.labels is not None:
        return
    targets = np.concatenate((data.train.y, data.validation.y))
    low, high = targets.min(), targets.max()
    if low < 0 or high > 1:
        raise ValueError(
            f"{cost.label} compares probabilities, and these targets go from {low:.3g} to "
            f"{high:.3g}. Choose the quadratic or the Huber cost."
        )
