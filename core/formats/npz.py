"""Our own format, .npz: the spec and the recipe as JSON, the parameters as one array, no pickle.

The two arrays are read here by hand: ``np.load`` would make room for whatever size a file claims,
and evaluates its headers.
"""

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.formats.files import File, TooLarge, build, parse_json, read
from core.network import Network
from core.specs import NetworkSpec

MAX_BYTES = 96 * 2**20  # the largest network possible has 80 MiB in 64-bit precision
MAX_ABOUT = 2**20
MAX_ENTRIES = 16  # two, and room for bytes that look like another
_ENTRY = b"PK\x01\x02"
_HEADER = re.compile(
    rb"\x93NUMPY\x01\x00.."
    rb"\{'descr': '([<|][fu][1248])', 'fortran_order': False, 'shape': \(([0-9]{1,8}),\), \} *\n",
    re.DOTALL,
)


def save_npz(
    file: File, network: Network, recipe: dict[str, Any], dtype: str | None = None
) -> None:
    """Write spec, parameters and how the network came about (``recipe``, JSON-friendly).

    The parameters are exact, unless ``dtype`` asks for less: "float16" makes small files.

    Raises
    ------
    ValueError
        If the parameters are not all finite in that precision.
    """
    with np.errstate(over="ignore"):
        parameters = network.parameters.astype(dtype or network.spec.dtype)
    if not np.isfinite(parameters).all():
        raise ValueError(f"Not all weights are finite numbers in {parameters.dtype}.")
    about = json.dumps({"network": network.spec.to_json(), "recipe": recipe})
    text = np.frombuffer(about.encode(), np.uint8)
    np.savez_compressed(file, about=text, parameters=parameters)


def load_npz(file: File) -> tuple[Network, dict[str, Any]]:
    """Read what ``save_npz`` wrote: the network and its recipe.

    Raises
    ------
    ValueError
        If the file is no such file, too large, or holds anything but finite numbers in the
        right shape. Nothing in it is executed.
    """
    content = read(file, MAX_BYTES)
    with _archive(content) as archive:
        about = parse_json(_array(archive, "about", "u", MAX_ABOUT).tobytes())
        description, recipe = about["network"], dict(about["recipe"])
    spec = NetworkSpec.from_json(description)
    with _archive(content) as archive:
        # 8 bytes a number and some more, so that a few too many get an answer of their own
        parameters = _array(archive, "parameters", "f", 8 * spec.parameter_count + MAX_ABOUT)
    return build(spec, parameters), recipe


@contextmanager
def _archive(content: bytes) -> Iterator[zipfile.ZipFile]:
    """Open the archive; turn all that a damaged or foreign one can cause into one ValueError."""
    try:
        if not content.startswith(b"PK\x03\x04") or content.count(_ENTRY) > MAX_ENTRIES:
            raise ValueError("no archive, or one with many files")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except TooLarge:
        raise
    except (
        # from zipfile, about archives that are broken or encrypted
        *(zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, struct.error),
        # about what lies inside
        *(KeyError, TypeError, ValueError),
    ) as error:
        raise ValueError("This is not a network saved by Backprop Playground.") from error


def _array(archive: zipfile.ZipFile, name: str, kind: str, limit: int) -> NDArray[Any]:
    """Return one array of rank 1 with numbers of this kind; read ``limit`` bytes at most."""
    info = archive.getinfo(f"{name}.npy")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(f"{name} is compressed in another way than NumPy does")
    with archive.open(info) as entry:
        content = entry.read(limit + 1)
    if len(content) > limit:
        raise TooLarge(limit)
    header = _HEADER.match(content)
    if header is None:
        raise ValueError(f"{name} is no array of rank 1")
    dtype = np.dtype(header[1].decode())
    if dtype.kind != kind or len(content) != header.end() + int(header[2]) * dtype.itemsize:
        raise ValueError(f"{name} has another type or size than it says")
    return np.frombuffer(content, dtype, offset=header.end())
