"""What opens over the stage: settings and own points in a drawer, the rest as dialogs."""

from collections.abc import Callable

import streamlit as st

from runs.run import Run
from ui.lab import share
from ui.stage import drawer, gallery, my_runs, panels_open, points, row, table


def show(run: Run, name: str) -> None:
    """Show the one of this name, if there is such a one; none is built before it is asked for."""
    if name in _DRAWERS:
        drawer.show(*_DRAWERS[name], run, panels_open.close)
    elif name in _DIALOGS:
        title, content = _DIALOGS[name]

        def dialog() -> None:
            if panels_open.opened() != name:
                st.rerun()  # what was done in it closes it
            content(run)

        st.dialog(title, width="large", on_dismiss=panels_open.close)(dialog)()


_DRAWERS: dict[str, tuple[str, Callable[[Run], None]]] = {
    "settings": ("Settings", drawer.settings),
    "points": ("Your own points", points.show),
    "row": ("Try a row", row.show),
}
_DIALOGS: dict[str, tuple[str, Callable[[Run], None]]] = {
    "gallery": ("Gallery", gallery.show),
    "runs": ("My runs", my_runs.show),
    "share": ("Share and export", share.content),
    "table": ("Your own table", table.show),
}
