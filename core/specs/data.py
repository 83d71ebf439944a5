"""What to learn from: a frozen, validated description of data."""

from dataclasses import dataclass

from core.data.catalogue import DATASETS
from core.data.plane import FEATURES
from core.specs.settings import Settings, labels, setting


@dataclass(frozen=True)
class DataSpec(Settings):
    """Which data to learn.

    ``features`` are names from ``core.data.plane.FEATURES``: what the network is told about points
    in a plane. ``table`` is the text of a table of one's own, ``reading`` what was said of how to
    read it: see ``core.data.table_said.Reading``.
    """

    name: str = setting(
        "mnist", "Data", "What the network learns.", choices=labels(DATASETS), key="data"
    )
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
        0,
        "Seed of the data",
        "Another seed draws other samples.",
        low=0,
        high=2**32 - 1,
        key="dataseed",
    )
    features: tuple[str, ...] = ("x", "y")
    table: str = ""
    reading: str = ""

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
        if not isinstance(self.table, str) or not isinstance(self.reading, str):
            raise ValueError("A table must be text.")

    def relevant(self) -> "DataSpec":
        """Return the same data with every setting that it does not heed at its default."""
        uses = ("name", *DATASETS[self.name].uses)
        return DataSpec(**{name: getattr(self, name) for name in uses})
