"""Which weight is selected: one for all views of a page, by a click or by number inputs."""

import streamlit as st

from core.specs import NetworkSpec
from ui.components import network_diagram
from ui.views.shared.opened import open_view

Edge = tuple[int, int, int]
"""(layer 1..L, unit from 0, input from 0); input -1 is the bias."""

_EDGE = "edge"


def checked(spec: NetworkSpec, edge: object) -> Edge | None:
    """Return ``edge`` if such a network has it."""
    if not isinstance(edge, list | tuple) or len(edge) != 3:
        return None
    l, j, k = edge
    if not all(type(place) is int for place in edge) or not 1 <= l < len(spec.sizes):
        return None
    if not 0 <= j < spec.sizes[l] or not -1 <= k < spec.sizes[l - 1]:
        return None
    return l, j, k


def selected(spec: NetworkSpec) -> Edge | None:
    """Return the selected weight of such a network."""
    return checked(spec, st.session_state.get(_EDGE))


def default(spec: NetworkSpec) -> Edge:
    """Return the weight that is looked at before one is selected."""
    return len(spec.sizes) - 1, 0, 0


def select(edge: Edge) -> None:
    """Select a weight."""
    st.session_state[_EDGE] = edge


def open_receipt() -> None:
    """Select what was clicked in the diagram, and show its receipt."""
    edge = network_diagram.selected("diagram")
    if edge is not None:
        st.session_state[_EDGE] = tuple(edge)
        open_view("receipt")
