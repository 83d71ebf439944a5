"""Networks in files. Whatever is read is checked before it is used, and nothing is executed.

``.npz`` holds a network exactly; ``.json`` is the format of Nielsen's book; ``.onnx`` and ``.py``
take a trained network elsewhere and are only written. Every ``file`` is a path or a binary file.
"""

from collections.abc import Callable
from typing import Any

from core.formats.files import File
from core.formats.meaning import Meaning
from core.formats.network_script import save_script
from core.formats.nielsen import load_nielsen, save_nielsen
from core.formats.npz import load_npz, save_npz
from core.formats.onnx import save_onnx
from core.network import Network

__all__ = [
    "LOADERS",
    "SAVERS",
    "Meaning",
    "load_nielsen",
    "load_npz",
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
LOADERS: dict[str, Callable[[File], tuple[Network, dict[str, Any]]]] = {
    ".npz": load_npz,
    ".json": lambda file: (load_nielsen(file), {}),
}
