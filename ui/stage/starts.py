"""The runs that the stage begins with: small ones, slow enough to be watched."""

from core.data.catalogue import DATASETS
from core.data.load import load
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
    Named("points", "Own points"),
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
    if data.name == "points":
        return _points(data), SLOWLY
    setup = _STARTS.get(data.name) or presets.for_data(data, seed=0)
    pictures = DATASETS[data.name].needs_mnist
    return setup, session.DEFAULT_PACE if pictures else SLOWLY


def batch_of(n: int) -> int:
    """Return how many of n points of one's own make a mini-batch."""
    return min(10, n)


def _points(data: DataSpec) -> Setup:
    dataset = load(data)
    n_in, n_out = len(dataset.input_names), len(dataset.output_names)
    output, cost = ("sigmoid", "cross_entropy") if n_out == 1 else ("softmax", "log_likelihood")
    network = NetworkSpec((n_in, 8, 8, n_out), ("tanh", "tanh", output), cost, "glorot")
    batch = batch_of(len(dataset.train))
    return Setup(data, network, TrainSpec(0.01, batch, optimizer="adam"))
