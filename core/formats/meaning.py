"""What a network's numbers stand for outside: names, and the units of whoever made the data."""

import json
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.data.samples import Dataset, Unit


@dataclass(frozen=True)
class Meaning:
    """Names and units of inputs and outputs.

    Attributes
    ----------
    inputs, outputs, classes : names
        In order; no ``classes`` where the answer is a quantity. Of one output there are two.
    units : of the inputs
        What they were before they were scaled; none where they were not.
    unit : Unit
        That of a quantity to learn.
    """

    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    unit: Unit = field(default_factory=Unit)

    @classmethod
    def of(cls, data: Dataset) -> "Meaning":
        """Return what the numbers of networks that learned ``data`` mean."""
        classes = () if data.regression else data.class_names or data.output_names
        return cls(data.input_names, data.output_names, classes, data.input_units, data.unit)

    def scaling(self) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """Return what to take away from inputs, then to divide them by; None if nothing."""
        if all(unit == Unit() for unit in self.units):
            return None
        middle, spread = zip(*((unit.middle, unit.spread) for unit in self.units), strict=True)
        return np.array(middle), np.array(spread)

    def named(self) -> dict[str, str]:
        """Return the names as JSON, by what they are of."""
        lists = {"inputs": self.inputs, "outputs": self.outputs, "classes": self.classes}
        return {name: json.dumps(names) for name, names in lists.items() if names}
