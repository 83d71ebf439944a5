"""Weights as colours: images for the first layer where inputs are pixels, else every layer."""

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from runs.snapshot import Look
from ui.components import heatmaps
from ui.shell.widgets import shown
from ui.views.shared import matrices
from ui.views.view import Options, View


def payload(look: Look, options: Options) -> bytes:
    """Pack the weights of all layers."""
    w = look.network.w
    return heatmaps.frame(
        matrices.panels(look, w, "w", shared=not options.get("own_scales")),
        key=VIEW.name,
        title=VIEW.label,
        scale=matrices.strongest(*w.values()),
        alt=words(look, options),
        quantity="weight",
    )


def words(look: Look, _: Options) -> str:
    """Say how large the weights are, or which input weighs most."""
    w = look.network.w[1]
    if look.data.image_shape is None:
        return heaviest_in_words(w, list(look.data.input_names))
    of = matrices.some(matrices.TILES_SHOWN, len(w))
    shown = w[: matrices.TILES_SHOWN]
    return f"Weights from the pixels to {of} units; the largest is {np.abs(shown).max():.2f}."


def heaviest_in_words(w: FloatArray, names: list[str]) -> str:
    """Say which input weighs most in w (n_1, n_0), and how far ahead it is."""
    mean = np.abs(w).mean(axis=0)
    if len(names) == 1:
        return f"The only input, {names[0]}: mean |w| {mean[0]:.2f}."
    first, second = np.argsort(-mean, kind="stable")[:2]
    least = ", the least significant" if names[first] == "bit 0" else ""
    return (
        f"Heaviest input: {names[first]}{least} (mean |w| {mean[first]:.2f}; "
        f"next {names[second]}, {mean[second]:.2f})."
    )


def choose(look: Look) -> Options:
    """Ask for one scale or several."""
    if look.network.L == 1:
        return {}
    own = st.toggle(
        "A scale for each layer",
        shown("weights.own_scales", False),
        key="weights.own_scales",
        help="Off: the same colour is the same weight everywhere.",
    )
    return {"own_scales": own}


VIEW = View(
    name="weights",
    label="Weights",
    help="What each unit multiplies its inputs with: blue above zero, orange below.",
    payload=payload,
    words=words,
    mount=heatmaps.mount,
    choose=choose,
)
