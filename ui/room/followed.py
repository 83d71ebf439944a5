"""The lecturer's run for a page that is no Streamlit's: what the stage is told of it."""

from dataclasses import replace

import numpy as np

from runs.run import Run
from ui.components.kit.packing import pack
from ui.stage import about_run
from ui.views import Failed, packed


def stage(run: Run) -> bytes:
    """Return what the stage of a page that follows is given, made once for each frame."""
    look = run.look()
    return look.once(("followed",), lambda: _packed(run))


def _packed(run: Run) -> bytes:
    look, frames = run.look(), []
    for view in about_run.drawn(look):
        try:
            frames.append(np.frombuffer(packed(view, look, {}), np.uint8))
        except Failed:
            continue  # its place stays empty
    about = replace(about_run.about(run, look), following=True)
    return pack(about, frames)
