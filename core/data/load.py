"""All data there is to learn from, by name; loaded once per process and shared, read-only."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from core.data import bits, drawings, plane
from core.data.mnist import mnist
from core.data.samples import Dataset
from core.data.tables import table
from core.data.typed import written

if TYPE_CHECKING:
    from core.specs import DataSpec

FEW = 1000


@dataclass(frozen=True)
class Source:
    """An entry of ``DATASETS``; ``uses`` names the fields of ``DataSpec`` that it heeds."""

    label: str
    help: str
    build: "Callable[[DataSpec], Dataset]"
    uses: tuple[str, ...] = ()


_POINTS = ("samples", "noise", "split", "seed", "features")


def _classes(scatter: plane.Scatter, *names: str) -> "Callable[[DataSpec], Dataset]":
    return lambda spec: plane.classes(scatter, names, **_given(spec))


def _surface(height: plane.Surface) -> "Callable[[DataSpec], Dataset]":
    return lambda spec: plane.surface(height, **_given(spec))


def _given(spec: "DataSpec") -> dict[str, Any]:
    return {name: getattr(spec, name) for name in _POINTS}


def _few(spec: "DataSpec") -> Dataset:
    whole = load(replace(spec, name="mnist"))
    return replace(whole, train=whole.train[:FEW])


def _raw(spec: "DataSpec") -> Dataset:
    whole = load(replace(spec, name="mnist"))
    parts = {
        name: replace(getattr(whole, name), scale=1.0) for name in ("train", "validation", "test")
    }
    return replace(whole, **parts)


def _mnist() -> Dataset:
    from core.specs import DataSpec  # which lists this registry

    return load(DataSpec("mnist"))


def _gate(name: str) -> Source:
    truth = ", ".join(f"{i >> 1}{i & 1} → {answer}" for i, answer in enumerate(bits.GATES[name]))
    return Source(f"Gate: {name.upper()}", f"{truth}.", lambda spec: bits.gate(name))


DATASETS: dict[str, Source] = {
    "mnist": Source(
        "MNIST: handwritten digits",
        "50,000 images of 28 × 28 pixels to train on, 10,000 to validate.",
        lambda spec: mnist(),
    ),
    "mnist_1000": Source(
        "MNIST, its first 1,000",
        "So few images that a network can learn them by heart: see overfitting.",
        _few,
    ),
    "mnist_raw": Source(
        "MNIST, pixels 0–255",
        "Inputs a hundred times too large: see sigmoids saturate.",
        _raw,
    ),
    "even_odd": Source(
        "Even or odd? Numbers as bits",
        "Only the last bit matters. Does the network find out?",
        lambda spec: bits.even_odd(spec.bits),
        ("bits",),
    ),
    "parity": Source(
        "Parity: XOR of all bits",
        "Is the number of ones even? Every bit matters, and none does alone.",
        lambda spec: bits.parity(spec.bits, spec.split, spec.seed),
        ("bits", "split", "seed"),
    ),
    "and": _gate("and"),
    "or": _gate("or"),
    "nand": _gate("nand"),
    "xor": _gate("xor"),
    "circles": Source(
        "2-D: circles",
        "A disc inside a ring.",
        _classes(plane.circles, "ring", "disc"),
        _POINTS,
    ),
    "quadrants": Source(
        "2-D: XOR",
        "Opposite quadrants belong together.",
        _classes(plane.quadrants, "signs equal", "signs differ"),
        _POINTS,
    ),
    "clouds": Source(
        "2-D: Gaussians",
        "Two round clouds; a straight line tells them apart.",
        _classes(plane.clouds, "lower left", "upper right"),
        _POINTS,
    ),
    "spiral": Source(
        "2-D: spiral",
        "Two arms wound around each other: the hard one.",
        _classes(plane.spiral, "first arm", "second arm"),
        _POINTS,
    ),
    "three_clouds": Source(
        "2-D: three classes",
        "Three round clouds.",
        _classes(plane.three_clouds, "A", "B", "C"),
        _POINTS,
    ),
    "slope": Source(
        "Regression: plane",
        "The target is (x + y) / 6, a plane.",
        _surface(plane.slope),
        _POINTS,
    ),
    "bump": Source(
        "Regression: Gaussian bump",
        "The target is a round hill in the middle.",
        _surface(plane.bump),
        _POINTS,
    ),
    "written": Source(
        "Samples of the lesson",
        "The numbers of the lesson on the four equations, as they are.",
        lambda spec: written(spec.table),
        ("table",),
    ),
    "csv": Source(
        "Your own table (CSV)",
        "One sample a line, numbers separated by commas, the target last.",
        lambda spec: table(spec.table, spec.split, spec.seed),
        ("split", "seed", "table"),
    ),
    "drawings": Source(
        "Your drawings",
        "What you collected on the Draw page.",
        lambda spec: drawings.alone(spec.table, spec.split, spec.seed, _mnist),
        ("split", "seed", "table"),
    ),
    "drawings_mnist": Source(
        "Your drawings among MNIST",
        "What you collected on the Draw page, repeated, among 10,000 of MNIST’s images.",
        lambda spec: drawings.mixed(spec.table, _mnist),
        ("table",),
    ),
}


def load(spec: "DataSpec") -> Dataset:
    """Return the data that ``spec`` names; the same object every time.

    Raises
    ------
    ValueError
        If the file of the data is missing or damaged, or a table of one's own is not usable.
    """
    return _load(spec.relevant())


@functools.lru_cache(maxsize=16)
def _load(spec: "DataSpec") -> Dataset:
    return DATASETS[spec.name].build(spec)
