"""What the network answers at every place of the plane, and the samples it should get right."""

import math

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from core.data.samples import Samples
from core.explain.numbers import number, percent
from runs.snapshot import Look
from ui.components import decision_map
from ui.components.decision_map import STRONG, Kind, Points
from ui.components.heatmaps import quantise
from ui.components.live_plot import rounded_up
from ui.shell.widgets import shown
from ui.views.confusion import class_names
from ui.views.shared import judged, plane_grid
from ui.views.view import Options, View

SIDE = 64  # places along a side of the map
MOST = 13_000  # answers in a frame, and as many distances from the border
ODDS = ("sigmoid", "softmax")  # outputs whose distance from the border is the logarithm of odds
FAR = 1e6  # a distance that is as good as infinite
TRAIN, HELD_OUT = 600, 300  # samples drawn


def payload(look: Look, options: Options) -> bytes:
    """Pack the map and the samples."""
    plane, data = look.data.plane, look.data
    assert plane is not None
    k = look.spec.sizes[-1]
    n = plane_grid.resolution(look.spec, min(SIDE, math.isqrt(MOST // k)))
    seen, L = plane_grid.seen(look.network, plane_grid.inputs(plane, n)), look.network.L
    kind, scale = kind_of(look), scale_of(look)
    field = quantise(seen.a[L].T.reshape(k, n, n) - (0.5 if kind == "one" else 0), scale)
    output = look.spec.activations[-1]
    distances = None if kind == "value" else from_border(seen.z[L], seen.a[L], output)
    held_out = HELD_OUT if options.get("held_out") else 0
    return decision_map.frame(
        field,
        points(plane.train[:TRAIN], data.train, kind, scale),
        points(plane.held_out[:held_out], data.validation, kind, scale),
        key=VIEW.name,
        title=VIEW.label,
        kind=kind,
        ends=(plane.low, plane.high),
        middle=data.unit.middle if kind == "value" else 0.5 if kind == "one" else 0.0,
        scale=scale * (data.unit.spread if kind == "value" else 1.0),
        axes=plane_grid.axes(data),
        outputs=data.output_names,
        legend=legend(look, kind, scale),
        alt=words(look, options),
        distances=None if distances is None else distances.T.reshape(k, n, n),
        odds=output in ODDS,
        discrete=bool(options.get("discrete")),
    )


def from_border(z: FloatArray, a: FloatArray, output: str) -> FloatArray:
    """Return how far answers (m, k) are from ½, without bounds: see ``decision_map.frame``."""
    with np.errstate(all="ignore"):  # a network may have been trained to extremes
        if output == "softmax":
            z = z - z.max(axis=1, keepdims=True)
            share = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
            z = share - np.log(-np.expm1(share))
        elif output != "sigmoid":
            z = 4 * (a - 0.5)
        found: FloatArray = np.clip(z, -FAR, FAR)
    return found


def words(look: Look, _: Options) -> str:
    """Say how good the map was when that was measured last."""
    now, on = look.frame.measured, judged.on(look.data)
    if look.data.regression:
        good = f"R² {number(now.accuracy)} on {on} samples"
    else:
        good = f"{percent(now.accuracy)} of {on} samples right"
    return f"What the network answers at each place. At epoch {now.epoch:,.1f}: {good}."


def kind_of(look: Look) -> Kind:
    """Return what colours mean for such data."""
    if look.data.regression:
        return "value"
    return "one" if look.spec.sizes[-1] == 1 else "many"


def scale_of(look: Look) -> float:
    """Return the value of the strongest colour; it depends on the data only, so it never moves."""
    kind = kind_of(look)
    if kind == "value":
        return rounded_up(float(np.abs(look.data.train.y).max())) or 1.0
    return 0.5 if kind == "one" else 1.0


def points(places: FloatArray, samples: Samples, kind: Kind, scale: float) -> Points:
    """Return points at places (m, 2), coloured by the right answers of the first m samples."""
    shown = samples[: len(places)]
    if shown.labels is None:
        colours = quantise(shown.y[:, 0], scale)
    elif kind == "one":
        colours = np.where(shown.labels == 1, STRONG, -STRONG).astype(np.int8)
    else:
        colours = shown.labels.astype(np.int8)
    return Points(np.asarray(places, np.float32), colours)


def legend(look: Look, kind: Kind, scale: float) -> list[str]:
    """Return what the colours of samples mean."""
    if kind == "value":
        low, high = look.data.unit.own(-scale), look.data.unit.own(scale)
        return [f"{low:.3g}".replace("-", "−"), f"{high:.3g}"]
    return class_names(look.data)


def choose(look: Look) -> Options:
    """Ask whether borders are sharp, and for the points that the network does not learn from."""
    plane = look.data.plane
    options: dict[str, bool] = {}
    with st.container(horizontal=True):
        if not look.data.regression:
            options["discrete"] = st.toggle(
                "Sharp borders",
                shown("decision.discrete", False),
                key="decision.discrete",
                help="Shows the class alone, not how sure the network is of it.",
            )
        if plane is not None and len(plane.held_out):
            options["held_out"] = st.toggle(
                "Validation",
                shown("decision.held_out", False),
                key="decision.held_out",
                help="Rings where the validation samples lie, which the network never learns from.",
            )
    return options


VIEW = View(
    name="decision",
    label="Decision map",
    help="What the network answers at every place of the plane, with the samples on it.",
    payload=payload,
    words=words,
    mount=decision_map.mount,
    suits=plane_grid.draws,
    choose=choose,
    width=340,
)
