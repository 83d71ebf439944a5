"""A nudge: move one number, see how far the cost moves; their ratio is the derivative."""

import numpy as np
import streamlit as st

from core.explain import neuron
from core.explain.neuron import Nudge
from core.explain.numbers import number
from core.network import Network
from ui.components.kit import still_svg
from ui.lessons.kit.code import beside
from ui.lessons.kit.nudged import nudged
from ui.lessons.one_neuron.samples import NAMES, X, Y, by_hand
from ui.shell.widgets import place

KEY = "one_neuron.nudge"
STEPS = (3.0, 1.0, 0.1, 0.01, 0.001)
_WHICH, _BY = f"{KEY}.which", f"{KEY}.by"
_COARSE = 1e-13  # of C: what a change below this is rounded by can be seen in three digits
ROUND = 4.0  # how far the picture reaches to either side
_FINE = 161


def show() -> None:
    """Show a nudge as a picture, and smaller and smaller ones as a table."""
    st.markdown(
        "Move **one** weight, or b, by Δ: C moves by ΔC. As Δ shrinks, their ratio settles "
        "at the slope of the tangent: the **derivative** of C by w, written ∂C/∂w. The "
        "derivatives by all weights and biases together are the **gradient**."
    )
    st.fragment(_live)()


def _live() -> None:
    with st.container(horizontal=True, gap="large"):
        name = st.radio(
            "Nudge",
            NAMES,
            place(_WHICH, NAMES),
            format_func="nudge {}".format,
            label_visibility="collapsed",
            key=_WHICH,
            horizontal=True,
            persist_state="session",
        )
        by = st.radio(
            "by Δ",
            STEPS,
            place(_BY, STEPS),
            format_func="by {:g}".format,
            label_visibility="collapsed",
            key=_BY,
            horizontal=True,
            persist_state="session",
        )
    picture, controls = st.columns([3, 2])
    with controls:
        network = by_hand()
        at = NAMES.index(name)
        made = {step: neuron.nudge(network, at, step, X, Y) for step in STEPS}
        st.markdown(table(made, name))
        if coarse(made):
            st.caption("So flat is it here that C moves in its last digits only: ΔC is rounded.")
    with picture:
        now = float(network.parameters[at])
        w = np.linspace(now - ROUND, now + ROUND, _FINE)
        c = over(network, at, w)
        still_svg.mount(nudged(w, c, now, made[by], name), f"{KEY}.picture")


def over(network: Network, place: int, values: np.ndarray) -> np.ndarray:
    """Return the cost (n,) with one parameter at each of ``values`` (n,)."""
    moved = Network(network.spec, network.parameters)
    found = np.empty(len(values))
    for i, value in enumerate(values):
        moved.parameters[place] = value
        found[i] = neuron.cost(moved, X, Y)
    return found


def coarse(made: dict[float, Nudge]) -> bool:
    """Tell whether some nudge moves C so little that ratios show how numbers are rounded."""
    return any(abs(one.change) < _COARSE * one.before for one in made.values())


def table(made: dict[float, Nudge], name: str) -> str:
    """Return a Markdown table: a row for each nudge, then what backpropagation finds."""
    rows = [f"| Δ{name} | ΔC | ΔC / Δ{name} |", "|--:|--:|--:|"]
    rows += [f"| {by:g} | {number(one.change)} | {number(one.ratio)} |" for by, one in made.items()]
    slope = next(iter(made.values())).slope
    rows.append(f"| | ∂C/∂{name} | **{number(slope)}** |")
    return "\n".join(rows)


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(
        r"\frac{\partial C}{\partial w} = \lim_{\Delta \to 0} "
        r"\frac{C(w + \Delta) - C(w)}{\Delta}",
        neuron.nudge,
    )
