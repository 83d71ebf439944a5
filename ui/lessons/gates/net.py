"""What the lesson on gates trains."""

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from core.data.bits import GATES, as_bits
from core.evaluation import Evaluation
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training
from runs.run import Run
from ui.lessons.kit import sliders
from ui.lessons.kit.live_run import now

PACE = 100.0  # steps a second: XOR takes some seconds
ETA = 2.0
SEED = "gates.seed"
_FIRST_SEED = 1


def setup(gate: str, hidden: int, seed: int, activation: str = "sigmoid") -> Setup:
    """Return a net for a gate; without ``hidden`` units it has one layer."""
    sizes = (2, hidden, 1) if hidden else (2, 1)
    inside = (activation,) if hidden else ()
    network = NetworkSpec(sizes, (*inside, "sigmoid"), "cross_entropy", "normal")
    return Setup(DataSpec(gate), network, TrainSpec(ETA, 4, optimizer="gd", seed=seed))


def seed() -> int:
    """Return the present seed of the initial weights."""
    return int(st.session_state.setdefault(SEED, _FIRST_SEED))


def choose_seed() -> None:
    """Offer other initial weights."""
    st.button(
        "New weights",
        key="gates.reseed",
        icon=":material/casino:",
        help=f"Starts from other random weights; these are those of seed {seed()}",
        on_click=sliders.put,
        args=(SEED, seed() + 1),
    )


def trained(chosen: Setup, steps: int) -> tuple[Network, FloatArray]:
    """Return a net after so many steps, and its answers (4,) to 00, 01, 10, 11."""
    training = Training(chosen)
    for _ in range(steps):
        training.step()
    batch = training.network.forward(as_bits(2))
    return training.network, np.array(batch.a[training.network.L][:, 0])


def say(run: Run) -> str:
    """Say how far a run is, and how many corners it has right."""
    found = now(run)
    right = f"**{_of_four(found)} of 4** right"
    return f"Step {run.frame.steps:,} · cost **{found.cost:.3f}** · {right}"


def tell(run: Run) -> str:
    """Say how many corners are right."""
    return f"{_of_four(now(run))} of 4 right."


def _of_four(found: Evaluation) -> int:
    return round(4 * found.accuracy)


def truth_table(network: Network, gate: str) -> str:
    """Return a Markdown table of what a net answers, a row for each corner."""
    x = as_bits(2)
    answers = network.forward(x).a[network.L][:, 0].tolist()
    rows = ["| x₁ | x₂ | answer | wanted | verdict |", "|--:|--:|--:|--:|:--|"]
    for (one, two), answer, wanted in zip(x.tolist(), answers, GATES[gate], strict=True):
        verdict = "right" if (answer >= 0.5) == bool(wanted) else "wrong"
        rows.append(f"| {one:.0f} | {two:.0f} | **{answer:.3f}** | {wanted} | {verdict} |")
    return "\n".join(rows)


def inside_table(network: Network, gate: str) -> str:
    """Return a Markdown table of what each unit answers, a column for each corner."""
    x = as_bits(2)
    batch = network.forward(x)
    corners = [f"{one:.0f} {two:.0f}" for one, two in x.tolist()]
    rows = [f"| x₁ x₂ | {' | '.join(corners)} |", "|:--|--:|--:|--:|--:|"]
    for j, answers in enumerate(batch.a[1].T.tolist(), start=1):
        rows.append(f"| unit {j} | " + " | ".join(f"{a:.2f}" for a in answers) + " |")
    answers = batch.a[network.L][:, 0].tolist()
    rows.append("| **answer** | " + " | ".join(f"**{a:.2f}**" for a in answers) + " |")
    rows.append("| wanted | " + " | ".join(map(str, GATES[gate])) + " |")
    return "\n".join(rows)
