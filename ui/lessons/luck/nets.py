"""What the lesson on luck trains: XOR with two hidden units, from one seed after another."""

from functools import lru_cache

from core.explain.luck import Trained, trained
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from ui.lessons.kit import sliders

PACE = 100.0  # steps a second, in the lab
SEEDS, STEPS, EVERY = 20, 2000, 20
POOL = 200  # seeds of the last idea
SMALL, ETA, LARGE = 0.3, 2.0, 8.0
_KEPT = 64


def setup(eta: float, seed: int = 0) -> Setup:
    """Return a net of two hidden units for XOR."""
    network = NetworkSpec((2, 2, 1), ("sigmoid", "sigmoid"), "cross_entropy", "normal")
    return Setup(DataSpec("xor"), network, TrainSpec(eta, 4, optimizer="gd", seed=seed))


@lru_cache(_KEPT)
def twenty(eta: float) -> Trained:
    """Train from seeds 0 to 19, all at once."""
    return trained([setup(eta, seed) for seed in range(SEEDS)], STEPS, EVERY)


@lru_cache(_KEPT)
def pool(eta: float) -> Trained:
    """Train from two hundred seeds, and look at their ends only."""
    return trained([setup(eta, seed) for seed in range(POOL)], STEPS, STEPS)


def choose_eta(label: str, key: str, default: float) -> float:
    """Ask for a learning rate."""
    return sliders.slider(label, f"luck.{key}", 0.1, 12.0, default, step=0.1)
