"""A script that predicts by itself: the network in one Python file that needs only NumPy."""

import base64
import textwrap

import numpy as np

from core.formats.files import File, write
from core.functions.activations import ACTIVATIONS
from core.network import Network

_SCRIPT = '''\
"""A {sizes_text} network, trained with Backprop Playground. Needs Python and NumPy.

    python network.py inputs.npy

prints a row of {n_out} outputs for every row of {n_in} inputs, scaled as they were for training
(pictures of MNIST: 0 to 1). In other programs: ``from ... import predict``.
"""

import base64
import sys

import numpy as np

{functions}

SIZES = {sizes}
ACTIVATIONS = ({activations},)


def layers():
    """Yield w (n, n_before), b (n,) and the activation of every layer after the input."""
    weights = np.frombuffer(base64.b64decode(WEIGHTS), "{dtype}")
    biases = np.frombuffer(base64.b64decode(BIASES), "{dtype}")
    for n_before, n, activation in zip(SIZES, SIZES[1:], ACTIVATIONS):
        yield weights[: n * n_before].reshape(n, n_before), biases[:n], activation
        weights, biases = weights[n * n_before :], biases[n:]


def predict(x):
    """Return the outputs, (m, {n_out}), for inputs x, (m, {n_in})."""
    a = np.asarray(x, "{dtype}")
    if a.ndim != 2 or a.shape[1] != SIZES[0]:
        raise ValueError(f"Inputs must be (m, {{SIZES[0]}}), not {{a.shape}}.")
    for w, b, activation in LAYERS:
        a = activation(a @ w.T + b)
    return a


WEIGHTS = """
{weights}
"""
BIASES = """
{biases}
"""
LAYERS = list(layers())

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"Usage: python {{sys.argv[0]}} inputs.npy")
    np.savetxt(sys.stdout, predict(np.load(sys.argv[1], allow_pickle=False)), fmt="%.{digits}g")
'''


def save_script(file: File, network: Network) -> None:
    """Write the script; its numbers are the network's, exactly, in the same precision.

    Raises
    ------
    ValueError
        If a weight is not finite.
    """
    if not np.isfinite(network.parameters).all():
        raise ValueError("Not all weights are finite numbers.")
    spec = network.spec
    dtype = np.dtype(spec.dtype).newbyteorder("<")
    numbers = network.parameters.astype(dtype)
    used = dict.fromkeys(spec.activations)
    text = _SCRIPT.format(
        sizes_text="-".join(map(str, spec.sizes)),
        sizes=spec.sizes,
        n_in=spec.sizes[0],
        n_out=spec.sizes[-1],
        functions="\n".join(
            f"\ndef {name}(z):\n    return {ACTIVATIONS[name].script}\n" for name in used
        ),
        activations=", ".join(spec.activations),
        dtype=dtype.str,
        digits=17 if spec.dtype == "float64" else 9,
        weights=_base64(numbers[: network.weight_count].tobytes()),
        biases=_base64(numbers[network.weight_count :].tobytes()),
    )
    write(file, text.encode())


def _base64(content: bytes) -> str:
    return textwrap.fill(base64.b64encode(content).decode(), 100)
