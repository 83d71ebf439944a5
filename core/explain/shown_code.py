"""Lines of the product's own code, to be shown beside the equations that they compute."""

import functools
import inspect
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of the product's own code, from ``place``: "core/network.py, Batch.forward"."""

    text: str
    place: str


def lines(function: Callable[..., object], *parts: str) -> Code:
    """Return the lines of a function's source that hold ``parts``, one for each.

    Raises
    ------
    ValueError
        If one of them is no longer there.
    """
    text = _without_docstring(function).splitlines()
    found = []
    for part in parts:
        line = next((line for line in text if part in line), None)
        if line is None:
            raise ValueError(f"{function.__qualname__} has no line with {part!r}")
        found.append(line.strip())
    return Code("\n".join(found), place(function))


def body(function: Callable[..., object]) -> Code:
    """Return all that a function does, without its head."""
    text = _without_docstring(function)
    head = re.match(r"\s*def .*?\) -> [^\n]*:\n", text, re.DOTALL)
    assert head is not None
    return Code(textwrap.dedent(text[head.end() :]).strip(), place(function))


@functools.cache  # a file is read and taken apart for each
def _without_docstring(function: Callable[..., object]) -> str:
    return inspect.getsource(function).replace(f'"""{function.__doc__}"""', "")


def place(function: Callable[..., object]) -> str:
    """Return where a function lies: its file below the project's folder, and its name."""
    return f"{function.__module__.replace('.', '/')}.py, {function.__qualname__}"
