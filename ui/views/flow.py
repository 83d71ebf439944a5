"""The numbers of one step, for the five phases that the stage plays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray
from core.data.bits import INPUTS
from core.explain.step_flow import step_flow
from runs.snapshot import Look
from ui.components.kit.packing import pack
from ui.views.network import MOST, kind_of
from ui.views.shared.finite import finite, finite_array
from ui.views.view import Options, View

_COORDINATES = (("x", "y"), tuple(INPUTS))  # by these names of inputs a sample's place is known


@dataclass(frozen=True, slots=True)
class StageFlow:
    """Header of a frame; ``number`` counts steps, 0 where none can be taken apart.

    ``point`` is where the sample lies in the plane, if that is known.
    """

    key: str
    alt: str = ""
    number: int = 0
    sample: int = 0
    m: int = 0
    cost: float = 0.0
    wanted: Sequence[float] = ()
    eta: float = 0.0
    optimizer: str = ""
    point: Sequence[float] = ()


WORK = 50_000_000  # parameters times samples; what is more is not taken apart


def payload(look: Look, _: Options) -> bytes:
    """Pack a step: by layer activations, δ, weights before, gradient, weights after."""
    step = look.batch
    if step is None or look.spec.parameter_count * len(step.x) > WORK:
        return pack(StageFlow(VIEW.name), [])
    with np.errstate(all="ignore"):
        flow = step_flow(look.spec, step.before, step.after, step.x, step.y)
    kind = kind_of(look)
    most = MOST[kind]
    L = flow.before.L
    arrays: list[NDArray[Any]] = [
        finite_array(flow.a[0] if kind == "picture" else flow.a[0][:most])
    ]
    for l in range(1, L + 1):
        picture = kind == "picture" and l == 1
        shown = slice(None) if l == L else slice(most)
        arrays += [finite_array(flow.a[l][shown]), finite_array(flow.delta[l][shown])]
        for w in (flow.before.w[l], flow.nabla_w[l], flow.after.w[l]):
            cut = w[:most]
            arrays.append(
                finite_array(np.linalg.norm(cut, axis=1)[:, None] if picture else cut[:, :most])
            )
    header = StageFlow(
        key=VIEW.name,
        alt=words(look, {}),
        number=step.number,
        sample=flow.sample,
        m=flow.m,
        cost=finite(flow.cost),
        wanted=[finite(v) for v in flow.y],
        eta=step.eta,
        optimizer=step.settings.optimizer,
        point=_point(look, flow.a[0]),
    )
    return pack(header, arrays)


def _point(look: Look, x: FloatArray) -> list[float]:
    """Return the coordinates of inputs (n_0,) in the plane, none where no input tells them."""
    names = look.data.input_names
    for known in _COORDINATES if look.data.plane is not None else ():
        if set(known) <= set(names):
            return [float(x[names.index(name)]) for name in known]
    return []


def words(look: Look, _: Options) -> str:
    """Say which step it was."""
    return "" if look.batch is None else f"Step {look.batch.number:,}."


VIEW = View(
    name="flow",
    label="Step",
    help="One step as five phases: forward, cost, error back, gradient, step.",
    payload=payload,
    words=words,
    mount=lambda data, key: None,
    needs=frozenset({"batch", "gradient"}),
)
