"""The live views, in the order in which they are offered and shown."""

from core.data.samples import Dataset
from core.specs import NetworkSpec
from ui.views import (
    confusion,
    curves,
    decision,
    diagram,
    flow,
    gradients,
    health,
    hint,
    histograms,
    landscape,
    layers,
    mistakes,
    network,
    pinned,
    progress,
    receipt,
    rewind,
    row,
    thumbs,
    timeline,
    warped,
    weights,
)
from ui.views.view import Failed, Options, View, packed

__all__ = [
    "ALWAYS",
    "HINT",
    "PROGRESS",
    "REWIND",
    "STAGE",
    "VIEWS",
    "Failed",
    "Options",
    "View",
    "first",
    "packed",
    "suitable",
]

PROGRESS, HINT, REWIND = progress.VIEW, hint.VIEW, rewind.VIEW
ALWAYS = (PROGRESS, HINT, REWIND)
"""Stand above the others, whatever is chosen."""

STAGE = (network.VIEW, timeline.VIEW, flow.VIEW, thumbs.VIEW)
"""What the stage draws by itself."""

VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        curves.VIEW,
        decision.VIEW,
        warped.VIEW,
        landscape.VIEW,
        weights.VIEW,
        row.VIEW,
        diagram.VIEW,
        receipt.VIEW,
        confusion.VIEW,
        mistakes.VIEW,
        pinned.VIEW,
        gradients.VIEW,
        layers.VIEW,
        histograms.VIEW,
        health.VIEW,
    )
}
PLANE = ("decision", "warped", "diagram", "receipt")


def first(data: Dataset) -> tuple[str, ...]:
    """Return the names of the views that a visitor sees who has chosen nothing yet."""
    if data.plane is not None:
        return "decision", "diagram", "curves"
    if data.image_shape is not None:
        return "curves", "weights"
    return ("curves", "weights", *(("row",) if data.entries else ()), "diagram")


def suitable(network: NetworkSpec, data: Dataset) -> list[View]:
    """Return the views that have something to show for such a run; pictures of a plane first."""
    views = list(VIEWS.values())
    if data.plane is not None:
        views.sort(key=lambda view: view.name not in PLANE)
    return [view for view in views if view.suits(network, data)]
