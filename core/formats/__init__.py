"""Networks in files. Whatever is read is checked before it is used, and nothing is executed.

``.npz`` holds a network exactly; ``.json`` is the format of Nielsen's book; ``.onnx`` and ``.py``
take a trained network elsewhere and are only written. Every ``file`` is a path or a binary file.
"""

from collections.abc import Callable
from typing import Any

from core.formats.files import File
from core.formats.network_script import save_script
from core.formats.nielsen import load_nielsen, save_nielsen
from core.formats.npz import load_npz, save_npz
from core.formats.onnx import save_onnx
from core.network import Network

__all__ = [
    "LOADERS",
    "SAVERS",
    "load_nielsen",
    "load_npz",
    "save_nielsen",
    "save_npz",
    "save_onnx",
    "save_script",
]

# By the ending of the file's name. A recipe tells how the network came about; only .npz keeps it.
SAVERS: dict[str, Callable[[File, Network, dict[str, Any]], None]] = {
    ".npz": save_npz,
    ".json": lambda file, network, recipe: save_nielsen(file, network),
    ".onnx": lambda file, network, recipe: save_onnx(file, network),
    ".py": lambda file, network, recipe: save_script(file, network),
}
LOADERS: dict[str, Callable[[File], tuple[Network, dict[str, Any]]]] = {
    ".npz": load_npz,
    ".json": lambda file: (load_nielsen(file), {}),
}
