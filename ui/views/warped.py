"""How a hidden layer of two units bends the plane until a straight line can do the rest."""

import functools
import math

import numpy as np

from core.arrays import FloatArray
from core.data.samples import Dataset, Plane
from core.explain.plain import of
from core.functions.activations import Activation
from core.specs import NetworkSpec
from runs.snapshot import Look
from ui.components import warped_grid
from ui.components.decision_map import Points
from ui.components.live_plot import rounded_up
from ui.views import decision
from ui.views.shared import plane_grid
from ui.views.view import Options, View

LINES = 15  # of the grid, in each direction
POINTS = 40  # of a line
TRAIN, HELD_OUT = 300, 150  # samples drawn
UNITS = 8  # whose lines are drawn
MARGIN = 0.05  # of the range, beyond its ends
REACH = 8.0  # |z| within which an activation is looked for its ½


def payload(look: Look, options: Options) -> bytes:
    """Pack the bent grid, the samples, and the next layer's straight lines."""
    plane, data, l = look.data.plane, look.data, _layer(look.spec)
    assert plane is not None
    assert l is not None
    kind, scale = decision.kind_of(look), decision.scale_of(look)
    train = decision.points(plane.train[:TRAIN], data.train, kind, scale)
    held = decision.points(plane.held_out[:HELD_OUT], data.validation, kind, scale)
    places = plane.inputs(np.concatenate([train.places, held.places]))
    seen = plane_grid.seen(look.network, np.concatenate([grid(plane), places])).a[l]
    seen = np.nan_to_num(np.asarray(seen, np.float32))
    n, m = 2 * LINES * POINTS, len(train.places)
    bent = seen[:n]
    ends = _ends(look, l, bent)
    last = l + 1 == look.network.L
    return warped_grid.frame(
        bent.reshape(2 * LINES, POINTS, 2),
        Points(seen[n : n + m], train.colours),
        Points(seen[n + m :], held.colours),
        _lines(look, l),
        key=VIEW.name,
        title=VIEW.label,
        kind=kind,
        ends=ends,
        ticks=_ticks(look.network.activation[l], ends),
        line="where the output is ½" if last and kind == "one" else "where z = 0 in the next layer",
        last=last,
        alt=words(look, options),
    )


def words(look: Look, _: Options) -> str:
    """Say what is seen."""
    l = _layer(look.spec)
    return f"The plane as the two units of hidden layer {l} see it; the next layer draws lines."


@functools.lru_cache(maxsize=32)
def grid(plane: Plane) -> FloatArray:
    """Return the network's inputs along the grid: upright lines, then level ones, (n, n_0)."""
    at = np.linspace(plane.low, plane.high, LINES)
    along = np.linspace(plane.low, plane.high, POINTS)
    across, up = np.repeat(at, POINTS), np.tile(along, LINES)
    upright, level = np.stack([across, up], axis=1), np.stack([up, across], axis=1)
    return plane.inputs(np.concatenate([upright, level]))


def _ends(look: Look, l: int, bent: FloatArray) -> tuple[float, float]:
    sigma = look.network.activation[l]
    if math.isfinite(sigma.low) and math.isfinite(sigma.high):
        beyond = MARGIN * (sigma.high - sigma.low)
        return sigma.low - beyond, sigma.high + beyond
    high = rounded_up(float(np.abs(bent).max())) or 1.0
    return (-0.05 * high, high) if bent.min() >= 0 else (-high, high)


def _ticks(sigma: Activation, ends: tuple[float, float]) -> list[float]:
    low, high = ends
    if math.isfinite(sigma.low) and math.isfinite(sigma.high):
        return [sigma.low, sigma.high]
    return [0.0 if low > -high else low, high]


def _lines(look: Look, l: int) -> np.ndarray:
    """Return u, v, c of the next layer's lines; a single quantity has none."""
    network, spec = look.network, look.spec
    w, b = network.w[l + 1][:UNITS], network.b[l + 1][:UNITS]
    single = l + 1 == network.L and spec.sizes[-1] == 1
    if single and look.data.regression:
        return np.zeros((0, 3), np.float32)
    level = half_at(look.network.activation[look.network.L]) if single else 0.0
    return np.nan_to_num(np.column_stack([w, b - level]).astype(np.float32))


def half_at(sigma: Activation) -> float:
    """Return the z next to 0 where σ(z) is ½: there a single output goes to the other class.

    It is 0 for an activation that never is.
    """
    z = np.linspace(-REACH, REACH, 4001)
    above = of(sigma, z[None, :].astype(sigma.zero.dtype))[0] >= 0.5
    turns = np.flatnonzero(above[1:] != above[:-1])
    if not len(turns):
        return 0.0
    i = int(turns[np.abs(z[turns]).argmin()])
    low, high = float(z[i]), float(z[i + 1])
    for _ in range(50):
        middle = (low + high) / 2
        right = of(sigma, np.full((1, 1), middle, sigma.zero.dtype))[0, 0] >= 0.5
        low, high = (low, middle) if right == above[i + 1] else (middle, high)
    return (low + high) / 2


def _layer(spec: NetworkSpec) -> int | None:
    """Return the first hidden layer of exactly two units."""
    return next((l for l, size in enumerate(spec.sizes[1:-1], start=1) if size == 2), None)


def suits(network: NetworkSpec, data: Dataset) -> bool:
    """Suit a hidden layer of two units over a plane."""
    return data.plane is not None and _layer(network) is not None


VIEW = View(
    name="warped",
    label="Warped grid",
    help="How the first hidden layer of two units bends the plane, and the straight lines that "
    "the next layer draws there.",
    payload=payload,
    words=words,
    mount=warped_grid.mount,
    suits=suits,
    width=340,
)
