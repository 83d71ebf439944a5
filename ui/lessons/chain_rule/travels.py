"""A nudge travels from a weight to the cost; the ratios on its way multiply."""

import math

import streamlit as st

from core.explain.chain import Stop, travel
from core.explain.numbers import number
from ui.components.kit import still_svg
from ui.lessons.chain_rule import own_chain, pictures
from ui.lessons.kit.code import beside
from ui.shell.widgets import place

KEY = "chain_rule.travels"
_WHICH = f"{KEY}.which"
WEIGHTS = ("w²", "w¹")


def show() -> None:
    """Show the nudge on number lines, and its ratios."""
    st.markdown(
        "Two neurons in a row: a¹ = σ(w¹x), a² = σ(w²a¹); ¹ and ² are **layers**, no powers. "
        f"C is half the square of a² − {own_chain.Y:g}. A nudge of w moves z, z moves a, a moves "
        "C. Each ratio is easy; their **product** is ΔC/Δw. With nudges that shrink to "
        "nothing this is the **chain rule**."
    )
    st.fragment(_live)()


def _live() -> None:
    picture, controls = st.columns([3, 2])
    with controls:
        name = st.radio(
            "Nudge",
            WEIGHTS,
            place(_WHICH, WEIGHTS),
            format_func="nudge {}".format,
            key=_WHICH,
            horizontal=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        network, x, by = own_chain.choose()
        stops = travel(network, x, own_chain.Y, 2 if name == "w²" else 1, by)
        st.markdown(table(stops))
    with picture:
        still_svg.mount(pictures.lines(stops), f"{KEY}.picture")


def table(stops: list[Stop]) -> str:
    """Return a Markdown table of the ratios, and what they multiply to."""
    rows = [f"| | Δ = {number(stops[0].change)} | Δ → 0 |", "|:--|--:|--:|"]
    found = pictures.ratios(stops)
    rows += [f"| {name} | {number(ratio)} | {number(slope)} |" for name, ratio, slope in found]
    limit = math.prod(stop.slope for stop in stops)
    product = math.prod(ratio for _, ratio, _ in found)
    rows.append(f"| product = ΔC/Δ{stops[0].name} | **{number(product)}** | **{number(limit)}** |")
    return "\n".join(rows)


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(
        r"\frac{\partial C}{\partial w} = \frac{\partial C}{\partial a} \cdot "
        r"\frac{\partial a}{\partial z} \cdot \frac{\partial z}{\partial w}",
        travel,
    )
