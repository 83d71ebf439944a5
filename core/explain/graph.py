"""A network as a computational graph of single numbers, and two ways to differentiate it.

Forward mode starts at one number and asks what follows it; it takes a sweep for each number that is
learnt. Reverse mode starts at the cost and asks what it follows; one sweep finds all. Source: Olah,
"Calculus on Computational Graphs: Backpropagation", 2015.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import cost_slope, prime
from core.explain.superscripts import raised
from core.network import Network
from core.specs import NetworkSpec


@dataclass(frozen=True, slots=True)
class Edge:
    """One number follows another: ``slope`` is the derivative of ``to`` by ``origin``."""

    origin: str
    to: str
    slope: float


@dataclass(frozen=True, slots=True)
class Graph:
    """All numbers of one sample's way through a network.

    Attributes
    ----------
    values : by name
        In the order in which they are computed; the last is "C".
    learnt : tuple of str
        Names of the weights and biases.
    edges : tuple of Edge
        In the order in which forward mode takes them.
    """

    values: Mapping[str, float]
    learnt: tuple[str, ...]
    edges: tuple[Edge, ...]


def graph(network: Network, x: FloatArray, y: FloatArray) -> Graph:
    """Take a network apart, for one sample x (n_0,), y (n_L,).

    The output's activation must take each unit by itself, and σ′ must not cancel in the cost.
    """
    seen = network.forward(x[None])
    seen.y[...] = y
    values: dict[str, float] = {named("a", 0, k): float(v) for k, v in enumerate(seen.a[0][0])}
    learnt: list[str] = []
    edges: list[Edge] = []
    for l in range(1, network.L + 1):
        steep = prime(network.activation[l], seen.z[l], seen.a[l])[0]
        for j, weights in enumerate(network.w[l]):
            z, a = named("z", l, j), named("a", l, j)
            for k, weight in enumerate(weights.tolist()):
                w, before = named("w", l, j, k), named("a", l - 1, k)
                values[w] = weight
                learnt.append(w)
                edges += [Edge(w, z, values[before]), Edge(before, z, weight)]
            values[b := named("b", l, j)] = float(network.b[l][j])
            learnt.append(b)
            edges += [Edge(b, z, 1.0), Edge(z, a, float(steep[j]))]
            values[z], values[a] = float(seen.z[l][0, j]), float(seen.a[l][0, j])
    L = network.L
    last = cost_slope(network.cost, seen.z[L], seen.a[L], seen.y)[0]
    edges += [Edge(named("a", L, j), "C", float(slope)) for j, slope in enumerate(last)]
    values["C"] = seen.cost()
    return Graph(values, tuple(learnt), tuple(edges))


def forward_mode(of: Graph, by: str) -> tuple[dict[str, float], list[Edge]]:
    """Return each number's derivative by the one named, and the edges that were taken."""
    found = dict.fromkeys(of.values, 0.0) | {by: 1.0}
    reached, taken = {by}, []
    for edge in of.edges:
        if edge.origin in reached:
            found[edge.to] += edge.slope * found[edge.origin]
            reached.add(edge.to)
            taken.append(edge)
    return found, taken


def reverse_mode(of: Graph) -> tuple[dict[str, float], list[Edge]]:
    """Return the cost's derivative by each number, and the edges that were taken."""
    found = dict.fromkeys(of.values, 0.0) | {"C": 1.0}
    taken = list(reversed(of.edges))
    for edge in taken:
        found[edge.origin] += edge.slope * found[edge.to]
    return found, taken


def named(symbol: str, l: int, j: int, k: int | None = None) -> str:
    """Return the name of a number: "z¹₂", "w²₁₂"."""
    lowered = "".join(chr(ord("₁") + place) for place in (j, k) if place is not None)
    return f"{symbol}{raised(l)}{lowered}"


def example() -> tuple[Network, FloatArray, FloatArray]:
    """Return a 1-2-1 network with weights that are easy to follow, and a sample x (1,), y (1,)."""
    spec = NetworkSpec((1, 2, 1), ("sigmoid", "sigmoid"), "quadratic", dtype="float64")
    weights = [1.5, -1.0, 2.0, -1.5, 0.0, 0.5, 0.0]
    return Network(spec, np.array(weights)), np.array([1.0]), np.array([0.0])
