"""Where a formula such as "y > sin(3x)" holds: read by hand, for nothing else is to be run."""

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray
from core.data.samples import Feature

LONGEST = 200  # characters
_DEEPEST = 20  # brackets in brackets, and signs before signs

BoolArray = NDArray[np.bool_]
Condition = Callable[[FloatArray, FloatArray], BoolArray]

_FUNCTIONS: dict[str, Callable[[FloatArray], FloatArray]] = {
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "tanh": np.tanh,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
}
_NAMES: dict[str, Feature] = {
    "x": lambda x, y: x,
    "y": lambda x, y: y,
    "r": np.hypot,
    "pi": lambda x, y: np.full_like(x, np.pi),
    "e": lambda x, y: np.full_like(x, np.e),
}
_SIGNS = {"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "**": "^", "²": "^2", "³": "^3"} | {
    "π": "pi",
    "≥": ">",
    "≤": "<",
    ">=": ">",  # points lie on a border with probability 0
    "<=": "<",
}
_WORDS = "|".join(sorted([*_FUNCTIONS, *_NAMES], key=len, reverse=True))
_TOKEN = re.compile(rf"\s*(\d+(?:[.,]\d*)?|[.,]\d+|{_WORDS}|[-+*/^()<>])", re.A)


def condition(formula: str) -> Condition:
    """Return the function of x and y, (n,) each, that tells where a formula holds, (n,).

    It compares two sums by > or <. They are made of numbers, x, y, r = √(x² + y²), pi, e, the signs
    + - * / ^, brackets and functions of one number; "3x" is a product, "0,5" the same as "0.5".
    Where a side is no number, such as √-1, it does not hold.

    Raises
    ------
    ValueError
        If the formula makes no sense; it says where.
    """
    if len(formula) > LONGEST:
        raise ValueError(f"A formula has {LONGEST} characters at most.")
    reader = _Reader(formula)
    left = reader.sum()
    sign = reader.next
    if sign not in ("<", ">"):
        raise reader.stray("Compare two sides by > or <, as in y > sin(3x).")
    reader.skip()
    right = reader.sum()
    if reader.next:
        raise reader.stray("The formula should end there.")

    def holds(x: FloatArray, y: FloatArray) -> BoolArray:
        with np.errstate(all="ignore"):
            a, b = left(x, y), right(x, y)
            found: BoolArray = a > b if sign == ">" else a < b
        return found

    return holds


class _Reader:
    """Reads a formula from left to right: each method a part, the loosest sign first."""

    def __init__(self, formula: str) -> None:
        for sign, plain in _SIGNS.items():
            formula = formula.replace(sign, plain)
        self._tokens = _tokens(formula.lower())
        self._at = 0
        self._depth = 0

    @property
    def next(self) -> str:
        """The token whose turn it is, '' at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def skip(self) -> str:
        """Go past a token and return it."""
        token = self.next
        self._at += 1
        return token

    def stray(self, wanted: str) -> ValueError:
        """Return what is to be said of the token whose turn it is."""
        where = f"“{self.next}” makes no sense there." if self.next else "The formula breaks off."
        return ValueError(f"{where} {wanted}")

    def sum(self) -> Feature:
        value = self._product()
        while self.next in ("+", "-"):
            value = _joined(np.add if self.skip() == "+" else np.subtract, value, self._product())
        return value

    def _product(self) -> Feature:
        value = self._signed()
        while self.next and self.next not in "+-<>)":
            if self.next in ("*", "/"):
                how = np.multiply if self.skip() == "*" else np.divide
                value = _joined(how, value, self._signed())
            else:  # two parts side by side
                value = _joined(np.multiply, value, self._power())
        return value

    def _signed(self) -> Feature:
        if self.next not in ("-", "+"):
            return self._power()
        if self.skip() == "+":
            return self._inside(self._signed)
        value = self._inside(self._signed)
        return lambda x, y: -value(x, y)

    def _power(self) -> Feature:
        value = self._part()
        if self.next != "^":
            return value
        self.skip()
        return _joined(np.power, value, self._inside(self._signed))

    def _part(self) -> Feature:
        token = self.next
        if token == "(":
            return self._bracketed()
        if token in _FUNCTIONS:
            self.skip()
            if self.next != "(":
                raise self.stray(f"Write {token}(…), with brackets.")
            function, inner = _FUNCTIONS[token], self._bracketed()
            return lambda x, y: function(inner(x, y))
        if token in _NAMES:
            return _NAMES[self.skip()]
        if not token or token in "+-*/^()<>":
            raise self.stray("A number, x, y or a function is missing.")
        number = float(self.skip().replace(",", "."))
        return lambda x, y: np.full_like(x, number)

    def _bracketed(self) -> Feature:
        self.skip()
        value = self._inside(self.sum)
        if self.next != ")":
            raise self.stray("A bracket is not closed.")
        self.skip()
        return value

    def _inside(self, read: Callable[[], Feature]) -> Feature:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("The formula has too many brackets or signs in one another.")
        value = read()
        self._depth -= 1
        return value


def _joined(how: Callable[[FloatArray, FloatArray], FloatArray], a: Feature, b: Feature) -> Feature:
    return lambda x, y: how(a(x, y), b(x, y))


def _tokens(formula: str) -> list[str]:
    tokens, at = [], 0
    formula = formula.rstrip()
    while at < len(formula):
        match = _TOKEN.match(formula, at)
        if match is None:
            raise ValueError(f"I cannot read “{formula[at:].strip()[:20]}” in the formula.")
        tokens.append(match[1])
        at = match.end()
    return tokens
