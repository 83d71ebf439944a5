"""Presets: each keeps what its words promise, measured on the very run that it starts."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.data.catalogue import DATASETS
from core.data.drawings import encode
from core.data.points import EXAMPLE
from core.explain.all_numbers import bit_weights
from core.explain.diagnostics import health
from core.specs import DataSpec
from core.training import Training
from ui.lab.data_panel import DRAWINGS
from ui.shell.presets import PRESETS, example_table, for_data

DRAWN = encode(np.zeros((6, 28, 28), np.uint8), np.arange(6))
Promise = Callable[[Training], None]
PROMISED: dict[str, dict[str, Promise]] = {}


def promise(name, *words):
    """Say which words of a preset a check holds it to."""

    def keep(check: Promise) -> Promise:
        for one in words:
            PROMISED.setdefault(name, {})[one] = check
        return check

    return keep


def go(training, steps=0, epochs=0):
    while training.steps < steps or training.epoch < epochs:
        training.step()
    return training


def on(training, part="validation"):
    return training.evaluate(getattr(training.data, part))


def inside(training):
    samples = training.data.validation[:500]
    batch = training.network.forward(samples.x * samples.scale)
    return health(training.network, batch), batch


@promise("digits", "nine digits in ten after 1,000 steps")
def _(training):
    assert on(go(training, 1000)).accuracy > 0.9


@promise("second", "98% in six epochs", "six epochs are enough")
def _(training):
    settings = training.settings
    assert (settings.max_epochs, settings.horizon, settings.schedule) == (6, 6, "linear")
    assert on(go(training, epochs=6)).accuracy >= 0.98


@promise("even_odd", "the column of the last bit")
def _(training):
    assert bit_weights(go(training, epochs=10).network.w[1]).argmax() == 9


@promise("saturate", "most sigmoids on their flat ends", "the net learns", "behind")
def _(training):
    assert inside(training)[0][1].saturated > 0.5
    here, there = (
        on(go(one, 1000)).accuracy for one in (training, Training(PRESETS["digits"].setup))
    )
    assert 0.5 < here < there - 0.03


@promise("overfit", "training cost falls to nothing", "validation cost rises")
def _(training):
    lowest = min(on(go(training, epochs=epoch)).cost for epoch in range(1, 20, 3))
    go(training, epochs=60)
    assert on(training, "train").cost < 0.02
    assert on(training).cost > 1.1 * lowest
    assert on(training, "train").accuracy > 0.99 > 0.92 > on(training).accuracy


@promise("zeros", "stay one and the same unit, to the last bit", "XOR stays unsolved")
def _(training):
    go(training, 3000)
    w, b, w_next = training.network.w[1], training.network.b[1], training.network.w[2]
    assert abs(w).max() > 1
    assert (w == w[0]).all()
    assert (b == b[0]).all()
    assert (w_next == w_next[0, 0]).all()
    assert on(training).accuracy <= 0.75
    parted = go(Training(PRESETS["zeros"].setup.changed("init", "scaled")), 3000)
    assert on(parted).accuracy == 1


@promise("rounding", "start as one", "watch whether, and how soon")
def _(training):
    go(training, 20)
    w = training.network.w[1]
    assert abs(w - w[0]).max() < 1e-4 * abs(w).max()
    w[0] = np.nextafter(w[0], 1)  # the last bit, whatever this processor made of it
    go(training, 1520)
    assert abs(w[0] - w[1]).max() > 0.1 * abs(w).max()


@promise("vanish", "Four hidden layers", "compare the first layer’s gradient with the last one’s")
def _(training):
    assert training.network.L - 1 == 4
    go(training, 20)
    norms = [abs(training.batch.nabla_w[l]).mean() for l in range(1, 6)]
    assert norms[0] < norms[-1] / 20


@promise("dead", "answers 0 to every image, for ever")
def _(training):
    go(training, 500)
    dead = (inside(training)[1].a[1] == 0).all(axis=0)
    assert dead.mean() > 0.3
    go(training, 1000)
    assert (inside(training)[1].a[1][:, dead] == 0).all()


@promise("overshoot", "jumps about instead of falling", "Lower η while it runs")
def _(training):
    costs = [on(go(training, steps)).cost for steps in range(200, 1200, 100)]
    assert np.std(costs) > 0.1 * np.mean(costs)
    training.settings = replace(training.settings, eta=0.3)
    assert on(go(training, 3000)).cost < 0.5 * min(costs)


@promise("line", "ends at ½")
def _(training):
    go(training, 5000)
    answers = training.network.forward(training.data.train.x).a[1]
    assert abs(answers - 0.5).max() < 0.05


@promise("xor", "Four hidden units")
def _(training):
    assert training.network.spec.sizes == (2, 4, 1)
    assert on(go(training, 3000)).accuracy == 1


@promise("nand", "NAND")
def _(training):
    assert training.data.output_names == ("NAND",)
    assert on(go(training, 3000)).accuracy == 1


@promise("circles", "no hidden layer", "features can replace layers")
def _(training):
    assert training.network.L == 1
    assert on(go(training, 2000)).accuracy > 0.97
    bare = PRESETS["circles"].setup._replace(data=DataSpec("circles", features=("x", "y")))
    assert on(go(Training(bare), 2000)).accuracy < 0.7


@promise("spiral", "Two tanh layers")
def _(training):
    assert training.network.spec.activations[:-1] == ("tanh", "tanh")
    assert on(go(training, 3000)).accuracy > 0.97


@promise("three", "three clouds")
def _(training):
    assert on(go(training, 1000)).accuracy > 0.9


@promise("bump", "a few tanh units build a round hill")
def _(training):
    assert on(go(training, 3000)).accuracy > 0.8  # its targets are noisy


@promise("parity", "learns by heart at best")
def _(training):
    go(training, 5000)
    assert on(training).accuracy < 0.65
    assert on(training, "train").accuracy > on(training).accuracy


@promise("raw", "saturated from the start")
def _(training):
    assert inside(training)[0][1].saturated > 0.9
    start = on(training).accuracy
    assert on(go(training, 1000)).accuracy > start + 0.2


@promise("class", "Thirty units, η 3, λ 0.1, 30 epochs")
def _(training):
    settings = training.settings
    assert training.network.spec.sizes[1] == 30
    assert (settings.eta, settings.lmbda, settings.max_epochs) == (3, 0.1, 30)
    assert on(go(training, 3000)).accuracy > 0.85


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_keeps_what_it_promises(name):
    said = f"{PRESETS[name].label}. {PRESETS[name].goal}"
    for words in PROMISED[name]:
        assert words in said
    for check in dict.fromkeys(PROMISED[name].values()):
        training = Training(PRESETS[name].setup)
        check(training)
        assert training.finite()


@pytest.mark.parametrize("name", DATASETS)
def test_every_kind_of_data_has_a_set_up_to_start_with(name):
    tables = {"written": "", "points": EXAMPLE} | dict.fromkeys(DRAWINGS, DRAWN)
    table = tables.get(name, example_table())
    data = DataSpec(name, table=table, bits=6, features=("x", "y", "xy"))
    setup = for_data(data, seed=3)
    assert setup.settings.seed == 3
    training = Training(setup)
    training.step()
    assert training.finite()


def test_a_net_for_drawings_has_an_output_for_each_symbol():
    text = encode(np.zeros((6, 28, 28), np.uint8), np.arange(6) % 3, ("★", "♥", "◆"))
    assert for_data(DataSpec("drawings", table=text), 0).network.sizes == (784, 30, 3)
