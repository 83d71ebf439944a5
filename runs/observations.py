"""What views may want to see of a training beyond its parameters; it costs something only then.

A viewer says what it wants by ``Run.watch``; each wish lasts ``LEASE`` seconds unless renewed, so
a viewer that goes away stops costing anything. The names are those of ``OBSERVED``.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.arrays import ByteArray, FloatArray
from core.data.samples import Samples
from core.evaluation import answers as classes
from core.evaluation import at_once
from core.explain.diagnostics import gradient_norms, update_ratios
from core.network import Batch, Network
from core.specs import TrainSpec
from core.training import Training
from runs.history import History

PROBED = 250  # validation samples whose activations are looked at
LEASE = 3.0  # seconds: the slowest viewer renews its wishes each second
OBSERVED = {
    "gradient": "the latest mini-batch's gradient, laid out like the parameters",
    "batch": "the latest mini-batch, with the parameters before and after its step",
    "answers": "what the network answers to each validation sample, at the latest evaluation",
    "between": "cost and accuracy also between two evaluations, by the clock",
    "layers": "gradient norm and update ratio of each layer, as curves",
}


class Wanted:
    """The names that viewers want, each until a moment of ``time.monotonic``."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def want(self, names: Collection[str]) -> None:
        """Renew the wish for ``names``.

        Raises
        ------
        ValueError
            If one of them cannot be observed.
        """
        if unknown := set(names) - set(OBSERVED):
            raise ValueError(f"Nothing is called {sorted(unknown)}; there are {list(OBSERVED)}.")
        until = time.monotonic() + LEASE
        for name in names:
            self._until[name] = until

    def now(self) -> frozenset[str]:
        """Return the names that are still wanted."""
        now = time.monotonic()
        return frozenset(name for name, until in list(self._until.items()) if now < until)


@dataclass(frozen=True, eq=False)
class Answers:
    """Answers to n samples at one moment.

    ``predicted`` (n,) uint8 are the classes. ``lead`` (n,) float32 tells how far the answer's
    output stands above the right class's: 0 where right, the larger the worse. For quantities
    ``predicted`` is 0, and ``lead`` the distance from the target.
    """

    predicted: NDArray[np.uint8]
    lead: NDArray[np.float32]


def answers(network: Network, samples: Samples) -> Answers:
    """Return what ``network`` answers to ``samples``; 10,000 images take about 10 ms."""
    n = len(samples)
    predicted, lead = np.empty(n, np.uint8), np.empty(n, np.float32)
    batch: Batch | None = None
    step = at_once(network)
    for start in range(0, n, step):
        rows = slice(start, min(start + step, n))
        m = rows.stop - rows.start
        if batch is None or batch.m != m:
            batch = Batch(network, m)
        np.multiply(samples.x[rows], samples.scale, out=batch.x, casting="unsafe")
        batch.forward()
        a = batch.a[network.L]
        if samples.labels is None:
            predicted[rows], lead[rows] = 0, np.abs(a - samples.y[rows]).max(axis=1)
            continue
        predicted[rows] = found = classes(a)
        right = samples.labels[rows]
        if a.shape[1] == 1:
            lead[rows] = np.where(found == right, 0, np.abs(a[:, 0] - right))
        else:
            each = np.arange(m)
            lead[rows] = a[each, found] - a[each, right]
    return Answers(predicted, lead)


def probe(network: Network, samples: Samples) -> Batch:
    """Send the first ``PROBED`` of ``samples`` through the network; the batch holds x, z and a."""
    samples = samples[:PROBED]
    batch = Batch(network, len(samples))
    np.multiply(samples.x, samples.scale, out=batch.x, casting="unsafe")
    batch.y[...] = samples.y
    with np.errstate(all="ignore"):
        batch.forward()
    return batch


@dataclass(frozen=True, eq=False)
class Step:
    """What one step learnt from: x (m, n_0), y (m, n_L), and the parameters before and after.

    ``number`` counts steps from 1. ``eta`` is the learning rate at that step, which a schedule may
    have lowered.
    """

    number: int
    x: FloatArray
    y: FloatArray
    before: FloatArray
    after: FloatArray
    eta: float
    settings: TrainSpec


class Observer:
    """Looks at a training on behalf of views.

    Attributes
    ----------
    start : (spec.parameter_count,)
        The parameters before the first step.
    gradient, batch, answers
        As last observed; None before that. See ``OBSERVED``.
    pinned : bytes, optional
        A picture whose ten outputs are kept over time.
    """

    def __init__(self, training: Training, history: History) -> None:
        self._training, self._history = training, history
        self.start = training.network.parameters.copy()
        self.gradient: FloatArray | None = None
        self.batch: Step | None = None
        self.answers: Answers | None = None
        self.pinned: ByteArray | None = None
        self._one: Batch | None = None

    def answer_pinned(self) -> None:
        """Keep the outputs for the pinned picture, if there is one, as they are now."""
        if self.pinned is None:
            return
        training = self._training
        if self._one is None:
            self._one = Batch(training.network, 1)
        scale = training.data.train.scale
        np.multiply(self.pinned.reshape(1, -1), scale, out=self._one.x, casting="unsafe")
        self._one.forward()
        outputs = np.nan_to_num(self._one.a[training.network.L][0, :10])
        self._history.pinned.add(training.epochs_done, *outputs.tolist())

    def step(self, wanted: Collection[str], *, shown: bool) -> None:
        """Do one mini-batch and observe it; ``shown`` tells that a frame follows."""
        training, history = self._training, self._history
        sampled = "layers" in wanted and history.wants_layers(training.steps + 1)
        whole = shown and "batch" in wanted
        before = training.network.parameters.copy() if sampled or whole else None
        start = training.position
        training.step()
        if shown and "gradient" in wanted:
            self.gradient = training.batch.gradient.copy()
        if whole and before is not None:
            used = (training.position or len(training.data.train)) - start
            # of a mini-batch in parts only the last part is there to be looked at
            self.batch = (
                None
                if used > training.batch.m
                else Step(
                    number=training.steps,
                    x=training.batch.x.copy(),
                    y=training.batch.y.copy(),
                    before=before,
                    after=training.network.parameters.copy(),
                    eta=training.optimizer.eta,
                    settings=training.settings,
                )
            )
        if sampled and before is not None:
            norms = gradient_norms(training.batch).values()
            updates = update_ratios(training.network, before).values()
            history.layers.add(training.epochs_done, *norms, *updates)

    def evaluated(self, wanted: Collection[str]) -> None:
        """Observe what belongs to an evaluation."""
        self.answers = None  # those of another evaluation would not fit the curves
        if "answers" in wanted:
            self.answers = answers(self._training.network, self._training.data.validation)

    def forget(self) -> None:
        """After going back to a checkpoint: nothing of what was seen fits it."""
        self.gradient = self.batch = self.answers = None
