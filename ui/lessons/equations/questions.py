"""The questions of the lesson on the four equations, each at the head of its idea; the lab."""

import numpy as np
import streamlit as st

from core.data.typed import text_of
from core.explain.faults import Faulty, costs
from core.explain.numbers import number
from core.explain.walkthrough import neighbours
from core.network import Network
from core.specs import DataSpec, Setup, TrainSpec
from ui.components.kit import still_svg
from ui.lessons.equations import own_net, pictures
from ui.lessons.equations.check import BATCH
from ui.lessons.equations.own_net import spec_of
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question

_NETS = 100
PACE = 10.0  # steps a second


def show() -> None:
    """Offer the lab."""
    net = own_net.chosen()
    st.markdown("The lab opens **this very net**: same weights, same η, same samples.")
    with st.container(horizontal=True, gap="small"):
        open_in_lab(setup(net, 1), PACE, label="Your sample in the lab", key="equations.lab")
        open_in_lab(
            setup(net, BATCH), PACE, label="Your mini-batch in the lab", key="equations.lab.batch"
        )


def setup(net: own_net.Chosen, m: int) -> Setup:
    """Return the net of the lesson on m samples, the visitor's first, all in one mini-batch."""
    x, y = neighbours(net.spec, *net.sample(), m, net.seed)
    data = DataSpec("written", table=text_of(x, y))
    return Setup(data, net.spec, TrainSpec(net.eta, m, optimizer="gd", seed=net.seed))


def _symmetry() -> Measured:
    spec = spec_of((2, 3, 2), "sigmoid", "sigmoid", "quadratic")
    network = Network(spec, np.zeros(spec.parameter_count))
    x, y = np.array([[0.5, -0.2]]), np.array([[1.0, 0.0]])
    for _ in range(2):  # the first step moves only what lies behind the hidden layer
        batch = network.forward(x)
        network.backward(batch, y)
        network.parameters -= batch.gradient
    sizes = np.linalg.norm(batch.nabla_w[1], axis=1).tolist()
    different = len(np.unique(batch.nabla_w[1].round(12), axis=0))
    return Measured(
        0 if different == 1 else 1,
        f"The three units get {'one and the same gradient' * (different == 1)}"
        f"{f'{different} different gradients' * (different != 1)}: they start alike, so only "
        "rounding can ever part them. Random weights break the symmetry.",
        lambda: still_svg.mount(
            pictures.bars(
                sizes, ["unit 1", "unit 2", "unit 3"], "Size of each unit's gradient, second step"
            ),
            "equations.symmetry.picture",
        ),
    )


def _vanishing() -> Measured:
    spec = spec_of((5, 5, 5, 5, 5), "sigmoid", "sigmoid", "quadratic")
    blames = []
    for seed in range(_NETS):
        network = Network.initial(spec, seed)
        batch = network.forward(np.random.default_rng(seed).uniform(-1, 1, (1, 5)))
        network.backward(batch, np.eye(5)[:1])
        blames.append([float(np.abs(batch.delta[l]).mean()) for l in range(1, 5)])
    typical = np.median(blames, axis=0).tolist()
    ratio = typical[3] / typical[0]  # of the bars that stand beside it
    return Measured(
        0 if ratio < 3 else 1 if ratio < 20 else 2,
        f"In {_NETS} random nets the error at the output is typically {ratio:.0f} times as large. "
        "Each layer on the way back adds up weighted errors, which may enlarge them, then "
        "multiplies by σ′, which is at most ¼.",
        lambda: still_svg.mount(
            pictures.bars(
                typical,
                ["layer 1", "layer 2", "layer 3", "output"],
                f"Mean |δ|, median of {_NETS} nets",
            ),
            "equations.vanishing.picture",
        ),
    )


def _sign() -> Measured:
    network = Network.initial(spec_of((2, 3, 2), "sigmoid", "sigmoid", "quadratic"), 1)
    x, y = np.array([[0.5, -0.2]]), np.array([[1.0, 0.0]])
    curve = costs(Faulty(network, ["sign"]), x, y, 1.0, 100)
    change = curve[-1] - curve[0]
    return Measured(
        0 if change < -0.01 else 2 if change > 0.01 else 1,
        f"The cost went from {number(curve[0])} to {number(curve[-1])} in 100 steps: every step "
        "goes uphill.",
        lambda: still_svg.mount(pictures.course(np.array(curve)), "equations.sign.picture"),
    )


SYMMETRY = Question(
    "equations.symmetry",
    "A 2-3-2 net starts with all weights and biases 0. What gradients do its three hidden units "
    "get?",
    ("All three the same.", "Different ones."),
    _symmetry,
)
VANISHING = Question(
    "equations.vanishing",
    "Three hidden layers of sigmoids and an output. How much larger is the error δ at the output "
    "than in layer 1?",
    ("About the same.", "About ten times.", "More than twenty times."),
    _vanishing,
)
SIGN = Question(
    "equations.sign",
    "BP1 gets the wrong sign: y − a instead of a − y. What does the cost do?",
    ("It falls, but slower.", "It stays.", "It rises."),
    _sign,
)
