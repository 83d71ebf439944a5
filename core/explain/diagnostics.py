"""What to watch while a network learns, beside its cost; each costs something only when asked."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import of, prime
from core.functions.activations import Activation
from core.network import Batch, Network

FLAT = 0.05  # a unit is saturated where σ′ is below this share of its maximum


def gradient_norms(batch: Batch) -> dict[int, float]:
    """Return ‖∂C/∂wˡ‖ by layer, for a batch that has been through ``backward``."""
    return {l: float(np.linalg.norm(nabla)) for l, nabla in batch.nabla_w.items()}


def update_ratios(network: Network, before: FloatArray) -> dict[int, float]:
    """Return ‖Δwˡ‖ / ‖wˡ‖ by layer since the parameters were ``before``; 0 where wˡ was 0.

    About 1e-3 a step is healthy.
    """
    old, _ = network.by_layer(before)
    sizes = {l: float(np.linalg.norm(w)) for l, w in old.items()}
    return {
        l: float(np.linalg.norm(w - old[l])) / sizes[l] if sizes[l] else 0.0
        for l, w in network.w.items()
    }


def flat_share(network: Network, batch: Batch, l: int) -> FloatArray:
    """Return how often each unit of layer l (n_l,) is on a flat end of its activation.

    Saturated is where σ′ is below ``FLAT`` of its maximum. ``batch`` has been through ``forward``.
    """
    sigma = network.activation[l]
    steepest = prime(sigma, *_at_zero(sigma, batch.z[l]))[0, 0]
    share: FloatArray = (prime(sigma, batch.z[l], batch.a[l]) < FLAT * steepest).mean(axis=0)
    return share


def _at_zero(sigma: Activation, like: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return z = 0 and σ(0), where those that saturate are steepest."""
    z = np.zeros((1, 1), like.dtype)
    return z, of(sigma, z)


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
    for l, sigma in network.activation.items():
        saturated = float(flat_share(network, batch, l).mean()) if sigma.saturates else 0.0
        dead = float((silent(batch, l) == 1).mean()) if sigma.dies else 0.0
        found[l] = Health(saturated, dead)
    return found


def histogram(
    values: FloatArray, bins: int, ends: tuple[float, float]
) -> tuple[FloatArray, FloatArray]:
    """Return the share of ``values`` in each of (bins,) equal parts between two ends, and edges.

    Works for w, z, a, delta and gradients alike. What is not finite or beyond the ends counts only
    in the whole.
    """
    counts, edges = np.histogram(values, bins, ends)
    return counts / values.size, edges
