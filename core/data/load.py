"""Data sets as they are made, by name; loaded once per process and shared, read-only."""

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from core.data import bits, drawings, plane
from core.data.mnist import mnist
from core.data.points import points
from core.data.samples import Dataset
from core.data.tables import table
from core.data.typed import written
from core.specs.data import DataSpec

FEW = 1000
_POINTS = ("samples", "noise", "split", "seed", "features")

Maker = Callable[[DataSpec], Dataset]


def _classes(scatter: plane.Scatter, *names: str) -> Maker:
    return lambda spec: plane.classes(scatter, names, **_given(spec))


def _surface(height: plane.Surface) -> Maker:
    return lambda spec: plane.surface(height, **_given(spec))


def _given(spec: DataSpec) -> dict[str, Any]:
    return {name: getattr(spec, name) for name in _POINTS}


def _gate(name: str) -> Maker:
    return lambda spec: bits.gate(name)


def _few(_: DataSpec) -> Dataset:
    whole = _mnist()
    return replace(whole, train=whole.train[:FEW])


def _raw(_: DataSpec) -> Dataset:
    whole = _mnist()
    parts = {
        name: replace(getattr(whole, name), scale=1.0) for name in ("train", "validation", "test")
    }
    return replace(whole, **parts)


@functools.cache  # it takes longest, and half of the others are made of it
def _mnist() -> Dataset:
    return mnist()


MAKERS: dict[str, Maker] = {
    "mnist": lambda spec: _mnist(),
    "mnist_1000": _few,
    "mnist_raw": _raw,
    "even_odd": lambda spec: bits.even_odd(spec.bits),
    "parity": lambda spec: bits.parity(spec.bits, spec.split, spec.seed),
    "and": _gate("and"),
    "or": _gate("or"),
    "nand": _gate("nand"),
    "xor": _gate("xor"),
    "circles": _classes(plane.circles, "ring", "disc"),
    "quadrants": _classes(plane.quadrants, "signs equal", "signs differ"),
    "clouds": _classes(plane.clouds, "lower left", "upper right"),
    "spiral": _classes(plane.spiral, "first arm", "second arm"),
    "three_clouds": _classes(plane.three_clouds, "A", "B", "C"),
    "slope": _surface(plane.slope),
    "bump": _surface(plane.bump),
    "points": lambda spec: points(spec.table, spec.features),
    "written": lambda spec: written(spec.table),
    "csv": lambda spec: table(spec.table, spec.split, spec.seed, spec.reading),
    "drawings": lambda spec: drawings.alone(spec.table, spec.split, spec.seed, _mnist),
    "drawings_mnist": lambda spec: drawings.mixed(spec.table, _mnist),
}
"""How each entry of ``core.data.catalogue.DATASETS`` is made."""


def load(spec: DataSpec) -> Dataset:
    """Return the data that ``spec`` names; the same object every time.

    Raises
    ------
    ValueError
        If the file of the data is missing or damaged, or a table of one's own is not usable.
    """
    return _load(spec.relevant())


@functools.lru_cache(maxsize=16)
def _load(spec: DataSpec) -> Dataset:
    return MAKERS[spec.name](spec)
