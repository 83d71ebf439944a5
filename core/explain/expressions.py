"""Equations whose every number tells what it is made of: matrices, operators, worked-out cells."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.explain.numbers import DIGITS, EXACT, number, rounded, worked
from core.explain.plain import of
from core.explain.superscripts import lowered, raised
from core.explain.wiggle import cost_of_answers
from core.functions.activations import Activation
from core.functions.costs import Cost

NEAR = 0.01  # of a number: what is written of it comes that near


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """A matrix as it stands in an equation: "w²", "(w²)ᵀ"; ``values`` (rows, columns)."""

    name: str
    values: FloatArray


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one number comes from.

    ``uses`` are (place in the expression's terms, row, column) of the numbers that it is made of;
    ``value`` is those numbers put together as ``text`` says.
    """

    text: str
    uses: tuple[tuple[int, int, int], ...]
    value: float


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """``result`` = ``terms``: matrices and the operators between them; ``cell(row, column)``."""

    result: Matrix
    terms: tuple[Matrix | str, ...]
    cell: Callable[[int, int], Cell]


def product(
    result: Matrix, a: Matrix, b: Matrix, *, plus: Matrix | None = None, times: Matrix | None = None
) -> Expression:
    """Return result = a · b, plus a row, or times a row cell by cell."""
    inner = range(b.values.shape[0])

    def cell(i: int, j: int) -> Cell:
        pairs = [(float(a.values[i, k]), float(b.values[k, j])) for k in inner]
        uses = [use for k in inner for use in ((0, i, k), (2, k, j))]
        added = None if plus is None else float(plus.values[0, j])
        factor = None if times is None else float(times.values[0, j])

        def write(digits: int) -> tuple[str, float]:
            text = " + ".join(f"{bracketed(p, digits)} × {bracketed(q, digits)}" for p, q in pairs)
            value = sum(rounded(p, digits) * rounded(q, digits) for p, q in pairs)
            if added is not None:
                text += f" + {bracketed(added, digits)}"
                value += rounded(added, digits)
            if factor is not None:
                text = f"({text}) × {bracketed(factor, digits)}"
                value *= rounded(factor, digits)
            return text, value

        if plus is not None or times is not None:
            uses.append((4, 0, j))
        _, value = write(EXACT)
        return Cell(worked(write, value, NEAR), tuple(uses), value)

    terms: list[Matrix | str] = [a, "·", b]
    for operator, row in (("+", plus), ("⊙", times)):
        if row is not None:
            terms += [operator, row]
    return Expression(result, tuple(terms), cell)


def activated(a: Matrix, z: Matrix, activation: Activation) -> Expression:
    """Return a = σ(z)."""

    def cell(i: int, j: int) -> Cell:
        row, value = z.values[i].tolist(), float(a.values[i, j])

        def write(digits: int) -> tuple[str, float]:
            own, *parts = (number(v, digits) for v in (row[j], *row))
            shown = np.array([[rounded(v, digits) for v in row]], z.values.dtype)
            found = float(of(activation, shown)[0, j])
            if not activation.couples:
                return f"σ({own})", found
            return f"e{raised(own)} / ({' + '.join(f'e{raised(part)}' for part in parts)})", found

        units = range(len(row)) if activation.couples else (j,)
        return Cell(worked(write, value, NEAR), tuple((1, i, k) for k in units), value)

    return Expression(a, ("σ (", z, ")"), cell)


def moved(new: Matrix, old: Matrix, gradient: Matrix, eta: float) -> Expression:
    """Return new = old - η · gradient."""

    def cell(i: int, j: int) -> Cell:
        p, g = float(old.values[i, j]), float(gradient.values[i, j])

        def write(digits: int) -> tuple[str, float]:
            text = f"{number(p, digits)} − {number(eta, digits)} × {bracketed(g, digits)}"
            return text, rounded(p, digits) - rounded(eta, digits) * rounded(g, digits)

        _, value = write(EXACT)
        return Cell(worked(write, value, NEAR), ((0, i, j), (2, i, j)), value)

    return Expression(new, (old, f"− {number(eta)} ×", gradient), cell)


def written_out(cost: Cost, z: FloatArray, a: FloatArray, y: FloatArray) -> str:
    """Return one sample's cost with its numbers put in, given z, a and y (1, n) of its outputs."""
    before, term, after = cost.worked
    pairs = list(zip(a[0].tolist(), y[0].tolist(), strict=True))

    def write(digits: int) -> tuple[str, float]:
        def put(value: float) -> str:
            return number(value, digits)

        terms = (
            term.format(
                a=put(right), y=bracketed(wanted), not_a=put(1 - right), not_y=bracketed(1 - wanted)
            )
            for right, wanted in pairs
        )
        shown = np.array([[rounded(right, digits) for right, _ in pairs]], a.dtype)
        return before + " + ".join(terms) + after, float(cost_of_answers(cost, z, shown, y)[0])

    return worked(write, float(cost_of_answers(cost, z, a, y)[0]), NEAR)


def bracketed(value: float, digits: int = DIGITS) -> str:
    """Write a number as a factor: negative ones in brackets."""
    return f"({number(value, digits)})" if value < 0 else number(value, digits)


def named(symbol: str, l: int) -> str:
    """Return a symbol with its layer raised: "w²"."""
    return symbol + raised(l)


def entry(symbol: str, l: int, *places: int) -> str:
    """Return what one number of a layer is called, places from 0: "w²₁₂"."""
    return named(symbol, l) + "".join(lowered(place + 1) for place in places)
