"""What to build: a frozen, validated description of a network."""

from dataclasses import dataclass
from itertools import pairwise

from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.costs import COSTS
from core.functions.initializers import INITIALIZERS
from core.specs.settings import Setting, Settings, labels, number, setting

MAX_UNITS = 1024
MAX_HIDDEN_LAYERS = 6
_INPUTS = Setting("The number of inputs", "", 1, 4096)
_UNITS = Setting("The number of units in a layer", "", 1, MAX_UNITS)


@dataclass(frozen=True)
class NetworkSpec(Settings):
    """A network's architecture and cost.

    ``sizes`` are the units of every layer, input first; ``activations`` one name for each layer
    after the input.
    """

    sizes: tuple[int, ...] = (784, 30, 10)
    activations: tuple[str, ...] = ("sigmoid", "sigmoid")
    cost: str = setting(
        "cross_entropy", "Cost", "What training makes small.", choices=labels(COSTS)
    )
    init: str = setting(
        "scaled", "Initial weights", "Where training starts.", choices=labels(INITIALIZERS)
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
