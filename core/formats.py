"""Networks in files: .npz without pickle, checked from outside in before anything is used."""

import json
import zipfile
import zlib
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from core.network import Network
from core.specs import NetworkSpec

MAX_BYTES = 64 * 2**20
_NOT_OURS = (OSError, EOFError, KeyError, TypeError, ValueError, zipfile.BadZipFile, zlib.error)


def save_npz(file: str | Path | BinaryIO, network: Network, recipe: dict[str, Any]) -> None:
    """Write the network's spec, its parameters as float16, and how it came about (``recipe``)."""
    about = json.dumps({"network": network.spec.to_json(), "recipe": recipe})
    text = np.frombuffer(about.encode(), np.uint8)
    np.savez_compressed(file, about=text, parameters=network.parameters.astype(np.float16))


def load_npz(file: str | Path | BinaryIO) -> tuple[Network, dict[str, Any]]:
    """Read what ``save_npz`` wrote.

    Raises
    ------
    ValueError
        If the file is no such file, too large, or holds anything but finite numbers in the
        right shape. Nothing in it is executed.
    """
    try:
        about, parameters = _contents(file)
        network, recipe = about["network"], dict(about["recipe"])
    except _TooLarge:
        raise ValueError("This file is too large for a network.") from None
    except _NOT_OURS as error:
        raise ValueError("This is not a network saved by Backprop Playground.") from error
    if parameters.dtype.kind != "f" or not np.isfinite(parameters).all():
        raise ValueError("The file's weights are not all finite numbers.")
    return Network(NetworkSpec.from_json(network), parameters), recipe


class _TooLarge(Exception):
    pass


def _contents(file: str | Path | BinaryIO) -> tuple[Any, NDArray[Any]]:
    with zipfile.ZipFile(file) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_BYTES:
            raise _TooLarge
    if not isinstance(file, str | Path):
        file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        return json.loads(arrays["about"].tobytes()), arrays["parameters"]
