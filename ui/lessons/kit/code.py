"""The code that runs, beside the mathematics that it implements."""

import inspect
import textwrap
from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

Function = Callable[..., Any] | type


@cache
def source(function: Function) -> str:
    """Return the source text of a function or class, without its indent."""
    return textwrap.dedent(inspect.getsource(function)).rstrip()


def beside(latex: str, function: Function, *, name: str = "") -> None:
    """Show formulas, and at their side the very function that computes them.

    Parameters
    ----------
    latex : str
        One formula a line, without dollar signs.
    name : str
        Of the function, where its own says too little; by default where it lies.
    """
    mathematics, code = st.columns([2, 3], vertical_alignment="center")
    with mathematics:
        for formula in latex.strip().splitlines():
            st.latex(formula.strip())
    with code:
        st.caption(name or f"`{function.__qualname__}` in `{where(function)}`")
        st.code(source(function), language="python", wrap_lines=True)


def where(function: Function) -> str:
    """Return the path of the file that a function lies in, below the project's folder."""
    return function.__module__.replace(".", "/") + ".py"
