"""A mountain in fog: heights that may only be asked for, one place at a time."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray

END = 10.0  # x goes from 0 to here
_WAVES = 4
_FINE = 2001


@dataclass(frozen=True, slots=True, eq=False)
class Mountain:
    """g(x) = s (x - m)²/2 + Σₖ aₖ sin(kπx/5 + pₖ): a wide valley with smaller ones in it."""

    middle: float
    steepness: float
    sizes: FloatArray
    phases: FloatArray

    def height(self, x: FloatArray) -> FloatArray:
        """Return g at places (n,)."""
        k = np.arange(1, len(self.sizes) + 1)
        waves = self.sizes * np.sin(np.pi / 5 * np.multiply.outer(x, k) + self.phases)
        found: FloatArray = self.steepness / 2 * (x - self.middle) ** 2 + waves.sum(axis=-1)
        return found

    def slope(self, x: FloatArray) -> FloatArray:
        """Return g′ at places (n,)."""
        k = np.arange(1, len(self.sizes) + 1)
        waves = self.sizes * k * np.cos(np.pi / 5 * np.multiply.outer(x, k) + self.phases)
        found: FloatArray = self.steepness * (x - self.middle) + np.pi / 5 * waves.sum(axis=-1)
        return found

    def lowest(self) -> tuple[float, float]:
        """Return where it is lowest, to a two-hundredth, and how high it is there."""
        x = np.linspace(0, END, _FINE)
        heights = self.height(x)
        return float(x[heights.argmin()]), float(heights.min())


def mountain(seed: int) -> Mountain:
    """Return a mountain of its own for each seed."""
    rng = np.random.default_rng(seed)
    sizes = rng.uniform(0.4, 1.0, _WAVES) / np.arange(1, _WAVES + 1) ** 0.5
    return Mountain(float(rng.uniform(2.5, 7.5)), 0.25, sizes, rng.uniform(0, 2 * np.pi, _WAVES))
