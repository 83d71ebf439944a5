"""What to build, what to learn from, how to train: three frozen, validated descriptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from core.data.load import DATASETS
from core.data.plane import FEATURES
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.costs import COSTS
from core.functions.initializers import INITIALIZERS
from core.functions.optimizers import OPTIMIZERS
from core.functions.schedules import SCHEDULES
from core.specs.settings import Setting, Settings, number, setting

MAX_UNITS = 1024
MAX_HIDDEN_LAYERS = 6
_INPUTS = Setting("The number of inputs", "", 1, 4096)
_UNITS = Setting("The number of units in a layer", "", 1, MAX_UNITS)


def _labels(registry: Mapping[str, Any]) -> dict[str, str]:
    return {name: entry.label for name, entry in registry.items()}


@dataclass(frozen=True)
class NetworkSpec(Settings):
    """A network's architecture and cost.

    ``sizes`` are the units of every layer, input first; ``activations`` one name for each layer
    after the input.
    """

    sizes: tuple[int, ...] = (784, 30, 10)
    activations: tuple[str, ...] = ("sigmoid", "sigmoid")
    cost: str = setting(
        "cross_entropy", "Cost", "What training makes small.", choices=_labels(COSTS)
    )
    init: str = setting(
        "scaled", "Initial weights", "Where training starts.", choices=_labels(INITIALIZERS)
    )
    dtype: str = setting(
        "float32",
        "Precision",
        "32-bit numbers are twice as fast; 64-bit ones are for checking gradients.",
        choices={"float32": "32 bits", "float64": "64 bits"},
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        sizes, activations = self.sizes, self.activations
        if len(sizes) < 2:
            raise ValueError("A network needs at least an input and an output layer.")
        if len(sizes) - 2 > MAX_HIDDEN_LAYERS:
            raise ValueError(
                f"At most {MAX_HIDDEN_LAYERS} hidden layers are possible, not {len(sizes) - 2}."
            )
        kinds = [_INPUTS] + [_UNITS] * (len(sizes) - 1)
        checked = tuple(number(n, kind, int) for n, kind in zip(sizes, kinds, strict=True))
        object.__setattr__(self, "sizes", checked)
        if len(activations) != len(sizes) - 1:
            raise ValueError(
                f"{len(sizes) - 1} layers after the input need as many activations, "
                f"not {len(activations)}."
            )
        for name in activations:
            if name not in ACTIVATIONS:
                raise ValueError(f"Unknown activation {name!r}: use {', '.join(ACTIVATIONS)}.")
        for name in activations[:-1]:
            if name in OUTPUT_ONLY:
                label = ACTIVATIONS[name].label
                raise ValueError(f"{label} is for the output layer; choose another one inside.")
        cost = COSTS[self.cost]
        if cost.outputs is not None and activations[-1] not in cost.outputs:
            raise ValueError(cost.reason)

    @property
    def parameter_count(self) -> int:
        """Weights and biases together."""
        sizes = self.sizes
        return sum(n * (before + 1) for before, n in pairwise(sizes))


@dataclass(frozen=True)
class DataSpec(Settings):
    """Which data to learn.

    ``features`` are names from ``core.data.plane.FEATURES``: what the network is told about points
    in a plane. ``table`` is the text of a table of one's own.
    """

    name: str = setting("mnist", "Data", "What the network learns.", choices=_labels(DATASETS))
    bits: int = setting(10, "Bits", "How many bits a number has.", low=2, high=12)
    samples: int = setting(400, "Samples", "How many points there are.", low=20, high=5000)
    noise: float = setting(
        0.05, "Noise of the data", "How far points stray, as a share of the picture.", low=0, high=1
    )
    split: float = setting(
        0.7,
        "Share for training",
        "The other samples only validate: the network never learns from them.",
        low=0.1,
        high=0.9,
    )
    seed: int = setting(
        0, "Seed of the data", "Another seed draws other samples.", low=0, high=2**32 - 1
    )
    features: tuple[str, ...] = ("x", "y")
    table: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        chosen = self.features
        if not isinstance(chosen, tuple) or not all(isinstance(name, str) for name in chosen):
            raise ValueError(f"Features must be a list of names, not {chosen!r}.")
        if not chosen:
            raise ValueError("Choose at least one feature: the network must be told something.")
        if unknown := set(chosen) - set(FEATURES):
            raise ValueError(f"Unknown feature {min(unknown)!r}: use {', '.join(FEATURES)}.")
        object.__setattr__(self, "features", tuple(name for name in FEATURES if name in chosen))
        if not isinstance(self.table, str):
            raise ValueError("A table must be text.")

    def relevant(self) -> "DataSpec":
        """Return the same data with every setting that it does not heed at its default."""
        uses = ("name", *DATASETS[self.name].uses)
        return DataSpec(**{name: getattr(self, name) for name in uses})


@dataclass(frozen=True)
class TrainSpec(Settings):
    """How to train. All but the seed may change between two steps of one run.

    ``frozen`` names layers, 1 to L, that do not learn.
    """

    eta: float = setting(
        0.5,
        "Learning rate η",
        "How far one step goes. Too small crawls, too large overshoots.",
        low=0,
        high=1000,
    )
    batch_size: int = setting(
        10,
        "Mini-batch size",
        "Samples averaged for one step. Small: noisy and many steps; large: smooth and few.",
        low=1,
        high=60_000,
    )
    lmbda: float = setting(
        0.0,
        "L2 regularisation λ",
        "Pulls weights towards 0, against overfitting. Cost grows by λ/2n Σw².",
        low=0,
        high=1e6,
    )
    optimizer: str = setting(
        "sgd", "Optimiser", "How a gradient becomes a step.", choices=_labels(OPTIMIZERS)
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
        "Pulls weights to exactly 0. Cost grows by λ₁/n Σ|w|.",
        low=0,
        high=1e6,
    )
    dropout: float = setting(
        0.0,
        "Dropout",
        "Share of hidden units that fall silent at random in each step.",
        low=0,
        high=0.9,
    )
    clip: float = setting(
        0.0, "Clip gradients at", "Longest gradient allowed; 0 allows any.", low=0, high=1e6
    )
    schedule: str = setting(
        "constant", "Schedule of η", "How η changes over time.", choices=_labels(SCHEDULES)
    )
    horizon: float = setting(
        30.0, "Horizon", "Epochs that the schedule lasts.", low=0.01, high=100_000
    )
    patience: int = setting(
        0,
        "Patience",
        "Stop when the validation cost has not fallen for so many epochs; 0 never stops.",
        low=0,
        high=10_000,
    )
    max_epochs: int = setting(
        0, "Stop after epochs", "Pause at the end of this epoch; 0 goes on.", low=0, high=1_000_000
    )
    target_cost: float = setting(
        0.0,
        "Stop at cost",
        "Pause when the validation cost falls below this; 0 goes on.",
        low=0,
        high=1e6,
    )
    shift: float = setting(
        0.0, "Shift images", "Largest random shift of training images, in pixels.", low=0, high=8
    )
    rotate: float = setting(
        0.0, "Rotate images", "Largest random turn of training images, degrees.", low=0, high=45
    )
    noise: float = setting(
        0.0, "Noise on images", "Standard deviation of noise on training images.", low=0, high=1
    )
    frozen: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.frozen, tuple) or not all(type(l) is int for l in self.frozen):
            raise ValueError(f"Frozen layers must be a list of layer numbers, not {self.frozen!r}.")
