"""Networks in files. Whatever is read is checked before it is used, and nothing is executed.

``.npz`` holds a network exactly; ``.json`` is the format of Nielsen's book; ``.onnx``,
``.safetensors``, ``.keras`` and ``.weights.h5`` come from other programs, where optional packages
read them; ``.onnx`` and ``.py`` take a trained network elsewhere. Every ``file`` is a path or a
binary file.
"""

from collections.abc import Callable
from typing import Any

from core.formats.dense import RELU, Assumed
from core.formats.files import File
from core.formats.keras import load_keras, load_weights_h5
from core.formats.meaning import Meaning
from core.formats.network_script import save_script
from core.formats.nielsen import load_nielsen, save_nielsen
from core.formats.npz import load_npz, save_npz
from core.formats.onnx import save_onnx
from core.formats.onnx_reader import load_onnx
from core.formats.safetensors_reader import load_safetensors
from core.network import Network

__all__ = [
    "LOADERS",
    "SAVERS",
    "Assumed",
    "Meaning",
    "load_keras",
    "load_nielsen",
    "load_npz",
    "load_onnx",
    "load_safetensors",
    "load_weights_h5",
    "save_nielsen",
    "save_npz",
    "save_onnx",
    "save_script",
]

# By the ending of the file's name. A recipe tells how the network came about; only .npz keeps it.
# What leaves for other programs says what its numbers mean.
SAVERS: dict[str, Callable[[File, Network, dict[str, Any], Meaning], None]] = {
    ".npz": lambda file, network, recipe, meaning: save_npz(file, network, recipe),
    ".json": lambda file, network, recipe, meaning: save_nielsen(file, network),
    ".onnx": lambda file, network, recipe, meaning: save_onnx(file, network, meaning),
    ".py": lambda file, network, recipe, meaning: save_script(file, network, meaning),
}
# A recipe's "note" says what of a file was assumed, or left out. Where activations are not named,
# ``Assumed`` ones are taken.
LOADERS: dict[str, Callable[..., tuple[Network, dict[str, Any]]]] = {
    ".npz": lambda file, assumed=RELU: load_npz(file),
    ".json": lambda file, assumed=RELU: (load_nielsen(file), {}),
    ".onnx": load_onnx,
    ".safetensors": load_safetensors,
    ".keras": load_keras,
    ".h5": load_weights_h5,
}
