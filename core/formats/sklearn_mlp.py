"""A network that scikit-learn trained, as one of ours: in a notebook of one's own.

    from core.formats import save_npz
    from core.formats.sklearn_mlp import network_of_mlp

    save_npz("net.npz", network_of_mlp(model), {})

scikit-learn's models are pickles, which nobody should read from strangers: so whoever made one
writes it in a format that holds numbers only.
"""

from typing import Any

import numpy as np

from core.formats.dense import RELU, Layer, activation_named, network_of
from core.network import Network


def network_of_mlp(model: Any) -> Network:
    """Return a fitted ``MLPClassifier`` or ``MLPRegressor`` as a network.

    Raises
    ------
    ValueError
        If it is not fitted, or is none of the two.
    """
    try:
        weights, biases = list(model.coefs_), list(model.intercepts_)
        inside, last = str(model.activation), str(model.out_activation_)
    except AttributeError as error:
        raise ValueError("This is no fitted MLPClassifier or MLPRegressor.") from error
    layers = []
    for l, (w, b) in enumerate(zip(weights, biases, strict=True), start=1):
        name = last if l == len(weights) else inside
        layers.append(Layer(np.asarray(w).T, np.asarray(b), activation_named(name, f"Layer {l}")))
    return network_of(layers, RELU)[0]
