"""The live views, in the order in which they are offered and shown."""

from core.samples import Dataset
from core.specs import NetworkSpec
from ui.views import (
    confusion,
    curves,
    gradients,
    health,
    hint,
    histograms,
    layers,
    mistakes,
    pinned,
    progress,
    rewind,
    weights,
)
from ui.views.view import Options, View, packed

__all__ = [
    "ALWAYS",
    "FIRST",
    "HINT",
    "PROGRESS",
    "REWIND",
    "VIEWS",
    "Options",
    "View",
    "packed",
    "suitable",
]

PROGRESS, HINT, REWIND = progress.VIEW, hint.VIEW, rewind.VIEW
ALWAYS = (PROGRESS, HINT, REWIND)
"""Stand above the others, whatever is chosen."""

VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        curves.VIEW,
        weights.VIEW,
        confusion.VIEW,
        mistakes.VIEW,
        pinned.VIEW,
        gradients.VIEW,
        layers.VIEW,
        histograms.VIEW,
        health.VIEW,
    )
}
FIRST = ("curves", "weights")
"""What a visitor sees who has chosen nothing yet."""


def suitable(network: NetworkSpec, data: Dataset) -> list[View]:
    """Return the views that have something to show for such a run."""
    return [view for view in VIEWS.values() if view.suits(network, data)]
