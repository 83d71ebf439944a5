"""How to train: a frozen, validated description of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from core.functions.optimizers import OPTIMIZERS
from core.functions.schedules import SCHEDULES
from core.specs.settings import Settings, labels, setting

IMAGES = "Images, varied at random"  # the title of settings that only pictures have
STOPPING = "Stop by itself"  # of those that two runs in step do not heed


@dataclass(frozen=True)
class TrainSpec(Settings):
    """How to train. All but the seed may change between two steps of one run.

    ``frozen`` names layers, 1 to L, that do not learn.
    """

    OLD_NAMES: ClassVar[Mapping[str, str]] = {"noise": "pixel_noise"}

    eta: float = setting(
        0.5,
        "Learning rate η",
        "How far one step goes. Too small crawls, too large overshoots.",
        low=0,
        high=1000,
        symbol="η",
    )
    batch_size: int = setting(
        10,
        "Mini-batch size",
        "Samples averaged for one step. Small: noisy and many steps; large: smooth and few.",
        low=1,
        high=60_000,
        key="batch",
        symbol="batch",
    )
    lmbda: float = setting(
        0.0,
        "L2 regularisation λ",
        "Pulls weights towards 0, against overfitting. Cost grows by λ/(2n) Σw², n being the "
        "number of training samples.",
        low=0,
        high=1e6,
        key="l2",
        symbol="λ",
    )
    optimizer: str = setting(
        "sgd",
        "Optimiser",
        "How a gradient becomes a step.",
        choices=labels(OPTIMIZERS),
        symbol="",
        group="Steps",
    )
    seed: int = setting(
        0,
        "Seed",
        "The same seed gives the same initial weights and the same shuffling.",
        low=0,
        high=2**32 - 1,
    )
    lmbda1: float = setting(
        0.0,
        "L1 regularisation λ₁",
        "Pulls weights towards 0 by the same amount, however small they are. Cost grows by λ₁/n "
        "Σ|w|.",
        low=0,
        high=1e6,
        key="l1",
        symbol="λ₁",
        group="Against overfitting",
    )
    dropout: float = setting(
        0.0,
        "Dropout",
        "Share of hidden units that fall silent at random in each step.",
        low=0,
        high=0.9,
        symbol="dropout",
        group="Against overfitting",
    )
    clip: float = setting(
        0.0,
        "Clip gradients at",
        "Longest gradient allowed; 0 allows any.",
        low=0,
        high=1e6,
        group="Steps",
    )
    schedule: str = setting(
        "constant",
        "Schedule of η",
        "How η changes over time.",
        choices=labels(SCHEDULES),
        symbol="schedule",
        group="Steps",
    )
    horizon: float = setting(
        30.0,
        "Horizon",
        "Epochs that the schedule lasts.",
        low=0.01,
        high=100_000,
        group="Steps",
    )
    patience: int = setting(
        0,
        "Patience",
        "Stop when the validation cost has not fallen for so many epochs; 0 never stops.",
        low=0,
        high=10_000,
        group=STOPPING,
    )
    max_epochs: int = setting(
        0,
        "Stop after epochs",
        "Pause at the end of this epoch; 0 goes on.",
        low=0,
        high=1_000_000,
        key="epochs",
        group=STOPPING,
    )
    target_cost: float = setting(
        0.0,
        "Stop at cost",
        "Pause when the validation cost falls below this; 0 goes on.",
        low=0,
        high=1e6,
        key="target",
        group=STOPPING,
    )
    shift: float = setting(
        0.0,
        "Shift images",
        "Largest random shift of training images, in pixels.",
        low=0,
        high=8,
        group=IMAGES,
    )
    rotate: float = setting(
        0.0,
        "Rotate images",
        "Largest random turn of training images, degrees.",
        low=0,
        high=45,
        group=IMAGES,
    )
    pixel_noise: float = setting(
        0.0,
        "Noise on images",
        "Standard deviation of noise on training images.",
        low=0,
        high=1,
        key="pixelnoise",
        group=IMAGES,
    )
    frozen: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.frozen, tuple) or not all(type(l) is int for l in self.frozen):
            raise ValueError(f"Frozen layers must be a list of layer numbers, not {self.frozen!r}.")
