"""One step of training as five phases: forward, cost, error back, gradient, step.

All is computed again from the mini-batch and the parameters before the step, by the plain form.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import backprop
from core.network import Layers, Network
from core.specs import NetworkSpec


@dataclass(frozen=True, eq=False)
class StepFlow:
    """What one sample of a mini-batch of m did in a step, and what the whole mini-batch came to.

    Attributes
    ----------
    sample : int
        Its place in the mini-batch: the one with the largest cost.
    a, delta : by layer number
        Its activations and errors, (n_l,) each; δ is that of its own cost, not of its share.
    y : (n_L,)
        What was wanted.
    cost : float
        Its cost Cₓ.
    nabla_w, nabla_b : by layer number
        BP3 and BP4: the mean gradient over the mini-batch.
    before, after : Network
        The parameters before and after the step.
    """

    sample: int
    m: int
    a: Layers
    delta: Layers
    y: FloatArray
    cost: float
    nabla_w: Layers
    nabla_b: Layers
    before: Network
    after: Network


def step_flow(
    spec: NetworkSpec, before: FloatArray, after: FloatArray, x: FloatArray, y: FloatArray
) -> StepFlow:
    """Take a step apart: parameters before and after (parameter_count,), x (m, n_0), y (m, n_L)."""
    network = Network(spec, before)
    seen = backprop(network, x, y)
    L, m = network.L, len(x)
    costs = [network.cost.value(seen.z[L][[i]], seen.a[L][[i]], y[[i]]) for i in range(m)]
    worst = int(np.nanargmax(costs)) if np.isfinite(costs).any() else 0
    return StepFlow(
        sample=worst,
        m=m,
        a={l: a[worst] for l, a in seen.a.items()},
        delta={l: delta[worst] * m for l, delta in seen.delta.items()},
        y=y[worst],
        cost=float(costs[worst]),
        nabla_w=seen.nabla_w,
        nabla_b=seen.nabla_b,
        before=network,
        after=Network(spec, after),
    )
