"""Equations whose every number tells what it is made of: matrices, operators, worked-out cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.arrays import FloatArray
from core.explain.numbers import number
from core.explain.superscripts import lowered, raised
from core.functions.activations import Activation
from core.functions.costs import Cost


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
        text = " + ".join(f"{bracketed(p)} × {bracketed(q)}" for p, q in pairs)
        value = sum(p * q for p, q in pairs)
        if plus is not None:
            value += float(plus.values[0, j])
            text += f" + {bracketed(float(plus.values[0, j]))}"
            uses.append((4, 0, j))
        if times is not None:
            value *= float(times.values[0, j])
            text = f"({text}) × {bracketed(float(times.values[0, j]))}"
            uses.append((4, 0, j))
        return Cell(text, tuple(uses), value)

    terms: list[Matrix | str] = [a, "·", b]
    for operator, row in (("+", plus), ("⊙", times)):
        if row is not None:
            terms += [operator, row]
    return Expression(result, tuple(terms), cell)


def activated(a: Matrix, z: Matrix, activation: Activation) -> Expression:
    """Return a = σ(z)."""

    def cell(i: int, j: int) -> Cell:
        own = number(float(z.values[i, j]))
        value = float(a.values[i, j])
        if activation.couples:
            parts = " + ".join(f"e{raised(number(v))}" for v in z.values[i].tolist())
            text = f"e{raised(own)} / ({parts})"
            return Cell(text, tuple((1, i, k) for k in range(z.values.shape[1])), value)
        return Cell(f"σ({own})", ((1, i, j),), value)

    return Expression(a, ("σ (", z, ")"), cell)


def moved(new: Matrix, old: Matrix, gradient: Matrix, eta: float) -> Expression:
    """Return new = old - η · gradient."""

    def cell(i: int, j: int) -> Cell:
        p, g = float(old.values[i, j]), float(gradient.values[i, j])
        text = f"{number(p)} − {number(eta)} × {bracketed(g)}"
        return Cell(text, ((0, i, j), (2, i, j)), p - eta * g)

    return Expression(new, (old, f"− {number(eta)} ×", gradient), cell)


def written_out(cost: Cost, pairs: Sequence[tuple[float, float]]) -> str:
    """Return one sample's cost with its numbers put in, given a and y of each output."""
    before, term, after = cost.worked
    terms = (
        term.format(a=number(a), y=bracketed(y), not_a=number(1 - a), not_y=bracketed(1 - y))
        for a, y in pairs
    )
    return before + " + ".join(terms) + after


def bracketed(value: float) -> str:
    """Write a number as a factor: negative ones in brackets."""
    return f"({number(value)})" if value < 0 else number(value)


def named(symbol: str, l: int) -> str:
    """Return a symbol with its layer raised: "w²"."""
    return symbol + raised(l)


def entry(symbol: str, l: int, *places: int) -> str:
    """Return what one number of a layer is called, places from 0: "w²₁₂"."""
    return named(symbol, l) + "".join(lowered(place + 1) for place in places)
