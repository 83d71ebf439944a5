"""Training of several networks of one shape as a stream of steps, all of them at once."""

from collections.abc import Sequence

import numpy as np

from core.arrays import zeros
from core.data.gather import Feed
from core.data.load import load
from core.data.samples import Dataset, Samples
from core.evaluation import Evaluation, Evaluator
from core.functions.activations import Activation
from core.functions.optimizers import OPTIMIZERS
from core.functions.schedules import share
from core.network import Network
from core.order import Ordered, Orders
from core.specs import Setup
from core.stack.alike import alike, alone
from core.stack.batch import StackedBatch, by_layer
from core.stack.silence import StackedDropout
from core.stack.update import StackedUpdate, per_net
from core.training import Checkpoint, fit


class Stack(Ordered):
    """Several trainings in step: each ends up as ``Training`` alone would have taken it.

    In float64 it does so to the last bit wherever NumPy's library takes a stack of products as it
    takes each of them, else to rounding: 1e-9 of the largest parameter after 100 steps.

    Parameters
    ----------
    setups : sequence of Setup
        One for each network; they must be ``alike``.
    data : Dataset, optional
        Samples to learn in place of those that the set-ups name.

    Attributes
    ----------
    parameters : (nets, parameter_count)
        Each row is laid out as ``Network.parameters``.
    w, b : by layer number
        Views of it: (nets, n_l, n_l-1) and (nets, n_l).
    steps : int
        Mini-batches that each has done.

    Raises
    ------
    ValueError
        If they cannot be one stack, or network, data and settings do not fit together.
    """

    def __init__(self, setups: Sequence[Setup], data: Dataset | None = None) -> None:
        if not setups:
            raise ValueError("A stack needs at least one network.")
        first = setups[0]
        if (reason := alone(first)) or len({alike(setup) for setup in setups}) > 1:
            raise ValueError(reason or "The networks of a stack may not differ so much.")
        self.data = load(first.data) if data is None else data
        fit(first.network, self.data)
        self.setups = tuple(setups)
        self.settings = [setup.settings for setup in setups]
        seeds = [one.seed for one in self.settings]
        networks = [Network.initial(setup.network, setup.settings.seed) for setup in setups]
        self._like = networks[0]
        self._evaluated = Evaluator(networks[0])
        dtype, n, nets = self._like.parameters.dtype, len(self.data.train), len(setups)
        self.parameters = zeros((nets, self._like.parameters.size), dtype)
        for row, network in zip(self.parameters, networks, strict=True):
            row[...] = network.parameters
        self.w, self.b = by_layer(self._like, self.parameters)
        self.steps = 0
        settings = first.settings
        kind = OPTIMIZERS[settings.optimizer]
        if not kind.full_batch and settings.batch_size > n:
            raise ValueError(
                f"A mini-batch of {settings.batch_size:,} is larger than the {n:,} training "
                f"samples: choose at most {n:,}."
            )
        self.optimizer = kind(self.parameters.shape, dtype)
        frozen = [view[l] for l in settings.frozen for view in (self.w, self.b)]
        self._update = StackedUpdate(
            self.parameters, self._like.weight_count, frozen, self.optimizer, self.settings, n
        )
        self._scheduled = settings.schedule != "constant"
        self._noise = [np.random.default_rng([seed, 2]) for seed in seeds]
        self._order: Orders = Orders(n, n if kind.full_batch else settings.batch_size, seeds)
        self._batches: dict[int, tuple[StackedBatch, Feed]] = {}

    def __len__(self) -> int:
        return len(self.setups)

    # -- steps -------------------------------------------------------------------------

    def step(self) -> None:
        """Have each network learn from its next mini-batch."""
        if self._scheduled:
            self._follow_schedule()
        rows = self._order.next()
        batch, feed = self._batches.get(rows.shape[1]) or self._new_batch(rows.shape[1])
        feed.take(rows)
        batch.forward()
        batch.backward()
        self._update.descend(batch.gradient)
        self.steps += 1

    def _follow_schedule(self) -> None:
        done = self.epochs_done
        eta = [one.eta * share(one.schedule, done, one.horizon) for one in self.settings]
        self._update.set_eta(per_net(eta, np.dtype(np.float64)))
        for m, (batch, _) in self._batches.items():
            batch.share[...] = (self._update.factor / m)[:, None]

    def _new_batch(self, m: int) -> tuple[StackedBatch, Feed]:
        """Make the buffers for m samples of each: a full mini-batch, or the last of an epoch."""
        like, rates = self._like, [one.dropout for one in self.settings]
        activation: dict[int, Activation] = dict(like.activation)
        if any(rates):
            for l in range(1, like.L):
                room = np.empty((len(self), m, like.spec.sizes[l]), like.parameters.dtype)
                activation[l] = StackedDropout(activation[l], rates, self._noise, room)
        batch = StackedBatch(like, self.parameters, m, activation)
        batch.share[...] = (self._update.factor / m)[:, None]
        self._batches[m] = batch, Feed(self.data.train, batch.x, batch.y)
        return self._batches[m]

    # -- looking at it -----------------------------------------------------------------

    def evaluate(self, samples: Samples) -> list[Evaluation]:
        """Return cost and accuracy of each network as it is now."""
        found = []
        for row in self.parameters:
            self._evaluated.network.parameters[...] = row
            found.append(self._evaluated(samples))
        return found

    def finite(self) -> list[bool]:
        """Tell of each network whether all its weights and biases are still numbers."""
        return [bool(np.isfinite(row).all()) for row in self.parameters]

    def checkpoints(self) -> list[Checkpoint]:
        """Return what each one's next steps depend on: ``Training.restore`` takes it, too."""
        places = self._order.places()
        state = self.optimizer.state
        return [
            Checkpoint(
                settings=settings,
                steps=self.steps,
                order=places[i],
                parameters=self.parameters[i].copy(),
                optimizer=settings.optimizer,
                optimizer_steps=self.optimizer.steps,
                optimizer_state={name: array[i].copy() for name, array in state.items()},
                noise_state=self._noise[i].bit_generator.state,
            )
            for i, settings in enumerate(self.settings)
        ]

    def restore(self, checkpoints: Sequence[Checkpoint]) -> None:
        """Go back to ``checkpoints`` of one moment, one for each network."""
        self.steps = checkpoints[0].steps
        self.optimizer.steps = checkpoints[0].optimizer_steps
        self._order.restore([checkpoint.order for checkpoint in checkpoints])
        for i, checkpoint in enumerate(checkpoints):
            self.parameters[i] = checkpoint.parameters
            self._noise[i].bit_generator.state = checkpoint.noise_state
            for name, array in self.optimizer.state.items():
                array[i] = checkpoint.optimizer_state[name]
