"""What all formats share: bounded reading, JSON, and specs that come from strangers."""

import json
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from core.arrays import FloatArray
from core.network import Network
from core.specs import NetworkSpec

File = str | Path | BinaryIO


class TooLarge(ValueError):
    """The file, or a part of it, has more bytes than any network needs."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"Too large for a network: at most {limit:,} bytes are read here.")


def read(file: File, limit: int) -> bytes:
    """Return the whole file.

    Raises
    ------
    ValueError
        If it cannot be read, or has more than ``limit`` bytes; no more than that are read.
    """
    try:
        if isinstance(file, str | Path):
            with open(file, "rb") as opened:
                content = opened.read(limit + 1)
        else:
            content = file.read(limit + 1)
    except OSError as error:
        raise ValueError(f"The file cannot be read: {error.strerror or error}.") from error
    if len(content) > limit:
        raise TooLarge(limit)
    return content


def write(file: File, content: bytes) -> None:
    """Write the whole file at once."""
    if isinstance(file, str | Path):
        Path(file).write_bytes(content)
    else:
        file.write(content)


def parse_json(text: bytes) -> Any:
    """Return what the JSON says; anything wrong with it, also its depth, is a ValueError."""
    try:
        return json.loads(text.decode("utf-8-sig"))  # some editors put a mark before it
    except (ValueError, RecursionError) as error:
        raise ValueError("This is not JSON, or it is nested too deeply.") from error


def build(spec: NetworkSpec, parameters: FloatArray) -> Network:
    """Return the network, if its numbers are finite in its own precision."""
    with np.errstate(over="ignore"):
        cast = parameters.astype(spec.dtype)
    if not np.isfinite(cast).all():
        raise ValueError("The file's weights are not all finite numbers.")
    return Network(spec, cast)
