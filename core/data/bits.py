"""Numbers as bits, and logic gates: small tables whose every row is known."""

import numpy as np

from core.arrays import FloatArray, IntArray
from core.data.samples import Dataset, Feature, Plane, Samples, one_hot, split

GATES = {
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "xor": (0, 1, 1, 0),
}
"""What each gate answers to the inputs 00, 01, 10, 11."""

INPUTS: dict[str, Feature] = {"x₁": lambda x, y: x, "x₂": lambda x, y: y}
"""A gate's inputs are the coordinates themselves; y is what is wanted of it."""


def even_odd(bits: int) -> Dataset:
    """Return all 2ᵇ numbers as bits, most significant first; column 1 is "even", column 0 "odd".

    The first 700/1024 of them, in order, are for training, the others for validation and test,
    as in the text that this experiment comes from.
    """
    x = as_bits(bits)
    labels = (x[:, -1] == 0).astype(np.intp)
    everything = Samples(x, one_hot(labels, 2), labels)
    cut = 2**bits * 700 // 1024
    return _numbers(everything[:cut], everything[cut:], ("odd", "even"))


def parity(bits: int, share: float, seed: int) -> Dataset:
    """Return all 2ᵇ numbers as bits; the class is the XOR of all bits.

    Column 1 is "even": an even number of ones. A random ``share`` is for training.
    """
    x = as_bits(bits)
    labels = (x.sum(axis=1) % 2 == 0).astype(np.intp)
    everything = Samples(x, one_hot(labels, 2), labels)
    train, held_out = split(everything, share, np.random.default_rng(seed))
    return _numbers(train, held_out, ("odd number of ones", "even number of ones"))


def gate(name: str) -> Dataset:
    """Return the four rows of a gate's truth table, for training, validation and test alike."""
    x = as_bits(2)
    labels: IntArray = np.array(GATES[name], np.intp)
    rows = Samples(x, labels[:, None].astype(np.float32), labels)
    return Dataset(
        train=rows,
        validation=rows,
        test=rows,
        input_names=tuple(INPUTS),
        output_names=(name.upper(),),
        plane=Plane(INPUTS, x, x[:0], -0.5, 1.5),
        class_names=("0", "1"),
    )


def as_bits(n: int) -> FloatArray:
    """Return all 2ⁿ numbers as n bits each, most significant first: (2ⁿ, n)."""
    numbers = np.arange(2**n)
    x: FloatArray = (numbers[:, None] >> np.arange(n - 1, -1, -1) & 1).astype(np.float32)
    return x


def _numbers(train: Samples, held_out: Samples, classes: tuple[str, str]) -> Dataset:
    bits = train.x.shape[1]
    return Dataset(
        train=train,
        validation=held_out,
        test=held_out,
        input_names=tuple(f"bit {bit}" for bit in range(bits - 1, -1, -1)),
        output_names=classes,
    )
