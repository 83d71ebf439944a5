"""Judges of the cures in ``core.explain.errata``: they run a line of Python as it is written.

Of many the gradient check is the judge: the gradient that follows is compared with the measured
one, on a small net.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.explain.descent import PARABOLOID, descend
from core.explain.gradient_check import GradientCheck
from core.explain.numbers import number, percent
from core.explain.plain import backprop, prime
from core.network import Network
from core.reproduce import paraboloid
from core.specs import NetworkSpec


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a cure."""

    passes: bool
    words: str


# -- the gradient check --------------------------------------------------------------

_PIECES = {
    "output": "(a - y) * prime",
    "hidden": "(delta @ w) * prime",
    "nabla": "delta.T @ before",
    "step": "w - eta * nabla",
    "cost": "0.5 * sum((a - y) ** 2)",
}
_ETA = 0.5
_H = 1e-5
_TOLERANCE = 1e-6
_FUNCTIONS = {"sum": np.sum, "abs": np.abs, "exp": np.exp, "sqrt": np.sqrt, "norm": np.linalg.norm}


def by_gradient(piece: str) -> Callable[[str], Verdict]:
    """Return a judge of one piece of backpropagation, the others being right."""

    def judge(line: str) -> Verdict:
        pieces = {name: _compiled(text) for name, text in (_PIECES | {piece: line}).items()}
        network, x, y = _net()
        try:
            found = GradientCheck(_analytic(pieces, network, x, y), _numeric(pieces, network, x, y))
        except (NameError, TypeError, ValueError) as error:
            return _stopped(error)
        if found.relative_error > _TOLERANCE:
            return Verdict(False, f"The gradient check fails: {found.words}.")
        return Verdict(True, f"The gradient check passes: {found.words}.")

    return judge


def _net() -> tuple[Network, FloatArray, FloatArray]:
    """Return a net in which every product fits, so that no mistake stops by itself; one sample."""
    spec = NetworkSpec((2, 2, 2), ("sigmoid", "sigmoid"), "quadratic", "normal", "float64")
    return Network.initial(spec, 1), np.array([[0.5, -0.2]]), np.array([[1.0, 0.0]])


def _analytic(
    pieces: dict[str, CodeType], network: Network, x: FloatArray, y: FloatArray
) -> FloatArray:
    """Return the gradient that the pieces lead to: what a step takes away from the weights, / η."""
    seen = backprop(network, x, y)
    z, a, w = seen.z, seen.a, network.w
    slopes = {l: prime(network.activation[l], z[l], a[l]) for l in w}
    delta = {2: _run(pieces["output"], a=a[2], y=y, prime=slopes[2])}
    delta[1] = _run(pieces["hidden"], delta=delta[2], w=w[2], prime=slopes[1])
    gradient = np.empty_like(network.parameters)
    weights, biases = network.by_layer(gradient)
    for l in w:
        own = {"delta": delta[l], "w": w[l], "before": a[l - 1]}
        # what the text takes for ∇w² may be made of the layer before
        nabla = _run(pieces["nabla"], **own, prime=slopes.get(l - 1, np.ones_like(a[l - 1])))
        new = _run(pieces["step"], w=w[l], eta=_ETA, nabla=nabla)
        weights[l][...] = (w[l] - new) / _ETA
        moved = _run(pieces["step"], w=network.b[l], eta=_ETA, nabla=delta[l].sum(axis=0))
        biases[l][...] = (network.b[l] - moved) / _ETA
    return gradient


def _numeric(
    pieces: dict[str, CodeType], network: Network, x: FloatArray, y: FloatArray
) -> FloatArray:
    gradient = np.empty_like(network.parameters)
    for i, p in enumerate(network.parameters.tolist()):
        costs = []
        for moved in (p + _H, p - _H):
            network.parameters[i] = moved
            a = network.forward(x).a[network.L]
            costs.append(float(_run(pieces["cost"], a=a, y=y)))
        network.parameters[i] = p
        gradient[i] = (costs[0] - costs[1]) / (2 * _H)
    return gradient


def _compiled(line: str) -> CodeType:
    return compile(line, "<cure>", "eval")


def _run(line: CodeType | str, **names: Any) -> Any:
    """Work out a line of ``PATIENTS``, which knows its names and nothing else."""
    return eval(line, {"__builtins__": {}, **_FUNCTIONS, **names})


def _stopped(error: Exception) -> Verdict:
    return Verdict(False, f"It stops: {type(error).__name__}: {error}.")


# -- other judges ----------------------------------------------------------------------


def sigmoid(line: str) -> Verdict:
    """Ask whether σ(1 - σ) is the slope of what stands for σ."""
    z = np.linspace(-2, 2, 9)
    try:
        a, up, down = (_run(line, z=z + move) for move in (0, _H, -_H))
    except NameError as error:
        return _stopped(error)
    found = GradientCheck(a * (1 - a), (up - down) / (2 * _H))
    words = f"σ (1 − σ) and its measured slope: {found.words}"
    return Verdict(found.relative_error < _TOLERANCE, f"It runs: {words}.")


def sizes(line: str) -> Verdict:
    """Make weights of each pair and send a sample through them."""
    size = [784, 30, 10]
    a = np.zeros((size[0], 1))
    for x, y in _run(line, size=size, zip=zip):
        w = np.zeros((y, x))
        if w.shape[1] != len(a):
            return Verdict(False, f"It stops: weights {y}×{x} cannot take {len(a)} numbers.")
        a = w @ a
    shape = " → ".join(map(str, size))
    passes = len(a) == size[-1]
    return Verdict(passes, f"A sample goes through: {shape}." if passes else f"{len(a)} come out.")


def shuffled(line: str) -> Verdict:
    """Shuffle eight samples, and look at their order afterwards."""
    x, y = list(range(8)), list("abcdefgh")
    pairs = list(zip(x, y, strict=True))
    before = list(pairs)
    shuffle = random.Random(0).shuffle
    try:
        _run(line, x=x, y=y, pairs=pairs, shuffle=shuffle, zip=zip, list=list)
    except TypeError as error:
        return _stopped(error)
    if pairs == before:
        return Verdict(False, "It runs, and the order is as before: what was shuffled is lost.")
    return Verdict(sorted(pairs) == before, f"The samples now begin with number {pairs[0][0] + 1}.")


def variance(line: str) -> Verdict:
    """Draw weights as the text's code does, and measure."""
    before = 784
    weights = np.random.default_rng(0).standard_normal((300, before)) / np.sqrt(before)
    said, measured = float(_run(line, before=before)), float(weights.var())
    words = f"The weights that its code draws have variance {number(measured)}"
    return Verdict(abs(said - measured) < 0.05 * measured, f"{words}; this says {number(said)}.")


def returned(line: str) -> Verdict:
    """Ask for the value alone, then for the gradient and the error."""
    names = {"nabla": [20.0, 20.0], "error": 200.0, "val": 200.0}
    value = _run(line, get_gr=False, **names)
    both = _run(line, get_gr=True, **names)
    passes = value == names["val"] and both == (names["nabla"], names["error"])
    return Verdict(passes, f"Asked for the value alone, it returns {value}.")


def mean(line: str) -> Verdict:
    """Take the errors of the seven steps that the text prints."""
    path = descend(PARABOLOID.gradient, np.array(paraboloid.START), paraboloid.ETA, 7)
    errors = [float(PARABOLOID.value(point)) for point in path[:7]]
    found, right = float(_run(line, errors=errors, step=6)), float(np.mean(errors))
    words = f"{number(found, 5)}; the seven errors that it prints have the mean {number(right, 5)}"
    return Verdict(bool(np.isclose(found, right)), f"It gives {words}.")


def accuracy(line: str) -> Verdict:
    """Take three right answers in four, then all."""
    found = float(_run(line, right=243, wrong=81))
    words = f"243 right and 81 wrong: {percent(found, 0)}"
    try:
        all_right = float(_run(line, right=324, wrong=0))
    except ZeroDivisionError:
        return Verdict(False, f"{words}. All 324 right: it stops, a division by zero.")
    return Verdict(
        found == 0.75 and all_right == 1, f"{words}. All 324 right: {percent(all_right, 0)}."
    )


def probabilities(line: str) -> Verdict:
    """Add the ten outputs up."""
    total = float(np.sum(_run(line, z=np.linspace(-2, 2, 10))))
    return Verdict(bool(np.isclose(total, 1)), f"The ten outputs add up to {number(total)}.")
