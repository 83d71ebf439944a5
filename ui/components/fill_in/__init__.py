"""You are backprop: matrices with blanks, filled in by numbers or by the terms they are made of.

The browser judges what is filled in: each blank brings the right number, and the numbers that known
mistakes give, with what they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ui.components.kit.linker import component
from ui.components.kit.packing import plain

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong number, and what would have given it."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A number of a matrix.

    Parameters
    ----------
    name, text, value
        What it is called, how it is written, and what it is to the last bit.
    mistakes : sequence of Mistake
        Of a blank.
    recipe : str
        Of a blank: what it is made of.
    """

    name: str
    text: str
    value: float
    mistakes: Sequence[Mistake] = ()
    recipe: str = ""


@dataclass(frozen=True, slots=True)
class BlankGrid:
    """A matrix, known or to be filled in; ``turn`` is its place in the order of filling in."""

    name: str
    rows: Sequence[Sequence[Blank]]
    turn: int = -1
    equation: str = ""


@dataclass(frozen=True, slots=True)
class BlankLine:
    """The matrices of a layer."""

    title: str
    grids: Sequence[BlankGrid]


@dataclass(frozen=True, slots=True)
class FillIn:
    """All of it: ``level`` is the name that a score is kept by, ``following`` of the next level.

    ``levels`` are the names of all that have a score; ``net`` tells one set of numbers from
    another.
    """

    level: str
    following: str
    levels: Sequence[str]
    net: str
    lines: Sequence[BlankLine]


def mount(data: FillIn, key: str, on_next: Callable[[], None]) -> None:
    """Show it; ``on_next`` is called when the visitor asks for the next level."""
    _MOUNT(key=key, data=plain(data), on_following_change=on_next)


def asked_for(key: str) -> str | None:
    """Return the level that was asked for, in ``on_next``."""
    level = st.session_state.get(key, {}).get("following")
    return level if isinstance(level, str) else None
