"""The validation images that the network gets most wrong."""

import numpy as np

from core.arrays import IntArray
from core.data.samples import Dataset
from core.specs import NetworkSpec
from runs.snapshot import Look
from ui.components import heatmaps
from ui.components.heatmaps import Tiles
from ui.views.shared.matrices import pixels
from ui.views.view import Options, View

SHOWN = 24


def payload(look: Look, options: Options) -> bytes:
    """Pack the worst ones, the worst first."""
    rows = _worst(look)
    names, labels = look.data.output_names, look.data.validation.labels
    assert labels is not None
    captions = [f"{names[labels[r]]}, read as {names[look.answers.predicted[r]]}" for r in rows]
    images = pixels(look.data, look.data.validation.x[rows])
    return heatmaps.frame(
        [Tiles("Worst mistakes", images, captions)],
        key=VIEW.name,
        scale=1.0,
        alt=words(look, options),
        quantity="ink",
        unit="share",
    )


def words(look: Look, _: Options) -> str:
    """Say how many mistakes there are, and the worst."""
    wrong = int((look.answers.lead > 0).sum())
    if not wrong:
        return "No mistake on validation images."
    names, labels = look.data.output_names, look.data.validation.labels
    assert labels is not None
    worst = _worst(look)[0]
    right, answer = names[labels[worst]], names[look.answers.predicted[worst]]
    return (
        f"{wrong:,} mistakes on {len(labels):,} validation images. The worst: a {right} read as "
        f"{answer}, its output {look.answers.lead[worst]:.2f} above the right one."
    )


def _worst(look: Look) -> IntArray:
    lead = look.answers.lead
    count = min(SHOWN, int((lead > 0).sum()))
    worst: IntArray = np.argsort(-lead, kind="stable")[:count]
    return worst


def suits(_: NetworkSpec, data: Dataset) -> bool:
    """Suit images of classes."""
    return data.image_shape is not None and not data.regression


VIEW = View(
    name="mistakes",
    label="Worst mistakes",
    help="The validation images whose wrong answer stands furthest above the right one.",
    payload=payload,
    words=words,
    mount=heatmaps.mount,
    suits=suits,
    needs=frozenset({"answers"}),
)
