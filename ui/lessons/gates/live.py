"""The four gates, learnt while one watches."""

import streamlit as st

from core.data.bits import GATES
from core.specs import Setup
from runs.run import Run
from ui.lessons.gates import net as net
from ui.lessons.kit.live_run import live, run_of
from ui.shell.widgets import place
from ui.views import decision

GATE, HIDDEN = "gates.gate", "gates.hidden"
UNITS = (0, 2, 4)


def chosen() -> Setup:
    """Return the net for the gate that the visitor chose."""
    gate = st.session_state.get(GATE) or "and"
    return net.setup(gate, st.session_state.get(HIDDEN) or 0, net.seed())


def show() -> None:
    """Show truth table and decision map while a net learns a gate."""
    st.markdown(
        "A gate makes one bit of two, x₁ and x₂. The net sees the four rows of its truth table "
        "again and again. Press Play, then try **XOR**. **Hidden units** are neurons in between."
    )
    run = run_of(chosen(), "gates.run", net.PACE)
    live(run, "gates.live", draw, _choose, net.say, net.tell)


def _choose() -> None:
    net.choose_seed()
    gates = list(GATES)
    st.radio(
        "Gate",
        gates,
        place(GATE, gates),
        format_func=str.upper,
        key=GATE,
        horizontal=True,
        persist_state="session",
    )
    st.radio(
        "Hidden units",
        UNITS,
        place(HIDDEN, UNITS),
        format_func=lambda n: str(n) if n else "none: one layer",
        key=HIDDEN,
        horizontal=True,
        persist_state="session",
    )


def draw(run: Run, key: str) -> None:
    """Draw the truth table, and what the net answers between the corners."""
    look = run.look()
    between, table = st.columns([3, 11])  # the map first: on a phone it shows together with Play
    with between:
        decision.VIEW.mount(decision.payload(look, {}), f"{key}.map")
    with table:
        st.markdown(net.truth_table(look.network, run.setup.data.name))
        st.caption("The map is the answer at every point of the plane: orange 0, blue 1.")
