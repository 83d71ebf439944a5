"""What the network answers to a drawing that was pinned on the Draw page, over training time."""

import numpy as np

from core.data.drawings import DIGITS
from core.data.samples import Dataset
from core.explain.numbers import percent
from core.specs import NetworkSpec
from runs.snapshot import Look
from ui.components import live_plot
from ui.components.live_plot import Dash, Panel, Trace
from ui.views.view import Options, View

COLOURS = 7  # of the theme; the other digits have dashes


def payload(look: Look, options: Options) -> bytes:
    """Pack a curve for each digit, the likeliest one bold."""
    kept = look.frame.pinned
    epochs, *outputs = np.zeros((11, 0), np.float32) if kept is None else kept
    last = [float(p[-1]) if len(p) else 0.0 for p in outputs]
    traces = [
        Trace(
            str(digit),
            epochs,
            p,
            digit % COLOURS,
            dash=_dash(digit),
            width=3.0 if last[digit] == max(last) > 0 else 1.5,
        )
        for digit, p in enumerate(outputs)
    ]
    return live_plot.frame(
        [Panel("Pinned drawing", traces, y_range=(0, 1), tick_format=".0%", value_format=".0%")],
        key=VIEW.name,
        revision=look.key,
        alt=words(look, options),
        cursor=None if look.frame.now is None else look.frame.epochs_done,
        height=230,
    )


def _dash(digit: int) -> Dash:
    return "solid" if digit < COLOURS else "dash"


def words(look: Look, _: Options) -> str:
    """Say what the drawing is read as now."""
    kept = look.frame.pinned
    if kept is None or not kept.shape[1]:
        return "Nothing is pinned: draw a digit on the Draw page, and pin it."
    digit = int(kept[1:, -1].argmax())
    return f"The drawing you pinned reads as {digit}: {percent(kept[1 + digit, -1], 0)}."


def suits(network: NetworkSpec, data: Dataset) -> bool:
    """Suit networks that read digits."""
    digits = data.output_names == DIGITS and network.sizes[-1] == len(DIGITS)
    return digits and data.image_shape == (28, 28)


VIEW = View(
    name="pinned",
    label="Pinned drawing",
    help="The ten answers to a drawing of yours while the network learns; pin one on the Draw "
    "page.",
    payload=payload,
    words=words,
    mount=live_plot.mount,
    suits=suits,
)
