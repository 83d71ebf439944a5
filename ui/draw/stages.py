"""What preprocessing does to the drawing: each step as a picture, and a switch to leave it out."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core.arrays import ByteArray
from core.drawing import WHOLE, image_of, stages
from ui.components import heatmaps
from ui.components.heatmaps import Tiles
from ui.draw.answering import answer
from ui.draw.page import STEPS, Scene, pipeline
from ui.shell.widgets import shown

_KEY = "draw.stages"
_TITLES = {
    "raw": "the canvas",
    "box": "cut out, 20 px",
    "pen": "pen of 2.6 px",
    "centre": "centred by mass",
}


def show(scene: Scene) -> None:
    """Show the steps, the switches and what they are worth to this drawing."""
    with st.container(horizontal=True):
        for name, (label, help) in STEPS.items():
            key = f"draw.step.{name}"
            st.toggle(label, shown(key, True), key=key, help=help, persist_state="session")
    found = stages(scene.drawn.drawing, scene.drawn.canvas)
    if found is None:
        st.caption("Draw something: here are the steps on its way to the network.")
        return
    pictures = dict(zip(_TITLES.values(), found.values(), strict=True))
    if pipeline() != WHOLE and scene.image is not None:
        pictures["with your switches"] = scene.image
    heatmaps.mount(
        heatmaps.frame(
            [
                Tiles(
                    "From your drawing to the network’s 28 × 28 pixels",
                    _stacked(pictures),
                    list(pictures),
                )
            ],
            key=_KEY,
            scale=1.0,
            alt="The drawing after each step of preprocessing.",
            quantity="ink",
            unit="share",
        ),
        _KEY,
    )
    _worth(scene)


def _worth(scene: Scene) -> None:
    """Say what the answer is with all steps, if some are switched off."""
    whole = image_of(scene.drawn.drawing, WHOLE, scene.drawn.canvas)
    if pipeline() == WHOLE or whole is None:
        st.caption(
            "MNIST’s digits were scaled to a box of 20 pixels and centred by mass; networks learn "
            "from pictures made so. Switch a step off, and watch the answer."
        )
        return
    for i, reader in enumerate(scene.readers):
        now = scene.answers[i].line if scene.answers else "nothing to read"
        st.markdown(
            f"{reader.label}: **{now}** with your switches, "
            f"**{answer(reader, whole, scene.keep_above).line}** with all steps."
        )


def _stacked(pictures: dict[str, ByteArray]) -> NDArray[np.float32]:
    return np.stack(list(pictures.values())).astype(np.float32) / np.float32(255)
