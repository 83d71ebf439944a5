"""MNIST's handwritten digits, from the file that comes with the product."""

import zipfile
from pathlib import Path

import numpy as np

from core.data.samples import Dataset, Samples, one_hot

ASSETS = Path(__file__).resolve().parents[2] / "assets"
TRAINED_ON = 50_000  # of MNIST's 60,000; the last 10,000 validate


def mnist() -> Dataset:
    """Return MNIST: 50,000 images for training, 10,000 for validation, 10,000 for the test.

    Raises
    ------
    ValueError
        If the file is missing or damaged.
    """
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
