"""Arrays as bytes and back: NumPy's own format, never a pickle, never larger than the bytes."""

import io
import math
import re
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

_HEADER = re.compile(  # read by hand: NumPy evaluates it
    rb"\x93NUMPY\x01\x00.."
    rb"\{'descr': '([<|][biuf][1248])', 'fortran_order': (True|False), "
    rb"'shape': \(((?:[0-9]{1,9},? ?){0,4})\), \} *\n",
    re.DOTALL,
)


def packed(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return arrays, by name, as bytes."""
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **dict(arrays))
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, NDArray[Any]]:
    """Return the arrays that ``packed`` made bytes of.

    Raises
    ------
    ValueError
        If they are none. No room is made for more than there are bytes, whatever they claim.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            stored = all(part.compress_type == zipfile.ZIP_STORED for part in parts)
            if not stored or sum(part.file_size for part in parts) > len(data):
                raise ValueError("the arrays are packed in another way")
            return {p.filename.removesuffix(".npy"): _array(archive.read(p)) for p in parts}
    except (
        *(zipfile.BadZipFile, struct.error, OSError, EOFError, RuntimeError, NotImplementedError),
        UnicodeDecodeError,  # of a name
    ) as error:
        raise ValueError(str(error)) from error


def _array(content: bytes) -> NDArray[Any]:
    head = _HEADER.match(content)
    if head is None:
        raise ValueError("an array has another header than it should")
    dtype, fortran = np.dtype(head[1].decode()), head[2] == b"True"
    shape = [int(n) for n in head[3].split(b",") if n.strip()]
    count = math.prod(shape)
    if count * dtype.itemsize != len(content) - head.end():
        raise ValueError("an array has another size than it says")
    flat = np.frombuffer(content, dtype, count, head.end()).copy()
    return flat.reshape(shape[::-1]).T if fortran else flat.reshape(shape)
