"""The runs that the stage begins with: small ones, slow enough to be watched."""

from core.data.catalogue import DATASETS
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from ui.components.stage import Named
from ui.shell import presets, session

TILES = (
    Named("mnist", "Digits"),
    Named("spiral", "Spiral"),
    Named("circles", "Circles"),
    Named("quadrants", "XOR"),
    Named("even_odd", "Even/odd"),
    Named("xor", "Gates"),
    Named("csv", "Own table"),
    Named("all", "All …"),
)
"""Data to choose at a click; the last two open what there is to choose."""

SLOWLY = 100.0  # steps a second


def _plane(data: DataSpec, *hidden: int, eta: float = 0.01) -> Setup:
    activations = ("tanh",) * len(hidden) + ("sigmoid",)
    network = NetworkSpec((2, *hidden, 1), activations, "cross_entropy", "glorot")
    return Setup(data, network, TrainSpec(eta, optimizer="adam"))


SPIRAL = _plane(DataSpec("spiral", noise=0.02), 8, 8)
"""What a visitor sees first."""

_STARTS: dict[str, Setup] = {
    "spiral": SPIRAL,
    "circles": _plane(DataSpec("circles"), 4),
    "quadrants": _plane(DataSpec("quadrants"), 4),
}


def for_data(data: DataSpec) -> tuple[Setup, float | None]:
    """Return a set-up for data, and how fast it is watched best, in steps a second.

    Raises
    ------
    ValueError
        If ``data`` is a table that cannot be used.
    """
    setup = _STARTS.get(data.name) or presets.for_data(data, seed=0)
    pictures = DATASETS[data.name].needs_mnist
    return setup, session.DEFAULT_PACE if pictures else SLOWLY
