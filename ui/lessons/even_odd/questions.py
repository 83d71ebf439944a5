"""The questions of the lesson on even and odd numbers; and the way to the lab."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from core.explain.all_numbers import bit_weights
from core.explain.numbers import percent
from core.network import Network
from core.specs import Setup
from core.training import Training
from ui.components import heatmaps
from ui.components.live_plot import rounded_up
from ui.lessons.even_odd import figures as figures
from ui.lessons.even_odd import net as net
from ui.lessons.even_odd import parity
from ui.lessons.even_odd.live import bits
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question


def show() -> None:
    """Offer the lab."""
    with st.container(horizontal=True, gap="small"):
        open_in_lab(net.setup(bits()), 1000, label="Even or odd in the lab", key="even_odd.lab")
        open_in_lab(
            parity.chosen(),
            1000,
            label="Your parity net in the lab",
            key="even_odd.lab.parity",
        )


def _trained(setup: Setup, epochs: int) -> Training:
    training = Training(setup)
    while training.epoch < epochs:
        training.step()
    return training


def _seeds() -> Measured:
    runs = [_trained(net.setup(10, seed), 10) for seed in range(10)]
    wins = sum(int(bit_weights(run.network.w[1]).argmax() == 9) for run in runs)
    return Measured(
        0 if wins == 10 else 1 if wins >= 5 else 2,
        "From 10 random starts, ten times through all it learns from: the last bit's column was "
        f"the heaviest {wins} times.",
        lambda: _weights([run.network for run in runs], wins),
    )


def _weights(networks: Sequence[Network], wins: int) -> None:
    """Show the weights of each net's hidden units, a column for each bit."""
    key = "even_odd.seeds.picture"
    weights = np.array([network.w[1] for network in networks])
    names = [f"seed {seed}" for seed in range(len(networks))]
    tiles = heatmaps.Tiles("w¹ of ten nets, the last bit at the right", weights, names)
    scale = rounded_up(float(np.abs(weights).max()))
    alt = f"The right-most column is the heaviest in {wins} of {len(networks)}."
    heatmaps.mount(heatmaps.frame([tiles], key=key, scale=scale, alt=alt), key)


def _numbers(network: Network, key: str, of: str = "") -> None:
    heatmaps.mount(figures.numbers(network, key, of), key)


def _unseen() -> Measured:
    training = _trained(net.setup(10), 10)
    accuracy = training.evaluate(training.data.test).accuracy
    return Measured(
        0 if accuracy > 0.99 else 1 if accuracy > 0.6 else 2,
        f"It learnt from the numbers below 700; of the others it gets {percent(accuracy)} right.",
        lambda: _numbers(training.network, "even_odd.unseen.picture"),
    )


def _parity() -> Measured:
    training = _trained(net.parity_setup(10), 100)
    train = training.evaluate(training.data.train).accuracy
    unseen = training.evaluate(training.data.test).accuracy
    return Measured(
        0 if unseen > 0.9 else 1 if unseen > 0.6 else 2,
        f"After 100 epochs: {percent(train)} of the numbers it learnt from, {percent(unseen)} of "
        "the others. Half of them would be a coin's share.",
        lambda: _numbers(training.network, "even_odd.true_parity.picture", parity.ONES),
    )


SEEDS = Question(
    "even_odd.seeds",
    "Ten nets shall tell even numbers from odd ones, of ten bits each. In how many does the last "
    "bit get the largest weights?",
    ("In all ten.", "In most of them.", "In fewer than half."),
    _seeds,
)
UNSEEN = Question(
    "even_odd.unseen",
    "The net learns from 0 to 699, ten times through. How well does it do on 700 to 1,023?",
    ("Practically perfectly.", "Better than a coin.", "Like a coin."),
    _unseen,
)
PARITY = Question(
    "even_odd.true_parity",
    "Now, of ten bits: is the number of ones even? How many unseen numbers does the same net get "
    "right after 100 epochs?",
    ("Nearly all.", "More than 60%.", "About half, or fewer."),
    _parity,
)
