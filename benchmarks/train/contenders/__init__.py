"""One file per contender, each with the same three names.

``NAME`` for the table; ``NOTE``, how it differs from ours; ``make(workload)``, which returns a
learner with ``run(steps)``, train on at least that many mini-batches and return how many they
were, and ``cost()``, its cost on the first training samples. ``make`` raises ``Unavailable`` for
a workload the contender cannot do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from benchmarks.train.workloads import Workload

PROBED = 1000  # samples that cost() looks at


class Unavailable(Exception):
    """The contender has no such cost, optimiser or activation."""


class Learner(Protocol):
    """A net in training."""

    def run(self, steps: int) -> int:
        """Train on at least ``steps`` mini-batches; return how many they were."""

    def cost(self) -> float:
        """Return the cost on the first training samples."""


@dataclass(frozen=True)
class Contender:
    """A file of this package, imported."""

    key: str
    name: str
    note: str
    make: Callable[[Workload], Learner]


MODULES = (
    "ours",
    "per_sample",
    "textbook",
    "digits_package",
    "scikit_learn",
    "pytorch",
    "products",
)


def contenders() -> tuple[list[Contender], list[str]]:
    """Return the contenders that can be imported, ours first, and the keys of the others."""
    found, missing = [], []
    for key in MODULES:
        try:
            module = import_module(f"{__name__}.{key}")
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("benchmarks"):
                raise
            missing.append(key)
        else:
            found.append(Contender(key, module.NAME, module.NOTE, module.make))
    return found, missing
