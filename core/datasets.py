"""Data to learn from, loaded once per process and shared, read-only, by every run."""

import functools
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import ByteArray, FloatArray, IntArray
from core.specs import DataSpec

ASSETS = Path(__file__).resolve().parent.parent / "assets"
TRAINED_ON = 50_000  # of MNIST's 60,000; the last 10,000 validate


@dataclass(frozen=True, eq=False)
class Samples:
    """n samples: inputs x (n, n_0), targets y (n, n_L), classes ``labels`` (n,).

    Images stay uint8; ``scale`` brings them to 0..1 when a mini-batch is gathered.
    """

    x: ByteArray | FloatArray
    y: FloatArray
    labels: IntArray
    scale: float = 1.0

    def __post_init__(self) -> None:
        for array in (self.x, self.y, self.labels):
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, rows: slice) -> "Samples":
        return Samples(self.x[rows], self.y[rows], self.labels[rows], self.scale)


@dataclass(frozen=True, eq=False)
class Dataset:
    """Training, validation and test samples, and what inputs and outputs are called.

    ``image_shape`` is the (height, width) of inputs that are pictures.
    """

    train: Samples
    validation: Samples
    test: Samples
    input_names: tuple[str, ...]
    output_names: tuple[str, ...]
    image_shape: tuple[int, int] | None = None


def one_hot(labels: IntArray, n: int) -> FloatArray:
    """Return (m, n) float32 targets with a 1 in each label's column."""
    y = np.zeros((len(labels), n), np.float32)
    y[np.arange(len(labels)), labels] = 1
    return y


def _mnist() -> Dataset:
    path = ASSETS / "mnist.npz"
    try:
        with np.load(path, allow_pickle=False) as arrays:
            images = {part: arrays[f"{part}_images"] for part in ("train", "test")}
            labels = {part: arrays[f"{part}_labels"].astype(np.intp) for part in ("train", "test")}
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ValueError(
            "assets/mnist.npz is missing or damaged: check the project out again, or build the "
            "file with assets/build_mnist.py."
        ) from error

    def samples(part: str, rows: slice) -> Samples:
        pixels = images[part][rows].reshape(-1, 784)
        digits = labels[part][rows]
        return Samples(pixels, one_hot(digits, 10), digits, 1 / 255)

    return Dataset(
        train=samples("train", slice(TRAINED_ON)),
        validation=samples("train", slice(TRAINED_ON, None)),
        test=samples("test", slice(None)),
        input_names=tuple(f"row {i // 28}, column {i % 28}" for i in range(784)),
        output_names=tuple("0123456789"),
        image_shape=(28, 28),
    )


def even_odd(bits: int) -> Dataset:
    """Return all 2ᵇ numbers as bits, most significant first; column 1 is "even", column 0 "odd".

    The first 700/1024 of them, in order, are for training, the others for validation and test,
    as in the text that this experiment comes from.
    """
    numbers = np.arange(2**bits)
    x = (numbers[:, None] >> np.arange(bits - 1, -1, -1) & 1).astype(np.float32)
    labels = (numbers % 2 == 0).astype(np.intp)
    everything = Samples(x, one_hot(labels, 2), labels)
    cut = 2**bits * 700 // 1024
    held_out = everything[cut:]
    return Dataset(
        train=everything[:cut],
        validation=held_out,
        test=held_out,
        input_names=tuple(f"bit {bit}" for bit in range(bits - 1, -1, -1)),
        output_names=("odd", "even"),
    )


@functools.lru_cache(maxsize=16)
def load(spec: DataSpec) -> Dataset:
    """Return the data that ``spec`` names; the same object every time.

    Raises
    ------
    ValueError
        If the file of the data is missing or damaged.
    """
    return _mnist() if spec.name == "mnist" else even_odd(spec.bits)
