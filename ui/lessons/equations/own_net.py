"""The small net and the sample that the lesson on the four equations is about."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.costs import COSTS
from core.network import Network
from core.specs import NetworkSpec
from ui.shell.widgets import place, shown

SIZES = ("1-1", "2-1", "2-2-1", "2-3-2", "3-3-3", "3-4-4-2", "5-5-5-5")
MOST_UNITS, MOST_LAYERS = 5, 4
_X = (0.5, -0.2, 0.8, 0.1, -0.6)
_Y = (1.0, 0.0, 0.0, 0.0, 0.0)
CHANGE = "equations.change"
_STATE = "equations.chosen"
_OUTPUTS = [
    (output, cost)
    for output, sigma in ACTIVATIONS.items()
    for cost, kind in COSTS.items()
    if (output in kind.outputs if kind.outputs else not sigma.couples)
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A net by its architecture and seed, one sample, and a learning rate."""

    spec: NetworkSpec
    seed: int
    x: tuple[float, ...]
    y: tuple[float, ...]
    eta: float

    def network(self) -> Network:
        """Return the net with its initial weights."""
        return Network.initial(self.spec, self.seed)

    def sample(self) -> tuple[FloatArray, FloatArray]:
        """Return x (n_0,) and y (n_L,)."""
        return np.array(self.x), np.array(self.y)


def spec_of(sizes: tuple[int, ...], hidden: str, output: str, cost: str) -> NetworkSpec:
    """Return a net in 64 bits, whose gradients can be checked."""
    return NetworkSpec(sizes, (hidden,) * (len(sizes) - 2) + (output,), cost, "normal", "float64")


FIRST = Chosen(spec_of((2, 3, 2), "sigmoid", *_OUTPUTS[0]), 1, _X[:2], _Y[:2], 1.0)


def chosen() -> Chosen:
    """Return what the visitor chose in the lesson's first idea."""
    found: Chosen = st.session_state.get(_STATE, FIRST)
    return found


def parsed(text: str) -> tuple[int, ...]:
    """Return the sizes that a text such as "2-3-2" stands for.

    Raises
    ------
    ValueError
        If it is no small net.
    """
    try:
        sizes = tuple(int(part) for part in text.split("-"))
    except ValueError:
        sizes = ()
    if not 2 <= len(sizes) <= MOST_LAYERS or not all(1 <= n <= MOST_UNITS for n in sizes):
        raise ValueError(
            f"Write 2 to {MOST_LAYERS} layers of 1 to {MOST_UNITS} units, input first, such as "
            "2-3-2."
        )
    return sizes


def misfit(cost: str, y: Sequence[float]) -> str:
    """Say why a cost cannot have such targets; nothing if it can.

    With them δ = a − y would not be its gradient, and the check would fail without any fault.
    """
    if cost == "log_likelihood" and (min(y) < 0 or abs(sum(y) - 1) > 1e-9):
        return "Softmax answers with shares of a whole: the targets must add up to 1, none below 0."
    if cost == "cross_entropy" and not all(0 <= value <= 1 for value in y):
        return "Cross-entropy compares probabilities, so each target must be from 0 to 1."
    return ""


def choose() -> Chosen:
    """Offer to change net and sample; until then those of before stay."""
    fields = st.expander(
        "Change the numbers", key=CHANGE, icon=":material/tune:", on_change="rerun"
    )
    if not fields.open:
        return chosen()
    with fields:
        return _ask()


def _ask() -> Chosen:
    """Ask for net and sample; what does not fit is explained, and the last that did stays."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        own = shown("equations.sizes", "2-3-2")
        sizes_offered = SIZES if own in SIZES else (*SIZES, own)
        text = st.selectbox(
            "Units of each layer",
            sizes_offered,
            index=sizes_offered.index(own),
            key="equations.sizes",
            accept_new_options=True,
            help="Input first. Type a net of your own: up to 5-5-5-5.",
            width=170,
            persist_state="session",
        )
        inside = [name for name in ACTIVATIONS if name not in OUTPUT_ONLY]
        hidden = st.selectbox(
            "σ inside",
            inside,
            place("equations.hidden", inside),
            format_func=lambda name: ACTIVATIONS[name].label,
            key="equations.hidden",
            width=150,
            persist_state="session",
        )
        output, cost = st.selectbox(
            "Output and cost",
            _OUTPUTS,
            place("equations.output", _OUTPUTS),
            format_func=lambda pair: f"{ACTIVATIONS[pair[0]].label}, {COSTS[pair[1]].label}",
            key="equations.output",
            width=230,
            persist_state="session",
        )
        seed = _number("Seed of the weights", "equations.seed", 1, low=0, high=2**32 - 1)
        eta = _number("Learning rate η", "equations.eta", 1.0, low=0.0, high=100.0)
    try:
        sizes = parsed(text or "")
    except ValueError as error:
        st.error(str(error), icon=":material/error:")
        return chosen()
    with st.container(horizontal=True, gap="small"):
        x = _row("x", _X[: sizes[0]])
        y = _row("y", _Y[: sizes[-1]])
    problem = misfit(cost, y)
    if problem:
        st.error(problem, icon=":material/error:")
        return chosen()
    found = Chosen(spec_of(sizes, hidden, output, cost), int(seed), x, y, eta)
    st.session_state[_STATE] = found
    return found


def _row(name: str, first: Sequence[float]) -> tuple[float, ...]:
    """Ask for the numbers of one row of a sample."""
    return tuple(
        _number(f"{name}{j}", f"equations.{name}.{j}", value, low=-10.0, high=10.0, width=100)
        for j, value in enumerate(first, start=1)
    )


def _number(
    label: str, key: str, first: float, *, low: float, high: float, width: int = 150
) -> float:
    value = st.number_input(
        label,
        value=shown(key, first),
        min_value=low,
        max_value=high,
        step=1 if isinstance(first, int) else 0.1,
        format="%d" if isinstance(first, int) else "%g",
        key=key,
        width=width,
        persist_state="session",
    )
    return first if value is None else value
