"""One frame for a component as one ``bytes``: a JSON header, then plain arrays.

Streamlit hands ``data=bytes`` to JavaScript untouched, and only at top level. The layout,
little-endian::

    4 bytes   fingerprint (CRC-32 of everything after it)
    4 bytes   length of the header
    header    JSON; its "arrays" lists [type, length] of each array; padded with spaces
    arrays    one after another, each beginning at a multiple of 8

``unpack.js`` reads it without copying. Equal frames have equal fingerprints, so that a component
can skip a frame that changes nothing.
"""

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_PREFIX = struct.Struct("<II")
_TYPES: dict[str, np.dtype[Any]] = {
    "i1": np.dtype("<i1"),
    "u1": np.dtype("<u1"),
    "f4": np.dtype("<f4"),
}
_NAMES = {dtype: name for name, dtype in _TYPES.items()}
_FIELDS: dict[type, tuple[str, ...]] = {}  # of headers: asking for them takes longer than packing
_ALIGN = 8


def plain(data: "DataclassInstance") -> list[dict[str, Any]]:
    """Return data without arrays for a component; JavaScript gets it as the only item of a list.

    Of a mapping Streamlit asks whether it holds data frames, and imports pandas to know them: that
    was 1.7 of the 3.8 seconds that the first page of a process took.
    """
    return [asdict(data)]


def pack(header: "DataclassInstance", arrays: Sequence[NDArray[Any]]) -> bytes:
    """Put a header and some arrays into one ``bytes``.

    Parameters
    ----------
    header : dataclass
        JSON-friendly; what it consists of may be dataclasses, too. "arrays" is added here. Its
        types stand in wire.d.ts for JavaScript: see ``wire``.
    arrays : sequence of arrays
        int8, uint8 or float32, of any shape; their elements are written in C order.

    Raises
    ------
    ValueError
        If an array has another type, or the header holds NaN or infinity.
    """
    listed, body = [], bytearray()
    for a in arrays:
        if a.dtype not in _NAMES:
            raise ValueError(f"pack takes int8, uint8 and float32 arrays, not {a.dtype}")
        listed.append([_NAMES[a.dtype], a.size])
        body += a.tobytes()
        body += bytes(-len(body) % _ALIGN)
    text = _written({**_named(header), "arrays": listed}).encode()
    text += b" " * (-(_PREFIX.size + len(text)) % _ALIGN)
    rest = b"".join((struct.pack("<I", len(text)), text, body))
    return struct.pack("<I", zlib.crc32(rest)) + rest


def _named(part: Any) -> dict[str, Any]:
    kind = type(part)
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in fields(part))
    return {name: getattr(part, name) for name in _FIELDS[kind]}


_written = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_named
).encode


def unpack(frame: bytes) -> tuple[dict[str, Any], list[NDArray[Any]]]:
    """Take a frame apart again: the header and flat arrays."""
    _, length = _PREFIX.unpack_from(frame)
    at = _PREFIX.size + length
    header: dict[str, Any] = json.loads(frame[_PREFIX.size : at])
    arrays: list[NDArray[Any]] = []
    for name, size in header["arrays"]:
        a = np.frombuffer(frame, _TYPES[name], size, at)
        arrays.append(a)
        at += a.nbytes + -a.nbytes % _ALIGN
    return header, arrays
