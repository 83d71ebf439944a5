"""A script that predicts by itself: the network in one Python file that needs only NumPy."""

import base64
import textwrap
from pprint import pformat

import numpy as np

from core.data.samples import Unit
from core.formats.files import File, write
from core.formats.meaning import Meaning
from core.functions.activations import ACTIVATIONS
from core.network import Network

_PLAIN = Meaning()

_SCRIPT = '''\
"""A {sizes_text} network, trained with Backprop Playground. Needs Python and NumPy.

    python network.py inputs.npy

prints a row of {n_out} outputs for every row of {n_in} inputs, {inputs_are}.
In other programs: ``from ... import predict{and_answer}``.
"""

import base64
import sys

import numpy as np

{functions}

SIZES = {sizes}
ACTIVATIONS = ({activations},)
{names}


def layers():
    """Yield w (n, n_before), b (n,) and the activation of every layer after the input."""
    weights = np.frombuffer(base64.b64decode(WEIGHTS), "{dtype}")
    biases = np.frombuffer(base64.b64decode(BIASES), "{dtype}")
    for n_before, n, activation in zip(SIZES, SIZES[1:], ACTIVATIONS):
        yield weights[: n * n_before].reshape(n, n_before), biases[:n], activation
        weights, biases = weights[n * n_before :], biases[n:]


def predict(x):
    """Return the outputs, (m, {n_out}), for inputs x, (m, {n_in})."""
    x = np.asarray(x, "f8")
    if x.ndim != 2 or x.shape[1] != SIZES[0]:
        raise ValueError(f"Inputs must be (m, {{SIZES[0]}}), not {{x.shape}}.")
    a = {scaled}.astype("{dtype}")
    for w, b, activation in LAYERS:
        a = activation(a @ w.T + b)
    return {own}

{answer}
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


_ANSWER = '''
def answer(x):
    """Return the name of the class of each of the inputs x, (m, {n_in})."""
    a = predict(x)
    return [CLASSES[k] for k in ({chosen})]

'''


def save_script(file: File, network: Network, meaning: Meaning = _PLAIN) -> None:
    """Write the script; its numbers are the network's, exactly, in the same precision.

    Inputs and answers are in the units of whoever made the data.

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
    scaling, unit = meaning.scaling(), meaning.unit
    names = [
        f"{title} = {pformat(value, width=90, compact=True)}"
        for title, value in (
            ("INPUTS", meaning.inputs),
            ("OUTPUTS", meaning.outputs),
            ("CLASSES", meaning.classes),
        )
        if value
    ]
    if scaling is not None:
        names.append("# inputs had these means and standard deviations")
        for title, values in zip(("MIDDLE", "SPREAD"), scaling, strict=True):
            names.append(f"{title} = np.array({pformat(values.tolist(), width=80, compact=True)})")
    chosen = "a.argmax(axis=1)" if spec.sizes[-1] > 1 else "(a[:, 0] >= 0.5).astype(int)"
    text = _SCRIPT.format(
        sizes_text="-".join(map(str, spec.sizes)),
        sizes=spec.sizes,
        n_in=spec.sizes[0],
        n_out=spec.sizes[-1],
        functions="\n".join(
            f"\ndef {name}(z):\n    return {ACTIVATIONS[name].script}\n" for name in used
        ),
        activations=", ".join(spec.activations),
        names="\n".join(names),
        inputs_are=(
            "as they stand in the table"
            if scaling is not None
            else "scaled as they were for training\n(pictures of MNIST: 0 to 1)"
        ),
        and_answer=", answer" if meaning.classes else "",
        answer=_ANSWER.format(n_in=spec.sizes[0], chosen=chosen) if meaning.classes else "",
        scaled="((x - MIDDLE) / SPREAD)" if scaling is not None else "x",
        own="a" if unit == Unit() else f"a.astype('f8') * {unit.spread!r} + {unit.middle!r}",
        dtype=dtype.str,
        digits=17 if spec.dtype == "float64" else 9,
        weights=_base64(numbers[: network.weight_count].tobytes()),
        biases=_base64(numbers[network.weight_count :].tobytes()),
    )
    write(file, text.encode())


def _base64(content: bytes) -> str:
    return textwrap.fill(base64.b64encode(content).decode(), 100)
