"""The questions at the end of the lesson on even and odd numbers."""

import streamlit as st

from core.explain.all_numbers import bit_weights
from core.specs import Setup
from core.training import Training
from ui.lessons.even_odd import net as net
from ui.lessons.even_odd import parity
from ui.lessons.even_odd.live import bits
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question, predict


def show() -> None:
    """Ask, and offer the lab."""
    predict(SEEDS, UNSEEN, PARITY)
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
        f"After 10 epochs from 10 seeds, the last bit's column was the heaviest {wins} times.",
    )


def _unseen() -> Measured:
    training = _trained(net.setup(10), 10)
    accuracy = training.evaluate(training.data.test).accuracy
    return Measured(
        0 if accuracy > 0.99 else 1 if accuracy > 0.6 else 2,
        f"It learnt from the numbers below 700; of the others it gets {accuracy:.1%} right.",
    )


def _parity() -> Measured:
    training = _trained(net.parity_setup(10), 100)
    train = training.evaluate(training.data.train).accuracy
    unseen = training.evaluate(training.data.test).accuracy
    return Measured(
        0 if unseen > 0.9 else 1 if unseen > 0.6 else 2,
        f"After 100 epochs: {train:.1%} of the numbers it learnt from, {unseen:.1%} of the others. "
        "Half of them would be a coin's share.",
    )


SEEDS = Question(
    "even_odd.seeds",
    "Ten nets start from ten different random weights. In how many does the last bit win?",
    ("In all ten.", "In most of them.", "In fewer than half."),
    _seeds,
)
UNSEEN = Question(
    "even_odd.unseen",
    "The net learns from 0 to 699. How well does it do on 700 to 1,023 after ten epochs?",
    ("Practically perfectly.", "Better than a coin.", "Like a coin."),
    _unseen,
)
PARITY = Question(
    "even_odd.true_parity",
    "Now: is the number of ones even? How many unseen numbers does the same net get right?",
    ("Nearly all.", "More than 60 %.", "About half, or fewer."),
    _parity,
)
