"""``python -m benchmarks.stack``: steps a CPU second of many small networks.

For each shape: one after the other in a loop of ours, as one stack, with scikit-learn's
MLPClassifier (``partial_fit``, a mini-batch a call), and with ``jax.vmap`` under ``jit`` and
``scan``, where these two are installed. All take turns; the median of their rounds counts. JAX's
compilation does not count, threads do: it is the processor's time.
"""

import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import pairwise
from statistics import median

import numpy as np

from core.data.load import load
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.stack import Stack
from core.training import Training

NETS = 64
ROUNDS = 7
AT_LEAST = 0.2  # seconds of a round
JAX_STEPS = 500  # of one call

SHAPES = {
    "[10, 3, 2], even or odd, batches of 8": Setup(
        DataSpec("even_odd"),
        NetworkSpec((10, 3, 2), ("sigmoid", "sigmoid"), "quadratic", "normal"),
        TrainSpec(eta=0.6, batch_size=8),
    ),
    "[2, 4, 1], XOR, all 4 samples": Setup(
        DataSpec("xor"),
        NetworkSpec((2, 4, 1), ("sigmoid", "sigmoid"), "quadratic", "normal"),
        TrainSpec(eta=3.0, batch_size=4),
    ),
    "[2, 8, 8, 1], spiral, batches of 10": Setup(
        DataSpec("spiral"),
        NetworkSpec((2, 8, 8, 1), ("tanh", "tanh", "sigmoid")),
        TrainSpec(eta=0.03, batch_size=10),
    ),
}

Work = Callable[[], int]
"""Trains a little; returns how many steps of one network that was."""


def stacked(setup: Setup, nets: int) -> Work:
    """Return the training of a stack."""
    stack = Stack([setup.changed("seed", seed) for seed in range(nets)])

    def work() -> int:
        for _ in range(20):
            stack.step()
        return 20 * nets

    return work


def looped(setup: Setup, nets: int) -> Work:
    """Return single trainings, one step each in turn."""
    trainings = [Training(setup.changed("seed", seed)) for seed in range(min(nets, 8))]

    def work() -> int:
        for training in trainings:
            for _ in range(20):
                training.step()
        return 20 * len(trainings)

    return work


def scikit_learn(setup: Setup, nets: int) -> Work:
    """Return MLPClassifiers that get a mini-batch a call."""
    from sklearn.neural_network import MLPClassifier

    samples, m = load(setup.data).train, setup.settings.batch_size
    x, labels = samples.x.astype(np.float32), samples.labels
    models = [
        MLPClassifier(
            setup.network.sizes[1:-1],
            activation={"sigmoid": "logistic"}.get(setup.network.activations[0], "tanh"),
            solver="sgd",
            batch_size=m,
            learning_rate_init=setup.settings.eta,
            momentum=0,
            shuffle=False,
            random_state=seed,
        )
        for seed in range(min(nets, 4))
    ]
    classes, rows = np.unique(labels), np.arange(m)

    def work() -> int:
        for model in models:
            for _ in range(5):
                model.partial_fit(x[rows], labels[rows], classes=classes)
        return 5 * len(models)

    return work


def jax_vmap(setup: Setup, nets: int) -> Work:
    """Return one compiled call that trains all networks for some hundred steps."""
    import jax
    import jax.numpy as jnp

    samples, m = load(setup.data).train, setup.settings.batch_size
    sizes, names = setup.network.sizes, setup.network.activations
    functions = {"sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh}
    x, y = jnp.asarray(samples.x, jnp.float32), jnp.asarray(samples.y, jnp.float32)
    rng = np.random.default_rng(0)
    parameters = [
        (
            jnp.asarray(rng.standard_normal((nets, n, k)), jnp.float32),
            jnp.asarray(rng.standard_normal((nets, n)), jnp.float32),
        )
        for k, n in pairwise(sizes)
    ]

    def cost(layers, rows):
        a, z = x[rows], None
        for (w, b), name in zip(layers, names, strict=True):
            z = a @ w.T + b
            a = functions[name](z)
        if setup.network.cost == "quadratic":
            return 0.5 * ((a - y[rows]) ** 2).sum() / m
        return (jnp.logaddexp(z, 0) - y[rows] * z).sum() / m

    def step(layers, rows):
        slopes = jax.grad(cost)(layers, rows)
        return jax.tree.map(lambda p, g: p - setup.settings.eta * g, layers, slopes)

    @jax.jit
    def steps(layers, rows):
        return jax.lax.scan(lambda p, r: (jax.vmap(step)(p, r), None), layers, rows)[0]

    rows = jnp.asarray(rng.integers(0, len(x), (JAX_STEPS, nets, m)))
    state = [jax.block_until_ready(steps(parameters, rows))]

    def work() -> int:
        state[0] = jax.block_until_ready(steps(state[0], rows))
        return JAX_STEPS * nets

    return work


CONTENDERS: dict[str, tuple[str, Callable[[Setup, int], Work]]] = {
    "loop": ("core", looped),
    "stack": ("core", stacked),
    "scikit-learn": ("sklearn", scikit_learn),
    "jax.vmap": ("jax", jax_vmap),
}


def steps_per_second(works: dict[str, Work]) -> dict[str, float]:
    """Return the median steps of one network a CPU second."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            steps, start = 0, time.process_time()
            while (taken := time.process_time() - start) < AT_LEAST:
                steps += work()
            found[name].append(steps / taken)
    return {name: median(values) for name, values in found.items()}


def main() -> int:
    """Print a table."""
    for title, setup in SHAPES.items():
        print(title)
        works = {
            name: make(setup, NETS)
            for name, (module, make) in CONTENDERS.items()
            if find_spec(module) is not None
        }
        speeds = steps_per_second(works)
        for name, speed in speeds.items():
            print(
                f"  {name:<13}{speed:>12,.0f} steps a CPU second"
                f"{1e6 / speed:>9.2f} µs a step{speed / speeds['loop']:>8.3g} x the loop"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
