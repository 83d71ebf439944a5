"""The Draw page with a drawing on it, and what tests ask of it."""

import numpy as np

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from tests.app import opened
from ui.components.digit_canvas import Drawn
from ui.components.kit.packing import unpack
from ui.shell import server

SEVEN = np.array([[85, 60, 0], [190, 58, 100], [130, 230, 300]], np.float32)  # x, y, ms


def draw_page(run=None, strokes=(SEVEN,), section=None):
    """Return the page with strokes on the canvas and a section below."""
    state = {"digit:drawing": Drawn(list(strokes), 1)}
    if section is not None:
        state["draw.section"] = section
    if run is None:
        return opened("draw", state)
    server.runs().add(run)
    return opened("draw", state, run=run.key)


def trained(*sizes, data="mnist"):
    """Return a run of such layers that took one step."""
    sizes = sizes or (784, 30, 10)
    network = NetworkSpec(sizes, ("sigmoid",) * (len(sizes) - 1))
    run = Run(Setup(DataSpec(data), network, TrainSpec()))
    run.step()
    return run


def shown(at):
    """Return what the canvas shows."""
    return unpack(at.get("bidi_component")[0].proto.bytes)[0]


def described(at):
    """Return what the page says of who reads."""
    return at.caption[0].value
