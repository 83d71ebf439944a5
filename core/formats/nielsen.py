"""The JSON of Nielsen's network2.py: sizes, weights, biases as columns, and the cost's name.

It knows sigmoid layers and two costs, and computes in 64-bit precision. network.py, which has no
cost in it, means the quadratic one. Forks of it name an activation, write biases without a list
around each, sizes as 784.0, and the cost with its module: all that is read, too.
"""

import json
from itertools import pairwise

import numpy as np

from core.arrays import FloatArray
from core.formats.dense import activation_named
from core.formats.files import File, build, parse_json, read, write
from core.functions import costs
from core.network import Network
from core.specs import NetworkSpec

COSTS = {"CrossEntropyCost": "cross_entropy", "QuadraticCost": "quadratic"}
_NAMES = ("activations", "activation", "activation_function", "activation_functions")
MAX_NUMBERS = 2**20  # parsed, each takes some 40 bytes
MAX_BRACKETS = 2**16
MAX_BYTES = 32 * MAX_NUMBERS


def save_nielsen(file: File, network: Network) -> None:
    """Write the network so that Nielsen's ``network2.load`` reads it; every number is exact.

    Raises
    ------
    ValueError
        If a layer is not sigmoid, the cost is not one of ``COSTS``, or the network has too many
        parameters or any that is not finite.
    """
    spec = network.spec
    names = {ours: theirs for theirs, ours in COSTS.items()}
    if set(spec.activations) != {"sigmoid"} or spec.cost not in names:
        raise ValueError(
            "Nielsen's format knows sigmoid layers only, with the quadratic or cross-entropy cost."
        )
    if spec.parameter_count > MAX_NUMBERS:
        raise ValueError(f"Nielsen's format is for at most {MAX_NUMBERS:,} parameters here.")
    if not np.isfinite(network.parameters).all():
        raise ValueError("Not all weights are finite numbers.")
    values = {
        "sizes": spec.sizes,
        "weights": [w.tolist() for w in network.w.values()],
        "biases": [b[:, None].tolist() for b in network.b.values()],
        "cost": names[spec.cost],
    }
    write(file, json.dumps(values).encode())


def load_nielsen(file: File, dtype: str = "float64") -> Network:
    """Read the JSON that Nielsen's ``Network.save`` or ``save_nielsen`` wrote.

    Raises
    ------
    ValueError
        If the file is too large, no such JSON, or holds anything but finite numbers in the
        shapes that its sizes ask for.
    """
    text = read(file, MAX_BYTES)
    # Counted before parsing, so that a hostile file cannot grow much in memory.
    if text.count(b",") > MAX_NUMBERS or text.count(b"[") + text.count(b"{") > MAX_BRACKETS:
        raise ValueError(f"This file has too many parts for {MAX_NUMBERS:,} weights and biases.")
    values = parse_json(text)
    if not isinstance(values, dict) or not {"sizes", "weights", "biases"} <= set(values):
        raise ValueError("This is not a network as network2.py saves it: sizes, weights, biases.")
    sizes, cost = values["sizes"], values.get("cost", "QuadraticCost")
    if not isinstance(sizes, list):
        raise ValueError("The network's sizes must be a list of whole numbers.")
    cost = cost.rpartition(".")[2] if isinstance(cost, str) else ""
    if cost not in COSTS:
        raise ValueError(f"The cost must be one of {', '.join(COSTS)}.")
    activations = _activations(values, len(sizes) - 1)
    cost = COSTS[cost]
    if costs.COSTS[cost].outputs is not None and activations[-1:] != ["sigmoid"]:
        cost = "quadratic"  # which goes with any output
    spec = NetworkSpec.from_json(
        {"sizes": sizes, "activations": activations, "cost": cost, "dtype": dtype}
    )
    shapes = [(n, before) for before, n in pairwise(spec.sizes)]
    weights = _matrices(values["weights"], shapes, "weights")
    biases = _matrices(_columns(values["biases"]), [(n, 1) for n, _ in shapes], "biases")
    return build(spec, np.concatenate([m.ravel() for m in weights + biases]))


def _activations(values: dict[str, object], count: int) -> list[str]:
    """Return the activation of each of ``count`` layers: sigmoid, unless the file names others."""
    named = next((values[name] for name in _NAMES if values.get(name)), "sigmoid")
    if not isinstance(named, list):
        return [activation_named(named, "The network")] * count
    found = [activation_named(name, f"Layer {l}") for l, name in enumerate(named, start=1)]
    if len(found) == count - 1:
        found.append("sigmoid")
    if len(found) != count:
        raise ValueError(f"The file names {len(named)} activations for {count} layers.")
    return found


def _columns(biases: object) -> object:
    """Return biases as columns, also where each layer's are one flat list."""
    if not isinstance(biases, list):
        return biases
    return [
        [[b] for b in layer]
        if isinstance(layer, list) and all(type(b) in (int, float) for b in layer)
        else layer
        for layer in biases
    ]


def _matrices(values: object, shapes: list[tuple[int, int]], name: str) -> list[FloatArray]:
    """Return nested lists as arrays; lists of other lengths and anything but numbers is refused."""
    if not isinstance(values, list) or len(values) != len(shapes):
        raise ValueError(f"The {name} must be a list of {len(shapes)} matrices.")
    matrices: list[FloatArray] = []
    for l, (rows, (n, columns)) in enumerate(zip(values, shapes, strict=True), start=1):
        if not _is_matrix(rows, n, columns):
            raise ValueError(f"The {name} of layer {l} must be {n} rows of {columns} numbers.")
        try:
            matrices.append(np.array(rows, np.float64))
        except OverflowError as error:
            raise ValueError(f"The {name} of layer {l} have a number that is too large.") from error
    return matrices


def _is_matrix(rows: object, n: int, columns: int) -> bool:
    return (
        isinstance(rows, list)
        and len(rows) == n
        and all(isinstance(row, list) and len(row) == columns for row in rows)
        and all(type(number) in (int, float) for row in rows for number in row)
    )
