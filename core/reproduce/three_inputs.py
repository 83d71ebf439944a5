"""R5: four samples of three inputs; first one layer, then XOR with a hidden layer.

There are no biases: they stay zero, as only the weights are updated. The step is the sum over the
four samples, not their mean, hence ``share=1``, and η = 1.

The last digits hang on two things that differ between processors: how NumPy computes e⁻ᶻ, and in
which order a product of matrices adds. The published ones come out with AVX-512 for the first and
OpenBLAS' AVX2 kernels ("Haswell") for the second.
"""

from collections.abc import Iterator

import numpy as np

from core.functions.optimizers import SGD
from core.network import Batch, Network
from core.specs import NetworkSpec

X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
FIRST_COLUMN_COPIED = [[0], [0], [1], [1]]
XOR = [[0], [1], [1], [0]]
PUBLISHED = (
    0.4964100319027255, 0.008584525653247152, 0.00578945986250781, 0.004629176776769983,
    0.00395876528027365, 0.0035101225678616783,
)  # fmt: skip


def steps(sizes: tuple[int, ...], y: list[list[int]], count: int) -> Iterator[tuple[int, Batch]]:
    """Train on all four samples ``count`` times; yield each step with its forward pass done."""
    spec = NetworkSpec(sizes, ("sigmoid",) * (len(sizes) - 1), "quadratic", "zeros", "float64")
    network = Network(spec, np.zeros(spec.parameter_count))
    rng = np.random.RandomState(1)
    for w in network.w.values():
        w[...] = (2 * rng.random_sample(w.T.shape) - 1).T  # the text keeps weights as (in, out)
    batch = Batch(network, len(X), share=1)
    batch.x[...], batch.y[...] = X, y
    weights = slice(network.weight_count)
    optimizer = SGD(network.weight_count, network.parameters.dtype)
    optimizer.eta = 1
    for step in range(count):
        batch.forward()
        yield step, batch
        batch.backward()
        optimizer.update(network.parameters[weights], batch.gradient[weights])


def report() -> Iterator[str]:
    """Yield the outputs of the first net, then errors and outputs of the second, as published."""
    yield "One layer, 10,000 steps. Output:"
    *_, (_, batch) = steps((3, 1), FIRST_COLUMN_COPIED, 10_000)
    yield from _outputs(batch)

    yield "XOR with four hidden units, 60,000 steps:"
    errors = []
    for step, batch in steps((3, 4, 1), XOR, 60_000):
        if step % 10_000 == 0:
            errors.append(float(np.abs(batch.y - batch.a[2]).mean()))
            yield f"Error: {errors[-1]}"
    yield "Output:"
    yield from _outputs(batch)
    if tuple(errors) != PUBLISHED:
        yield "This processor rounds otherwise than the published run. Published errors:"
        yield from map(str, PUBLISHED)


def _outputs(batch: Batch) -> Iterator[str]:
    return (f"{a:.8f}" for a in batch.a[batch.network.L][:, 0].tolist())
