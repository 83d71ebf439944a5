"""Is the gradient right? Numerical beside analytic, and what faults do to it."""

import streamlit as st

from core.explain.faults import FAULTS, Faulty, costs, why_not
from core.explain.gradient_check import GradientCheck, check_gradient
from core.explain.numbers import number
from core.explain.superscripts import raised
from core.explain.walkthrough import neighbours
from core.network import Network
from ui.components import live_plot
from ui.components.equation_board import Grid, Line, board
from ui.lessons.equations import own_net
from ui.lessons.kit.code import beside
from ui.shell.widgets import shown

TOLERANCE = 1e-6  # central differences of 64-bit numbers agree far better than this
STEPS = 100
BATCH = 4


def show() -> None:
    """Show the check, the toggles that break backpropagation, and what training makes of it."""
    net = own_net.chosen()
    right = net.network()
    x, y = neighbours(net.spec, *net.sample(), BATCH, net.seed)
    st.markdown(
        "Move one weight a little to either side and see how the cost changes: that is the "
        "gradient, measured. Backpropagation must find the same numbers. **Break it**, and see."
    )
    faults = _choose(net)
    network = Faulty(right, faults) if faults else right
    found = check_gradient(network, x, y)
    table, training = st.columns([2, 3])
    with table:
        board([Line([comparison(network, found)])], hint="", key="equations.check")
    with training:
        verdict(found, broken=bool(faults))
        _train(net, faults)


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(
        r"\frac{\partial C}{\partial p} \approx "
        r"\frac{C(p + \varepsilon) - C(p - \varepsilon)}{2 \varepsilon}",
        check_gradient,
    )


def _choose(net: own_net.Chosen) -> list[str]:
    chosen = []
    with st.container(horizontal=True, gap="medium"):
        for fault, label in FAULTS.items():
            reason = why_not(fault, net.spec)
            on = st.toggle(
                label,
                shown(f"equations.fault.{fault}", False),
                key=f"equations.fault.{fault}",
                disabled=bool(reason),
                help=reason or None,
                persist_state="session",
            )
            if on and not reason:
                chosen.append(fault)
    return chosen


def verdict(found: GradientCheck, *, broken: bool) -> None:
    """Say whether backpropagation and measurement agree."""
    apart = f"relative difference {found.relative_error:.1e}"
    if found.relative_error > TOLERANCE:
        st.error(f"The check fails: {apart}.", icon=":material/close:")
    elif broken:
        st.success(
            f"The check passes in spite of the fault ({apart}): for these samples it makes no "
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
    """Return what each parameter is called, in their order: "w² 1,3" leads to unit 1 from 3."""
    found = []
    for l, w in network.w.items():
        layer = raised(l)
        found += [f"w{layer} {j + 1},{k + 1}" for j in range(len(w)) for k in range(w.shape[1])]
    for l, b in network.b.items():
        found += [f"b{raised(l)} {j + 1}" for j in range(len(b))]
    return found


def _train(net: own_net.Chosen, faults: list[str]) -> None:
    """Train the right net and the broken one from the same weights, and draw both costs."""
    x, y = neighbours(net.spec, *net.sample(), BATCH, net.seed)
    runs = {"right": net.network()}
    if faults:
        runs["broken"] = Faulty(net.network(), faults)
    curves = {name: costs(network, x, y, net.eta, STEPS) for name, network in runs.items()}
    ends = ", ".join(f"{name} {number(curve[-1])}" for name, curve in curves.items())
    alt = f"Cost over {STEPS} steps; at the end: {ends}."
    steps = list(range(STEPS))
    traces = [
        live_plot.Trace(name, steps, curve, colour)
        for colour, (name, curve) in enumerate(curves.items())
    ]
    highest = 2 * max(curves["right"])  # a broken run may leave the picture; the right one may not
    panel = live_plot.Panel("Cost on four samples", traces, y_range=(0, highest))
    frame = live_plot.frame(
        [panel], key="equations.training", revision="", alt=alt, x_title="step", height=210
    )
    live_plot.mount(frame, "equations.training")
    st.caption(alt)
    if "prime" in faults:
        st.caption(
            "Without σ′ at the output the step is that of cross-entropy. Without it inside, the "
            "errors can even have the wrong sign."
        )
