"""Arrays as bytes and back: NumPy's own format, never a pickle, never larger than the bytes."""

import io
import math
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

_KINDS = "biuf"  # of numbers


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
        *(SyntaxError, TypeError, OverflowError, UnicodeDecodeError),  # of a header
    ) as error:
        raise ValueError(str(error)) from error


def _array(content: bytes) -> NDArray[Any]:
    file = io.BytesIO(content)
    version = npy.read_magic(file)
    if version not in ((1, 0), (2, 0)):
        raise ValueError("the arrays are of another version")
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, fortran, dtype = read(file)
    count = math.prod(shape)
    if dtype.kind not in _KINDS or count * dtype.itemsize != len(content) - file.tell():
        raise ValueError("an array has another size than it says")
    flat = np.frombuffer(content, dtype, count, file.tell()).copy()
    return flat.reshape(shape[::-1]).T if fortran else flat.reshape(shape)
