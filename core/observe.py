"""What to watch while a network learns, beside its cost; each costs something only when asked."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.network import Batch, Network
from core.training import Training

FLAT = 0.05  # a sigmoid or tanh unit is saturated where σ′ is below this share of its maximum
_STEEPEST = {"sigmoid": 0.25, "tanh": 1.0}
_CAN_DIE = frozenset({"relu"})


def gradient_norms(batch: Batch) -> dict[int, float]:
    """Return ‖∂C/∂wˡ‖ by layer, for a batch that has been through ``backward``."""
    return {l: float(np.linalg.norm(nabla)) for l, nabla in batch.nabla_w.items()}


def update_ratios(training: Training) -> dict[int, float]:
    """Take one step and return ‖Δwˡ‖ / ‖wˡ‖ by layer; about 1e-3 is healthy, 0 where wˡ = 0."""
    before = training.network.parameters.copy()
    training.step()
    old, _ = training.network.by_layer(before)
    ratios = {}
    for l, w in training.network.w.items():
        size = float(np.linalg.norm(old[l]))
        ratios[l] = float(np.linalg.norm(w - old[l])) / size if size else 0.0
    return ratios


def flat_share(network: Network, batch: Batch, l: int) -> FloatArray:
    """Return how often each unit of layer l (n_l,) is on a flat end of σ or tanh.

    Saturated is where σ′ is below ``FLAT`` of its maximum. ``batch`` has been through ``forward``.
    """
    name = network.spec.activations[l - 1]
    slope = np.ones_like(batch.z[l])
    network.activation[l].times_prime(slope, batch.z[l], batch.a[l], np.empty_like(slope))
    share: FloatArray = (slope < FLAT * _STEEPEST[name]).mean(axis=0)
    return share


def silent(batch: Batch, l: int) -> FloatArray:
    """Return how often each unit of layer l (n_l,) answers 0; a dead one always does."""
    share: FloatArray = (batch.a[l] == 0).mean(axis=0)
    return share


@dataclass(frozen=True, slots=True)
class Health:
    """Shares, 0..1: activations on the flat ends of σ, and units that answer 0 to every sample."""

    saturated: float
    dead: float


def health(network: Network, batch: Batch) -> dict[int, Health]:
    """Return each layer's health, for a batch that has been through ``forward``."""
    found = {}
    for l, name in enumerate(network.spec.activations, start=1):
        saturated = float(flat_share(network, batch, l).mean()) if name in _STEEPEST else 0.0
        dead = float((silent(batch, l) == 1).mean()) if name in _CAN_DIE else 0.0
        found[l] = Health(saturated, dead)
    return found


@dataclass(frozen=True, eq=False)
class Histogram:
    """``counts`` (bins,) between ``edges`` (bins + 1,)."""

    counts: IntArray
    edges: FloatArray


def histograms(values: Mapping[int, FloatArray], bins: int = 40) -> dict[int, Histogram]:
    """Return a histogram by layer; works for w, b, z, a, delta, nabla_w and nabla_b alike.

    What is not finite is left out.
    """
    found = {}
    for l, array in values.items():
        counts, edges = np.histogram(array[np.isfinite(array)], bins)
        found[l] = Histogram(counts, edges)
    return found
