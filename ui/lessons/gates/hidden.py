"""A hidden layer solves XOR: what each of its units computes, and how they bend the plane."""

import numpy as np
import streamlit as st

from core.data.bits import as_bits
from core.explain.truth_tables import name_of
from runs.run import Run
from runs.snapshot import Look
from ui.components import heatmaps
from ui.lessons.gates import net as net
from ui.lessons.kit.live_run import live, run_of
from ui.shell.widgets import place
from ui.views import decision, warped
from ui.views.shared import plane_grid

HIDDEN = "gates.inside"
UNITS = (2, 3, 4)
_SIDE = 40  # places along a side of a unit's map


def hidden() -> int:
    """Return how many hidden units the visitor chose."""
    return int(st.session_state.get(HIDDEN) or 2)


def show() -> None:
    """Show what happens inside while XOR is learnt."""
    st.markdown(
        "Each **hidden unit** draws a line of its own; the output combines them. Play, and see "
        "which gate each becomes. Two units may get stuck: try new weights."
    )
    run = run_of(net.setup("xor", hidden(), net.seed()), "gates.run.inside", net.PACE)
    live(run, "gates.inside", draw, _choose, net.say, net.tell)


def _choose() -> None:
    net.choose_seed()
    st.radio(
        "Hidden units",
        UNITS,
        place(HIDDEN, UNITS),
        key=HIDDEN,
        horizontal=True,
        persist_state="session",
    )


def draw(run: Run, key: str) -> None:
    """Draw each hidden unit's answers, the truth table with them, and the whole net's map."""
    look = run.look()
    inside, whole, table = st.columns([4, 3, 5])
    with inside:
        heatmaps.mount(units(look, f"{key}.units"), f"{key}.units")
    with whole:
        if look.spec.sizes[1] == 2:
            warped.VIEW.mount(warped.payload(look, {}), f"{key}.warped")
        else:
            decision.VIEW.mount(decision.payload(look, {}), f"{key}.map")
    with table:
        st.markdown(net.inside_table(look.network, run.setup.data.name))


def units(look: Look, key: str) -> bytes:
    """Pack what each hidden unit answers over the plane, named by the gate it is nearest to."""
    plane = look.data.plane
    assert plane is not None
    fields = plane_grid.seen(look.network, plane_grid.inputs(plane, _SIDE)).a[1]
    corners = look.network.forward(as_bits(2)).a[1]
    gates = [name_of(corners[:, j]) for j in range(corners.shape[1])]
    names = [f"unit {j + 1}: {gate}" for j, gate in enumerate(gates)]
    values = np.ascontiguousarray(fields.T).reshape(-1, _SIDE, _SIDE) - 0.5
    tiles = heatmaps.Tiles("What each hidden unit answers", values, names)
    return heatmaps.frame(
        [tiles], key=key, scale=0.5, alt=", ".join(names) + ".", quantity="answer − ½"
    )
