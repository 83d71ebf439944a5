"""Spoil the test: noise, rotation, shift and thickness against how many are still read right."""

import functools
from collections.abc import Hashable, Sequence

import numpy as np
import streamlit as st

from core.arrays import ByteArray, IntArray
from core.data.load import load
from core.explain.numbers import percent
from core.explain.robustness import SPOILERS, accuracy_curve, spoiled
from core.formats.bundled import BUNDLED, bundled
from core.network import Network
from core.specs import DataSpec
from ui.components import heatmaps, live_plot
from ui.components.heatmaps import Tiles
from ui.components.live_plot import Panel, Trace
from ui.draw.page import Scene
from ui.draw.readers import OWN, Reader
from ui.shell.widgets import shown

PICTURES = 1000  # of the test set: a standard error of about half a point
POINTS = 7  # of a curve
EXAMPLES = 10
_MOST_KEPT = 2000  # measured numbers, in this session

_KEPT = "draw.spoil.kept"
_PLOT, _TILES = "draw.spoil.curve", "draw.spoil.examples"
# Beyond, nobody reads anything.
MOST = {"noise": 1.0, "rotation": 90.0, "shift": 8.0, "thicker": 6.0, "thinner": 3.0}


def show(scene: Scene) -> None:
    """Show spoiled test pictures and the readers' curves."""
    kind = st.pills(
        "Spoil by",
        list(MOST),
        default=shown("draw.spoil.kind", "noise"),
        format_func=lambda name: SPOILERS[name].label.split(",")[0],
        key="draw.spoil.kind",
        label_visibility="collapsed",
    )
    kind = kind or "noise"
    spoiler, most = SPOILERS[kind], MOST[kind]
    amount = st.slider(
        f"{spoiler.label} ({spoiler.unit})",
        0.0,
        most,
        shown(f"draw.spoil.{kind}", most / 4),
        most / 20,
        key=f"draw.spoil.{kind}",
    )
    _examples(kind, amount)
    measured = [reader for reader in scene.readers if not _busy(scene, reader)]
    if len(measured) < len(scene.readers):
        st.caption("Your network is still training: it is measured when it rests.")
    if not measured:
        return
    amounts = sorted({*np.linspace(0, most, POINTS).round(3).tolist(), amount})
    progress = st.empty()
    todo = [(reader, a) for reader in measured for a in amounts]
    for done, (reader, a) in enumerate(todo):
        if (reader.identity, kind, a) not in _kept():
            # each one apart: a new drawing need not wait for the rest
            progress.progress(done / len(todo), "Reading spoiled pictures")
            _measure(reader, kind, a)
    progress.empty()
    now = {reader.label: _kept()[reader.identity, kind, amount] for reader in measured}
    st.markdown(
        f"Of {PICTURES:,} test pictures spoiled like this: "
        + ", ".join(f"{label} reads **{percent(share)}** right" for label, share in now.items())
        + "."
    )
    curves = [
        (reader.label, [_kept()[reader.identity, kind, a] for a in amounts]) for reader in measured
    ]
    live_plot.mount(_curves(kind, amounts, curves, amount), _PLOT)


def _busy(scene: Scene, reader: Reader) -> bool:
    return reader.name == OWN and scene.run is not None and scene.run.playing


def _examples(kind: str, amount: float) -> None:
    images, labels = _test()
    first = [int(np.flatnonzero(labels == digit)[0]) for digit in range(EXAMPLES)]
    shown = spoiled(images[first], kind, amount).astype(np.float32) / np.float32(255)
    heatmaps.mount(
        heatmaps.frame(
            [Tiles("Test pictures, spoiled", shown, [f"a {digit}" for digit in range(EXAMPLES)])],
            key=_TILES,
            scale=1.0,
            alt="One test picture of each digit, spoiled by this much.",
            quantity="ink",
            unit="share",
        ),
        _TILES,
    )


def _measure(reader: Reader, kind: str, amount: float) -> None:
    kept = _kept()
    while len(kept) >= _MOST_KEPT:
        del kept[next(iter(kept))]
    name = reader.identity
    if isinstance(name, str) and name in BUNDLED:  # and was taught nothing here
        kept[name, kind, amount] = _of_bundled(name, kind, amount)
    else:
        kept[name, kind, amount] = _of(reader.network, kind, amount)


def _kept() -> dict[tuple[Hashable, str, float], float]:
    """Return what was measured in this session: accuracy by reader, kind and amount."""
    kept: dict[tuple[Hashable, str, float], float] = st.session_state.setdefault(_KEPT, {})
    return kept


@functools.lru_cache(_MOST_KEPT)  # of all sessions: each asks the same of what comes with us
def _of_bundled(name: str, kind: str, amount: float) -> float:
    return _of(bundled(name).network, kind, amount)


def _of(network: Network, kind: str, amount: float) -> float:
    return float(accuracy_curve(network, *_test(), kind, [amount])[0])


def _test() -> tuple[ByteArray, IntArray]:
    test = load(DataSpec("mnist")).test[:PICTURES]
    assert test.labels is not None
    return np.asarray(test.x, np.uint8).reshape(-1, 28, 28), test.labels


def _curves(
    kind: str, amounts: Sequence[float], curves: Sequence[tuple[str, list[float]]], amount: float
) -> bytes:
    spoiler = SPOILERS[kind]
    return live_plot.frame(
        [
            Panel(
                "Accuracy",
                [Trace(label, amounts, shares, i) for i, (label, shares) in enumerate(curves)],
                y_range=(0, 1),
                tick_format=".0%",
                value_format=".1%",
            )
        ],
        key=_PLOT,
        revision=kind,
        alt="; ".join(
            f"{label}: from {percent(shares[0])} to {percent(shares[-1])} right"
            for label, shares in curves
        ),
        cursor=amount,
        x_title=f"{spoiler.label.split(',')[0].lower()}, {spoiler.unit}",
        x_range=(0.0, amounts[-1]),
    )
