"""The cost over a plane through weight space, and where the path of a training lies in it.

Source: Li, Xu, Taylor, Studer and Goldstein, "Visualizing the Loss Landscape of Neural Nets", 2018.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.data.samples import Samples
from core.network import Batch, Network

SIDE = 33  # places along a side when all are known
LEVELS = (9, 17, SIDE)  # each has every place of the one before
WORK = 3_000_000  # multiplications that one place may cost: about half a millisecond
FEWEST, MOST = 50, 500  # samples on which the cost is measured
_FLAT = 1e-12  # a share of the path's variance that is rounding

Bounds = tuple[float, float, float, float]
"""Of both coordinates: low and high across, low and high up."""


@dataclass(frozen=True, slots=True, eq=False)
class WeightPlane:
    """The weights ``origin + x across + y up``; all three are (parameter_count,) float64.

    ``shares`` are those of the path's variance that lie along each direction, where they were
    chosen for that.
    """

    origin: FloatArray
    across: FloatArray
    up: FloatArray
    shares: tuple[float, float] | None = None

    def at(self, x: float, y: float) -> FloatArray:
        """Return the weights at a place, (parameter_count,)."""
        found: FloatArray = self.origin + x * self.across + y * self.up
        return found

    def places(self, weights: FloatArray) -> FloatArray:
        """Return x, y of the nearest place to weights (k, parameter_count), and how far it is.

        The distance is that in weight space; (k, 3).
        """
        away = weights.astype(np.float64) - self.origin
        along = np.stack([self.across, self.up])
        xy = np.linalg.lstsq(along @ along.T, along @ away.T, rcond=None)[0].T
        off = np.linalg.norm(away - xy @ along, axis=1)
        return np.column_stack([xy, off])


def along_path(path: FloatArray) -> WeightPlane:
    """Return the plane through the last weights of a path along its two main directions (PCA).

    Parameters
    ----------
    path : (k, parameter_count)
        Weights in the order of time. The directions are of length 1, so places are distances in
        weight space.
    """
    last = path[-1].astype(np.float64)
    away = path.astype(np.float64) - path.mean(axis=0, dtype=np.float64)
    # The eigenvectors of k x k products give those of the covariance, which would be far larger.
    values, vectors = np.linalg.eigh(away @ away.T)
    whole = float(values.sum())
    directions: list[FloatArray] = []
    shares: list[float] = []
    for i in (-1, -2):
        share = float(values[i]) / whole if len(values) >= -i and whole > 0 else 0.0
        if share > _FLAT:
            along = away.T @ vectors[:, i]
            along *= np.sign(along @ (last - path[0])) or 1.0  # the path goes to the right, and up
            directions.append(along / np.linalg.norm(along))
            shares.append(share)
        else:
            directions.append(_another(directions, len(last)))
            shares.append(0.0)
    return WeightPlane(last, directions[0], directions[1], (shares[0], shares[1]))


def _another(others: list[FloatArray], n: int) -> FloatArray:
    """Return a direction of length 1 at right angles to ``others``, where a path has no more."""
    along = np.random.default_rng(0).standard_normal(n)
    for other in others:
        along -= (along @ other) * other
    size = float(np.linalg.norm(along))
    found: FloatArray = along / size if size else along
    return found


def random_plane(network: Network, seed: int) -> WeightPlane:
    """Return a plane through the network along two filter-normalised random directions.

    Each unit's incoming weights in a direction are as long as that unit's own (Li et al., section
    4), so one step along it changes every unit by as much as it is; biases stay. So networks
    whose weights differ in size can be compared.
    """
    rng = np.random.default_rng(seed)
    directions: list[FloatArray] = []
    for _ in range(2):
        along = np.zeros(network.parameters.size)
        for l, d in network.by_layer(along)[0].items():
            d[...] = rng.standard_normal(d.shape)
            own = np.linalg.norm(network.w[l].astype(np.float64), axis=1, keepdims=True)
            d *= own / np.linalg.norm(d, axis=1, keepdims=True)
        directions.append(along)
    return WeightPlane(network.parameters.astype(np.float64), directions[0], directions[1])


def own_plane(network: Network) -> WeightPlane | None:
    """Return the plane of the weights themselves where there are exactly two, else None.

    Places are the weights' own values. Biases beyond them stay as they are; a network of one
    weight and one bias has these two for coordinates.
    """
    n = network.parameters.size
    if network.weight_count != 2 and n != 2:
        return None
    origin = network.parameters.astype(np.float64)
    origin[:2] = 0.0
    across, up = np.eye(2, n)
    return WeightPlane(origin, across, up)


def bounds(places: FloatArray, closer: int = 0) -> Bounds:
    """Return what part of a plane shows all of ``places`` (k, 2 or more), with room around.

    With ``closer`` it is the part around the last place whose sides are 2^closer times shorter.
    """
    low, high = places[:, :2].min(axis=0), places[:, :2].max(axis=0)
    sides = high - low
    least = 0.2 * float(sides.max()) or 1.0  # no side is a line
    half = 0.5 * np.maximum(sides, least) * 1.4
    middle = (low + high) / 2
    if closer:
        half = half / 2.0**closer
        middle = places[-1, :2] if closer > 0 else middle
    (left, bottom), (right, top) = middle - half, middle + half
    return float(left), float(right), float(bottom), float(top)


def subset(samples: Samples, parameter_count: int) -> Samples:
    """Return the samples that a landscape is measured on: evenly over all, and always the same."""
    n = min(len(samples), max(FEWEST, min(MOST, WORK // parameter_count)))
    rows: IntArray = np.arange(n) * len(samples) // n
    return samples[rows]


class Landscape:
    """The cost over part of a plane, on a grid that grows finer as ``go_on`` is called.

    Parameters
    ----------
    network : Network
        What it is made of; its own parameters stay as they are.
    samples : Samples
        On which the cost is measured, without regularisation.

    Attributes
    ----------
    heights : (SIDE, SIDE) float64
        Rows go up, columns across; NaN where nothing is known yet, and where the cost is no number.
    side : int
        Places along a side of the finest grid of ``LEVELS`` that is known, 0 if none is.
    """

    def __init__(
        self, network: Network, samples: Samples, plane: WeightPlane, bounds: Bounds
    ) -> None:
        self.plane, self.bounds = plane, bounds
        self._network = Network(network.spec, network.parameters)
        self._batch = Batch(self._network, len(samples))
        self._batch.x[...] = samples.x
        self._batch.x *= samples.scale
        self._batch.y[...] = samples.y
        self.samples = len(samples)
        self.heights = np.full((SIDE, SIDE), np.nan)
        self.side = 0
        left, right, bottom, top = bounds
        self._x, self._y = np.linspace(left, right, SIDE), np.linspace(bottom, top, SIDE)
        self._todo = _order()
        self._at = 0

    @property
    def done(self) -> bool:
        """Whether all places are known."""
        return self.side == SIDE

    def cost(self, weights: FloatArray) -> float:
        """Return the cost with these weights (parameter_count,); NaN if it is no number."""
        self._network.parameters[...] = weights
        with np.errstate(all="ignore"):
            self._batch.forward()
            cost = self._batch.cost()
        return cost if np.isfinite(cost) else float("nan")

    def go_on(self) -> None:
        """Measure one place more."""
        if self.done:
            return
        i, j, side = self._todo[self._at]
        self.heights[i, j] = self.cost(self.plane.at(float(self._x[j]), float(self._y[i])))
        self._at += 1
        if self._at == len(self._todo) or self._todo[self._at][2] > side:
            self.side = side

    def grid(self) -> FloatArray:
        """Return the finest grid that is known as a whole: (side, side), or (0, 0)."""
        if not self.side:
            return np.zeros((0, 0))
        every = (SIDE - 1) // (self.side - 1)
        return self.heights[::every, ::every].copy()


def _order() -> list[tuple[int, int, int]]:
    """Return row, column and level of each place, coarse grids first."""
    found: dict[tuple[int, int], int] = {}
    for side in LEVELS:
        every = (SIDE - 1) // (side - 1)
        for i in range(0, SIDE, every):
            for j in range(0, SIDE, every):
                found.setdefault((i, j), side)
    return [(i, j, side) for (i, j), side in found.items()]


def rise(heights: FloatArray) -> float:
    """Return how much higher the cost is around the middle of a grid than at it, on average.

    Averaged over the places nearest to the circle that goes half of the way to the edge, where
    the cost is a number: sharp minima have a large rise, flat ones a small one. NaN where nothing
    is known.
    """
    side = len(heights)
    if side < 3:
        return float("nan")
    middle = side // 2
    angles = np.linspace(0, 2 * np.pi, 4 * middle, endpoint=False)
    ring = {
        (middle + round(middle / 2 * np.sin(angle)), middle + round(middle / 2 * np.cos(angle)))
        for angle in angles.tolist()
    }
    around = np.array([heights[place] for place in sorted(ring)])
    around = around[np.isfinite(around)]
    return float(around.mean() - heights[middle, middle]) if len(around) else float("nan")
