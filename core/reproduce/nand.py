"""R6: a NAND gate; each line of code beside its equation, and both signs of the update."""

from collections.abc import Iterator

import numpy as np

from core.functions.optimizers import SGD
from core.network import Network
from core.specs import NetworkSpec

X = [[0, 0], [0, 1], [1, 0], [1, 1]]
NAND = [[1], [1], [1], [0]]
STEPS = 2000
ETA = 3.0

EQUATIONS = (
    ("z = w·a + b", "z[l] = a[l - 1] @ w[l].T + b[l]"),
    ("δ = (a - y) ⊙ σ′(z) at the output", "delta[L] = (a[L] - y) * a[L] * (1 - a[L])"),
    ("δˡ = (wˡ⁺¹)ᵀ δˡ⁺¹ ⊙ σ′(zˡ) inside", "delta[l] = delta[l + 1] @ w[l + 1] * prime(z[l])"),
    ("∇w = aᵀδ", "nabla_w[l] = delta[l].T @ a[l - 1]"),
    ("∇b = δ", "nabla_b[l] = delta[l].sum(axis=0)"),
    ("step = -η/m ∇", "parameters -= eta / m * nabla"),
)


def learn(eta: float) -> tuple[list[float], list[float]]:
    """Take ``STEPS`` steps; return the costs before and after them, and the four answers."""
    spec = NetworkSpec((2, 2, 1), ("sigmoid", "sigmoid"), "quadratic", "normal", "float64")
    network = Network.initial(spec, 0)
    optimizer = SGD(network.parameters.size, network.parameters.dtype)
    optimizer.eta = eta
    batch = network.forward(np.array(X))
    batch.y[...] = NAND
    costs = [batch.cost()]
    for _ in range(STEPS):
        batch.backward()
        optimizer.update(network.parameters, batch.gradient)
        batch.forward()
    return [*costs, batch.cost()], batch.a[2][:, 0].tolist()


def report() -> Iterator[str]:
    """Yield the equations with their code, then what the printed and the right sign lead to."""
    yield "Published: equations and code, no figures; the sign of its update is wrong."
    yield from (f"  {equation:<36}{code}" for equation, code in EQUATIONS)
    for name, eta in (("as printed, +η/m ∇", -ETA), ("here, -η/m ∇", ETA)):
        (before, after), answers = learn(eta)
        yield f"Update {name}: cost {before:.4f}, after {STEPS:,} steps {after:.4f}"
        for inputs, wanted, answer in zip(X, NAND, answers, strict=True):
            yield f"  {inputs[0]} NAND {inputs[1]} = {wanted[0]}: {answer:.4f}"
