"""What can be changed in the picture of a network: each makes another set-up."""

from dataclasses import replace

from core.functions.activations import ACTIVATIONS
from core.functions.costs import COSTS
from core.specs import NetworkSpec, Setup

_COSTS = {"sigmoid": "cross_entropy", "softmax": "log_likelihood"}  # of an output; else quadratic


def with_units(setup: Setup, layer: int, units: int) -> Setup:
    """Return the set-up with so many units in a hidden layer, numbered from 1.

    Raises
    ------
    ValueError
        If there is no such hidden layer, or there cannot be so many.
    """
    sizes = list(setup.network.sizes)
    _require_hidden(setup.network, layer)
    sizes[layer] = units
    return setup._replace(network=replace(setup.network, sizes=tuple(sizes)))


def with_layer(setup: Setup, before: int) -> Setup:
    """Return the set-up with another hidden layer before layer ``before``, like its neighbour.

    Raises
    ------
    ValueError
        If there is no such layer, or there are as many as there can be.
    """
    network = setup.network
    sizes, activations = list(network.sizes), list(network.activations)
    if not 1 <= before < len(sizes):
        raise ValueError("The network has no such layer.")
    like = before - 1 if before > 1 else before  # the hidden layer at one of its sides
    hidden = 1 <= like < len(sizes) - 1
    sizes.insert(before, sizes[like] if hidden else 4)
    activations.insert(before - 1, activations[like - 1] if hidden else "tanh")
    return setup._replace(
        network=replace(network, sizes=tuple(sizes), activations=tuple(activations))
    )


def without_layer(setup: Setup, layer: int) -> Setup:
    """Return the set-up without a hidden layer.

    Raises
    ------
    ValueError
        If there is no such hidden layer.
    """
    network = setup.network
    _require_hidden(network, layer)
    sizes, activations = list(network.sizes), list(network.activations)
    del sizes[layer], activations[layer - 1]
    return setup._replace(
        network=replace(network, sizes=tuple(sizes), activations=tuple(activations))
    )


def with_activation(setup: Setup, layer: int, name: str) -> Setup:
    """Return the set-up with another activation; at the output, the cost that suits it comes along.

    Raises
    ------
    ValueError
        If there is no such layer or activation, or it is not for such a layer.
    """
    network = setup.network
    if not 1 <= layer < len(network.sizes):
        raise ValueError("The network has no such layer.")
    if name not in ACTIVATIONS:
        raise ValueError("There is no such activation.")
    activations = list(network.activations)
    activations[layer - 1] = name
    cost = network.cost
    allowed = COSTS[cost].outputs
    if layer == len(network.sizes) - 1 and allowed is not None and name not in allowed:
        cost = _COSTS.get(name, "quadratic")
    return setup._replace(network=replace(network, activations=tuple(activations), cost=cost))


def with_features(setup: Setup, names: tuple[str, ...]) -> Setup:
    """Return the set-up whose network is told other things of each point.

    Raises
    ------
    ValueError
        If there is no such feature, or none is left.
    """
    sizes = (len(names), *setup.network.sizes[1:])
    data = replace(setup.data, features=names)
    return setup._replace(data=data, network=replace(setup.network, sizes=sizes))


def _require_hidden(network: NetworkSpec, layer: int) -> None:
    if not 1 <= layer < len(network.sizes) - 1:
        raise ValueError("The network has no such hidden layer.")
