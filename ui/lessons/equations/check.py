"""Is the gradient right? Numerical beside analytic, and what faults do to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from core.data.samples import one_hot
from core.explain.expressions import entry
from core.explain.faults import FAULTS, Faulty, costs, why_not
from core.explain.gradient_check import GradientCheck, check_gradient
from core.explain.numbers import number
from core.explain.walkthrough import neighbours
from core.functions.activations import ACTIVATIONS
from core.functions.costs import COSTS
from core.network import Network
from core.specs import NetworkSpec
from ui.components import live_plot
from ui.components.equation_board import Grid, Line, board
from ui.lessons.equations import own_net
from ui.lessons.kit.code import beside
from ui.shell.widgets import place, shown

TOLERANCE = 1e-6  # central differences of 64-bit numbers agree far better than this
BATCH = 4
_GROWN = 1000.0  # times its first value: such a cost does not come back
CASES = {
    "xor": "XOR, net 2-3-2",
    "xor-square": "XOR, net 2-2-2",
    "own": "your net, four samples",
}

_WITHOUT_PRIME_IN_BP1 = (
    "Without σ′ in BP1 the step may be another cost's: with sigmoids and targets from 0 to 1, "
    "cross-entropy's."
)
_WITHOUT_PRIME_IN_BP2 = "Without σ′ in BP2, δ is in general no cost's derivative."


@dataclass(frozen=True, slots=True)
class Case:
    """What is trained, right and broken: a net with its samples, and for how long."""

    net: own_net.Chosen
    x: FloatArray
    y: FloatArray
    steps: int


def case(name: str) -> Case:
    """Return one of ``CASES``: the rows of XOR, which are hard enough for a fault to matter."""
    if name == "own":
        net = own_net.chosen()
        return Case(net, *neighbours(net.spec, *net.sample(), BATCH, net.seed), 100)
    sizes, seed = ((2, 3, 2), 1) if name == "xor" else ((2, 2, 2), 0)
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = one_hot(np.logical_xor(*x.T).astype(np.intp), 2).astype(float)
    spec = own_net.spec_of(sizes, "tanh", "sigmoid", "quadratic")
    return Case(own_net.Chosen(spec, seed, (0.0, 0.0), (1.0, 0.0), 1.0), x, y, 300)


def show() -> None:
    """Show the check, the toggles that break backpropagation, and what training makes of it."""
    st.markdown(
        "Move a weight a little to either side: how fast C changes is the gradient, measured. "
        "Backpropagation must find the same. **Break it.** (XOR: output 2 is 1 where just "
        "one bit is.)"
    )
    chosen, faults = _choose()
    right = chosen.net.network()
    network = Faulty(right, faults) if faults else right
    found = check_gradient(network, chosen.x, chosen.y)
    table, training = st.columns([2, 3])
    with table:
        board([Line([comparison(network, found)])], hint="", key="equations.check")
    with training:
        verdict(found, broken=bool(faults))
        _train(chosen, faults)


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(
        r"\frac{\partial C}{\partial p} \approx "
        r"\frac{C(p + \varepsilon) - C(p - \varepsilon)}{2 \varepsilon}",
        check_gradient,
    )


def _choose() -> tuple[Case, list[str]]:
    """Ask for net and samples, and for the faults."""
    faults = []
    names = list(CASES)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        name = st.selectbox(
            "Net and samples",
            names,
            place("equations.case", names),
            format_func=CASES.__getitem__,
            key="equations.case",
            label_visibility="collapsed",
            width=230,
            persist_state="session",
        )
        chosen = case(name)
        for fault, label in FAULTS.items():
            reason = why_not(fault, chosen.net.spec)
            on = st.toggle(
                label,
                shown(f"equations.fault.{fault}", False),
                key=f"equations.fault.{fault}",
                disabled=bool(reason),
                help=reason or None,
                persist_state="session",
            )
            if on and not reason:
                faults.append(fault)
    return chosen, faults


def verdict(found: GradientCheck, *, broken: bool) -> None:
    """Say whether backpropagation and measurement agree."""
    apart = found.words
    if found.relative_error > TOLERANCE and broken:
        st.error(f"The check fails: {apart}.", icon=":material/close:")
    elif found.relative_error > TOLERANCE:  # a gradient that is almost 0, or a kink of the cost
        st.warning(
            f"There is no fault, and yet a {apart}: moving weights measures too coarsely here.",
            icon=":material/warning:",
        )
    elif broken:
        st.success(
            f"The check passes in spite of the fault ({apart}): with these weights it makes no "
            "difference. Try another seed or sample.",
            icon=":material/check:",
        )
    else:
        st.success(f"The check passes: {apart}.", icon=":material/check:")


def comparison(network: Network, found: GradientCheck) -> Grid:
    """Return a table of both gradients, a row for each parameter; rows that differ are marked."""
    pairs = list(zip(found.analytic.tolist(), found.numeric.tolist(), strict=True))
    largest = max(abs(value) for pair in pairs for value in pair)
    return Grid(
        "",
        [[number(a), number(n)] for a, n in pairs],
        row_labels=names(network),
        col_labels=("backpropagation", "measured"),
        bad=[i for i, (a, n) in enumerate(pairs) if abs(a - n) > TOLERANCE * largest],
    )


def names(network: Network) -> list[str]:
    """Return what each parameter is called, in their order: "w²₁₃" leads to unit 1 from 3."""
    found = [entry("w", l, *place) for l, w in network.w.items() for place in np.ndindex(w.shape)]
    return found + [entry("b", l, j) for l, b in network.b.items() for j in range(len(b))]


def highest(right: Sequence[float]) -> float:
    """Return how high the picture reaches, given the right run's costs: it shall stay inside.

    A broken run may leave the picture; the right one only where η has it grow without end.
    """
    worst = max(cost for cost in right if np.isfinite(cost))
    return 2 * min(worst, _GROWN * right[0]) or 1.0


def _train(chosen: Case, faults: list[str]) -> None:
    """Train the right net and the broken one from the same weights, and draw both costs."""
    net, steps = chosen.net, chosen.steps
    runs = {"right": net.network()}
    if faults:
        runs["broken"] = Faulty(net.network(), faults)
    curves = {
        name: costs(network, chosen.x, chosen.y, net.eta, steps) for name, network in runs.items()
    }
    ends = ", ".join(f"{name} {number(curve[-1])}" for name, curve in curves.items())
    alt = f"Cost over {steps} steps; at the end: {ends}."
    with np.errstate(over="ignore"):  # either may have grown beyond all bounds
        traces = [
            live_plot.Trace(name, list(range(steps + 1)), np.asarray(curve, np.float32), colour)
            for colour, (name, curve) in enumerate(curves.items())
        ]
    panel = live_plot.Panel("Cost on four samples", traces, y_range=(0, highest(curves["right"])))
    frame = live_plot.frame(
        [panel], key="equations.training", revision="", alt=alt, x_title="step", height=140
    )
    live_plot.mount(frame, "equations.training")
    st.caption(" ".join([alt, *(without_prime(net.spec) if "prime" in faults else ())]))


def without_prime(spec: NetworkSpec) -> list[str]:
    """Say what a step is without σ′, wherever the network has one to forget."""
    *inside, output = (ACTIVATIONS[name].slope != "1" for name in spec.activations)
    said = [_WITHOUT_PRIME_IN_BP1] * (output and not COSTS[spec.cost].cancels)
    return said + [_WITHOUT_PRIME_IN_BP2] * any(inside)
