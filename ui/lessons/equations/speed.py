"""Why backpropagation is fast: operations counted, and both ways timed on this machine."""

import time

import numpy as np
import streamlit as st

from core.explain.walkthrough import operations
from core.network import Batch, Network
from core.specs import NetworkSpec
from ui.lessons.equations import own_net

DIGITS = (784, 30, 10)
_TIMES = "equations.times"


def show() -> None:
    """Show what a gradient costs with and without backpropagation."""
    net = own_net.chosen()
    st.markdown(
        "Without backpropagation: move **one** weight, send the sample through, see how the cost "
        "changed; then the next weight. With it, **one** pass forward and one back give all "
        "gradients at once."
    )
    nets = {"-".join(map(str, sizes)): sizes for sizes in (net.spec.sizes, DIGITS)}
    rows = ["| Multiplications in matrix products, for one gradient | " + " | ".join(nets) + " |"]
    rows.append("|:--|" + "--:|" * len(nets))
    counts = [operations(sizes) for sizes in nets.values()]
    ratio = [count.pass_per_parameter / count.backpropagation for count in counts]
    rows.append(_row("for comparison: one forward pass", [count.forward for count in counts]))
    rows.append(_row("backpropagation", [count.backpropagation for count in counts]))
    rows.append(
        _row(
            "a forward pass per weight and bias, and one first",
            [count.pass_per_parameter for count in counts],
        )
    )
    rows.append("| **times as many** | " + " | ".join(f"**{_times(r)}**" for r in ratio) + " |")
    st.markdown("\n".join(rows))
    if st.button(
        "Measure",
        key="equations.measure",
        icon=":material/timer:",
        help="Times the passes of both ways on this server, now",
    ):
        with st.spinner("Measuring both ways"):
            st.session_state[_TIMES] = {name: measured(sizes) for name, sizes in nets.items()}
    for name, (fast, slow) in st.session_state.get(_TIMES, {}).items():
        st.markdown(
            f"**{name}**, measured here: backpropagation {_duration(fast)}, a forward pass per "
            f"weight and bias {_duration(slow)}: {_times(slow / fast)} times as long."
        )
    st.caption(
        "The larger the net, the larger the difference. In small nets Python takes longer to ask "
        "for the multiplications than they take, so measured times do not follow the counts."
    )


def measured(sizes: tuple[int, ...], repeats: int = 50) -> tuple[float, float]:
    """Return the seconds that one sample's gradient takes: backpropagation, and pass by pass."""
    spec = NetworkSpec(sizes, ("sigmoid",) * (len(sizes) - 1), "quadratic", dtype="float64")
    network = Network.initial(spec, 0)
    batch = Batch(network, 1)
    batch.x[...] = np.linspace(0, 1, sizes[0])
    start = time.perf_counter()
    for _ in range(repeats):
        batch.forward()
        batch.backward()
    between = time.perf_counter()
    for _ in range(spec.parameter_count + 1):
        batch.forward()
        batch.cost()
    return (between - start) / repeats, time.perf_counter() - between


def _row(name: str, counts: list[int]) -> str:
    return f"| {name} | " + " | ".join(f"{count:,}" for count in counts) + " |"


def _times(ratio: float) -> str:
    return f"{ratio:,.1f}" if ratio < 100 else f"{ratio:,.0f}"


def _duration(seconds: float) -> str:
    return f"{seconds * 1e3:,.0f} ms" if seconds >= 0.01 else f"{seconds * 1e6:,.0f} µs"
