"""A network as code for PyTorch or Keras: one file that builds it with its weights in it."""

import base64
import textwrap

import numpy as np

from core.formats.files import File, write
from core.formats.meaning import Meaning
from core.network import Network

_TORCH = {
    "sigmoid": "nn.Sigmoid()",
    "tanh": "nn.Tanh()",
    "relu": "nn.ReLU()",
    "leaky_relu": "nn.LeakyReLU(0.01)",
    "softplus": "nn.Softplus()",
    "elu": "nn.ELU()",
    "gelu": 'nn.GELU("tanh")',
    "swish": "nn.SiLU()",
    "mish": "nn.Mish()",
    "sine": "Sine()",
    "linear": "nn.Identity()",
    "softmax": "nn.Softmax(dim=1)",
}
_KERAS = {
    "sigmoid": '"sigmoid"',
    "tanh": '"tanh"',
    "relu": '"relu"',
    "leaky_relu": "lambda z: keras.ops.leaky_relu(z, negative_slope=0.01)",
    "softplus": '"softplus"',
    "elu": '"elu"',
    "gelu": "lambda z: keras.ops.gelu(z, approximate=True)",
    "swish": '"silu"',
    "mish": '"mish"',
    "sine": "keras.ops.sin",
    "linear": '"linear"',
    "softmax": '"softmax"',
}

_HEAD = '''\
"""A {sizes} network, trained with Backprop Playground, for {framework}.

``network`` takes rows (m, {n_in}) {inputs_are} and answers (m, {n_out}).
"""

import base64

import numpy as np
{imports}

{names}WEIGHTS = """
{weights}
"""
SIZES = {size_list}
# {scaled}
MIDDLE, SPREAD = np.frombuffer(
    base64.b64decode("""
{scaling}
"""), "<f4"
).reshape(2, -1)
numbers = np.frombuffer(base64.b64decode(WEIGHTS), "{dtype}").astype("f4")


def layers():
    """Yield w (n, n_before) and b (n,) of every layer after the input."""
    at = 0
    biases = numbers[sum(a * b for a, b in zip(SIZES, SIZES[1:])) :]
    for before, n in zip(SIZES, SIZES[1:]):
        yield numbers[at : at + n * before].reshape(n, before), biases[:n]
        at, biases = at + n * before, biases[n:]


'''

_TORCH_BODY = '''\
class Sine(nn.Module):
    def forward(self, z):
        return torch.sin(z)


class Scaled(nn.Module):
    """What inputs are scaled by, and back: (x - middle) / spread."""

    def __init__(self, middle, spread):
        super().__init__()
        self.register_buffer("middle", torch.tensor(middle))
        self.register_buffer("spread", torch.tensor(spread))

    def forward(self, x):
        return (x - self.middle) / self.spread


network = nn.Sequential(
    Scaled(MIDDLE.copy(), SPREAD.copy()),
{layers}    Scaled(np.float32({back_middle}), np.float32({back_spread})),
)
dense = [module for module in network if isinstance(module, nn.Linear)]
with torch.no_grad():
    for module, (w, b) in zip(dense, layers()):
        module.weight.copy_(torch.tensor(w))
        module.bias.copy_(torch.tensor(b))
'''

_KERAS_BODY = """\
network = keras.Sequential(
    [
        keras.Input((SIZES[0],)),
        keras.layers.Rescaling(1 / SPREAD, offset=-MIDDLE / SPREAD),
{layers}        keras.layers.Rescaling({spread}, offset={middle}),
    ]
)
dense = [layer for layer in network.layers if isinstance(layer, keras.layers.Dense)]
for layer, (w, b) in zip(dense, layers()):
    layer.set_weights([w.T, b])
"""


def save_torch(file: File, network: Network, meaning: Meaning) -> None:
    """Write the network as code for PyTorch.

    Raises
    ------
    ValueError
        If a weight is not finite.
    """
    spec, unit = network.spec, meaning.unit
    layers = "".join(
        f"    nn.Linear({before}, {n}),\n    {_TORCH[name]},\n"
        for before, n, name in zip(spec.sizes, spec.sizes[1:], spec.activations, strict=False)
    )
    head = _head(network, meaning, "PyTorch", "import torch\nfrom torch import nn\n")
    body = _TORCH_BODY.format(
        layers=layers,
        back_middle=-unit.middle / unit.spread,
        back_spread=1 / unit.spread,
    )
    write(file, (head + body).encode())


def save_keras(file: File, network: Network, meaning: Meaning) -> None:
    """Write the network as code for Keras 3.

    Raises
    ------
    ValueError
        If a weight is not finite.
    """
    layers = "".join(
        f"        keras.layers.Dense({n}, activation={_KERAS[name]}),\n"
        for n, name in zip(network.spec.sizes[1:], network.spec.activations, strict=True)
    )
    head = _head(network, meaning, "Keras 3", "import keras\n")
    body = _KERAS_BODY.format(layers=layers, middle=meaning.unit.middle, spread=meaning.unit.spread)
    write(file, (head + body).encode())


def _head(network: Network, meaning: Meaning, framework: str, imports: str) -> str:
    if not np.isfinite(network.parameters).all():
        raise ValueError("Not all weights are finite numbers.")
    spec, scaling = network.spec, meaning.scaling()
    n_in = spec.sizes[0]
    middle, spread = scaling if scaling is not None else (np.zeros(n_in), np.ones(n_in))
    dtype = np.dtype(spec.dtype).newbyteorder("<")
    names = {"INPUTS": meaning.inputs, "OUTPUTS": meaning.outputs, "CLASSES": meaning.classes}
    return _HEAD.format(
        sizes="-".join(map(str, spec.sizes)),
        framework=framework,
        n_in=n_in,
        n_out=spec.sizes[-1],
        inputs_are="as they stand in the table" if scaling is not None else "as they were learnt",
        imports=imports,
        names="".join(f"{name} = {value!r}\n" for name, value in names.items() if value),
        weights=_base64(network.parameters.astype(dtype).tobytes()),
        size_list=spec.sizes,
        scaled="inputs had these means and standard deviations",
        scaling=_base64(np.stack([middle, spread]).astype("<f4").tobytes()),
        dtype=dtype.str,
    )


def _base64(content: bytes) -> str:
    return textwrap.fill(base64.b64encode(content).decode(), 100)
