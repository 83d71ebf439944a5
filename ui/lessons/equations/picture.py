"""The visitor's net as a picture: units, lines, and what each answers to the sample."""

from collections.abc import Sequence

import numpy as np

from core.explain.expressions import entry
from core.explain.superscripts import lowered
from ui.components import network_diagram
from ui.components.network_diagram import Layer
from ui.lessons.equations.own_net import Chosen


def frame(
    net: Chosen,
    key: str,
    edge: Sequence[int] | None = None,
    lit: Sequence[Sequence[int]] = (),
) -> bytes:
    """Pack the net's picture; ``edge`` is the (layer, unit, input) selected, ``lit`` stands out."""
    network = net.network()
    x, _ = net.sample()
    seen = network.forward(x[None])
    layers = [
        Layer(
            "inputs",
            len(x),
            [f"x{lowered(k + 1)}" for k in range(len(x))],
            _single(seen.a[0][0]),
            _reach(x),
        )
    ]
    for l in network.w:
        a = seen.a[l][0]
        title = "outputs" if l == network.L else f"layer {l}"
        names = [entry("a", l, j) for j in range(len(a))]
        w, b = _single(network.w[l]), _single(network.b[l])
        layers.append(Layer(title, len(a), names, _single(a), _reach(a), w, b))
    sizes = "-".join(map(str, net.spec.sizes))
    return network_diagram.frame(
        layers,
        key=key,
        scale=_reach(network.parameters),
        norm=1.0,
        answers="of your sample",
        alt=f"A {sizes} network: {net.spec.parameter_count} weights and biases.",
        edge=edge,
        lit=lit,
    )


def _single(values: np.ndarray) -> np.ndarray:
    return np.asarray(values, np.float32)


def _reach(values: np.ndarray) -> float:
    return float(np.abs(values).max(initial=0)) or 1.0
