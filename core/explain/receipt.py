"""Where one entry of a gradient comes from, number by number, and the same entry without calculus.

All is computed again in float64, from the mini-batch and the parameters before the step. As in
``core.network`` every delta carries its sample's share 1/m of the batch's cost.
"""

from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import backprop, of, prime
from core.functions.activations import OUTPUT_ONLY
from core.network import Batch, Layers, Network
from core.specs import NetworkSpec

EPSILON = 1e-5  # of the central difference, for inputs up to 1


@dataclass(frozen=True, eq=False)
class Receipt:
    """One weight's gradient in a mini-batch of m samples.

    Attributes
    ----------
    layer, unit, input : int
        The weight w[layer][unit, input]; input -1 is the unit's bias, whose input is always 1.
    w : float
        Its value before the step.
    a, delta, terms : (m,)
        By sample: aₖ of the layer before, δⱼ of the unit, and their product. ∂C/∂w is their sum.
    numeric : float
        (C(w + ε) - C(w - ε)) / 2ε, of the batch.
    batch : Batch
        z, a and y of all layers.
    deltas : by layer number
        δ, (m, n_l) each.
    slopes : by layer number, from ``layer`` to L
        σ′(z), (m, n_l) each; none for softmax, which couples its units.
    """

    layer: int
    unit: int
    input: int
    w: float
    a: FloatArray
    delta: FloatArray
    terms: FloatArray
    numeric: float
    batch: Batch
    deltas: Layers
    slopes: Layers

    @property
    def gradient(self) -> float:
        """∂C/∂w of the mini-batch: the sum of ``terms``."""
        return float(self.terms.sum())

    def numeric_of(self, sample: int) -> float:
        """Return the same difference of one sample's share of the cost."""
        return _difference(self.batch, self.layer, self.unit, self.a, sample)

    def parts(self, sample: int, layer: int, unit: int) -> FloatArray:
        """Return wᵢⱼ δᵢ for each unit i of the next layer: BP2 before the factor σ′, (n_l+1,)."""
        w = self.batch.network.w[layer + 1][:, unit]
        parts: FloatArray = w * self.deltas[layer + 1][sample]
        return parts


def receipt(
    spec: NetworkSpec,
    parameters: FloatArray,
    x: FloatArray,
    y: FloatArray,
    edge: tuple[int, int, int],
) -> Receipt:
    """Take the gradient of one weight apart, for samples x (m, n_0) with targets y (m, n_L).

    Parameters
    ----------
    parameters : (spec.parameter_count,)
        Before the step.
    edge : (layer, unit, input)
        Layer 1..L, the others from 0; input -1 is the bias.
    """
    layer, unit, k = edge
    network = Network(replace(spec, dtype="float64"), parameters)
    batch = network.forward(x)
    batch.y[...] = y
    deltas = backprop(network, batch.x, batch.y).delta
    a = np.ones(batch.m) if k < 0 else batch.a[layer - 1][:, k]
    w = network.b[layer][unit] if k < 0 else network.w[layer][unit, k]
    delta = deltas[layer][:, unit]
    return Receipt(
        layer=layer,
        unit=unit,
        input=k,
        w=float(w),
        a=a,
        delta=delta,
        terms=delta * a,
        numeric=_difference(batch, layer, unit, a),
        batch=batch,
        deltas=deltas,
        slopes=_slopes(batch, layer),
    )


def _slopes(batch: Batch, lowest: int) -> dict[int, FloatArray]:
    """Return σ′(z) by layer, from ``lowest`` to L."""
    network = batch.network
    return {
        l: prime(network.activation[l], batch.z[l], batch.a[l])
        for l in range(lowest, network.L + 1)
        if network.spec.activations[l - 1] not in OUTPUT_ONLY
    }


def _difference(
    batch: Batch, layer: int, unit: int, a: FloatArray, sample: int | None = None
) -> float:
    """Return (C(w + ε) - C(w - ε)) / 2ε of the batch's cost, or of one sample's share of it.

    A weight moved by ε moves zⱼ of its unit by ε a and nothing else in its layer, so the network
    is computed again from there on.
    """
    rows = slice(None) if sample is None else slice(sample, sample + 1)
    epsilon = EPSILON / max(1.0, float(np.abs(a[rows]).max()))
    network = batch.network
    costs = []
    for moved in (epsilon, -epsilon):
        z = batch.z[layer][rows].copy()
        z[:, unit] += moved * a[rows]
        answer = of(network.activation[layer], z)
        for l in range(layer + 1, network.L + 1):
            z = answer @ network.w[l].T + network.b[l]
            answer = of(network.activation[l], z)
        costs.append(network.cost.value(z, answer, batch.y[rows]) / batch.m)
    return (costs[0] - costs[1]) / (2 * epsilon)
