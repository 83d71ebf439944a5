"""Real runs with and without each ailment, small ones, and the moments to look at them.

What a run suffers from follows from how it was made: so many hidden units that begin alike, an η a
hundred times too large, dropout in the middle of a run. ``tests`` look at the same ones.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.edits import Edit
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from runs.story import Change
from ui.shell.presets import PRESETS, example_table, for_data


@dataclass(frozen=True)
class Case:
    """A run and what is done to it: settings, or weights set by hand, after so many steps.

    ``looks`` are the steps after which to look at it. ``ails`` is what it suffers from by then, by
    the name of a hint, "" if it is well.
    """

    name: str
    setup: Setup
    looks: tuple[int, ...]
    ails: str = ""
    done: Mapping[int, Mapping[str, Any] | Edit] = field(default_factory=dict)

    def begin(self, seed: int = 0) -> Run:
        """Return the run before its first step, with what will be done to it planned.

        ``seed`` is added to its own.
        """
        setup = self.setup.changed("seed", self.setup.settings.seed + seed)
        run, settings, plan = Run(setup), setup.settings, []
        for steps, what in self.done.items():
            if isinstance(what, Edit):
                plan.append(Change(steps, settings, edits=(what,)))
            else:
                settings = replace(settings, **what)
                plan.append(Change(steps, settings))
        run.plan(plan)
        return run


def net(
    *sizes: int,
    hidden: str = "tanh",
    output: str = "sigmoid",
    cost: str = "cross_entropy",
    init: str = "glorot",
) -> NetworkSpec:
    """Return a network whose hidden layers are all alike."""
    return NetworkSpec(sizes, (hidden,) * (len(sizes) - 2) + (output,), cost, init)


SOFTMAX = {"output": "softmax", "cost": "log_likelihood"}
RELU = {"hidden": "relu", "init": "he"}
SIGMOID = {"hidden": "sigmoid", "init": "scaled"}
LINEAR = {"output": "linear", "cost": "quadratic"}

BUILT = {name: preset.setup for name, preset in PRESETS.items()}
RING = DataSpec("csv", table=example_table())
FLAT = DataSpec(
    "csv", table="\n".join(f"{x},{y},{x * y / 50:.3f}" for x in range(9) for y in range(9))
)


def wide_table(rows: int = 150, columns: int = 30) -> str:
    """Return a table in which two of many columns tell the class; a few samples are wrong."""
    rng = random.Random(0)
    lines = []
    for _ in range(rows):
        x = [rng.gauss(0, 1) for _ in range(columns)]
        label = (x[0] + x[1] > 0) != (rng.random() < 0.1)
        lines.append(",".join([*(f"{value:.2f}" for value in x), "ab"[label]]))
    return "\n".join(lines)


WIDE = DataSpec("csv", table=wide_table())
SPIRAL = BUILT["spiral"]
SPIRAL_SGD = Setup(SPIRAL.data, net(2, 16, 16, 1), TrainSpec(0.1))
SPIRAL_RELU = Setup(
    DataSpec("spiral"), net(2, 16, 16, 1, **RELU), TrainSpec(0.01, optimizer="adam")
)
CIRCLES = Setup(DataSpec("circles"), net(2, 8, 1), TrainSpec(0.1))
QUADRANTS, CLOUDS, SLOPE = (
    for_data(DataSpec(name), 1) for name in ("quadrants", "clouds", "slope")
)
THREE, BUMP, EVEN_ODD, PARITY = (BUILT[name] for name in ("three", "bump", "even_odd", "parity"))
XOR = Setup(DataSpec("xor"), net(2, 4, 1, **SIGMOID), TrainSpec(1.0, 1))
TABLE, TABLE_FIT = for_data(RING, 0), for_data(FLAT, 0)
TABLE_WIDE = Setup(WIDE, net(30, 12, 2), TrainSpec(0.1))
FEW = Setup(DataSpec("mnist_1000"), net(784, 30, 10, **SIGMOID), TrainSpec(0.5))
FEW_RELU = Setup(DataSpec("mnist_1000"), net(784, 30, 10, **RELU, **SOFTMAX), TrainSpec(0.05))
DIGITS = BUILT["digits"]
DIGITS_RELU = Setup(
    DataSpec(), net(784, 30, 10, **RELU, **SOFTMAX), TrainSpec(0.05, 32, optimizer="momentum")
)
DIGITS_ADAM = Setup(DataSpec(), net(784, 30, 10, **SOFTMAX), TrainSpec(0.001, 32, optimizer="adam"))


def cases() -> Iterator[Case]:
    """Yield all of them."""
    yield from _well()
    for name, kind in AILING.items():
        for case in kind():
            yield replace(case, name=f"{name}: {case.name}", ails=name)


def _well() -> Iterator[Case]:
    early, long = (1, 20, 60, 150, 400), (1000, 2000, 3500)
    for name, setup, looks in (
        ("even_odd", EVEN_ODD, early + long),
        ("spiral", SPIRAL, early + long),
        ("spiral, sgd", SPIRAL_SGD, early + long),
        ("spiral, another seed", SPIRAL.changed("seed", 3), early + long),
        ("spiral, relu", SPIRAL_RELU, early + long[:2]),
        ("circles", CIRCLES, early + long),
        ("circles, squares", BUILT["circles"], early + long),
        ("quadrants", QUADRANTS, early + long),
        ("clouds", CLOUDS, early + long),
        ("three clouds", THREE, early + long),
        ("bump", BUMP, early + long),
        ("slope", SLOPE, early + long),
        ("xor", XOR, early + long),
        ("xor, all rows at once", BUILT["xor"], early + long),
        ("nand", BUILT["nand"], early + long[:1]),
        ("or", for_data(DataSpec("or"), 0), early + long[:1]),
        ("table", TABLE, early + long[:2]),
        ("table to fit", TABLE_FIT, early + long[:2]),
        ("mnist", DIGITS, early + long[:1]),
        ("mnist, relu", DIGITS_RELU, early),
        ("mnist, adam", DIGITS_ADAM, early),
        ("mnist, dropout", DIGITS_RELU.changed("dropout", 0.3), early),
        ("mnist_1000", FEW, early[:4]),
        ("mnist_1000, relu", FEW_RELU, early[:4]),
    ):
        yield Case(name, setup, looks)
    for name, setup, done, looks in (
        ("spiral, smaller η", SPIRAL, {2000: {"eta": 0.001}}, (2060, 2500, 3500)),
        ("spiral, larger η", SPIRAL, {500: {"eta": 0.02}}, (560, 800, 1500)),
        ("circles, larger η", CIRCLES, {500: {"eta": 0.3}}, (560, 800, 1500)),
        ("three clouds, larger mini-batches", THREE, {200: {"batch_size": 40}}, (260, 500, 900)),
        ("bump, a little λ", BUMP, {1000: {"lmbda": 0.001}}, (1060, 1500, 2500)),
        ("mnist, larger η", DIGITS, {600: {"eta": 1.0}}, (660, 900, 1500)),
        ("mnist_1000, dropout", FEW_RELU, {200: {"dropout": 0.2}}, (260, 290)),
        ("even_odd, a weight by hand", EVEN_ODD, {900: Edit(1, 1, 3, 0.1)}, (960, 1500)),
    ):
        yield Case(name, setup, looks, done=done)


def _fell() -> Iterator[Case]:
    for name, setup, done, looks in (
        ("spiral, η", SPIRAL, {2000: {"eta": 0.3}}, (2060, 2200, 2600)),
        ("spiral, λ", SPIRAL, {2000: {"lmbda": 50.0}}, (2120, 2300)),
        ("spiral, dropout", SPIRAL, {2000: {"dropout": 0.7}}, (2120, 2300)),
        ("spiral, sgd, η", SPIRAL_SGD, {3000: {"eta": 3.0}}, (3080, 3300)),
        ("circles, λ", CIRCLES, {1000: {"lmbda": 100.0}}, (1200, 1400)),
        ("circles, a bias by hand", CIRCLES, {1000: Edit(2, 0, -1, 100.0)}, (1060, 1100)),
        ("clouds, L1", CLOUDS, {600: {"lmbda1": 200.0}}, (800, 1000)),
        ("three clouds, λ", THREE, {300: {"lmbda": 300.0}}, (450, 600)),
        ("quadrants, λ", QUADRANTS, {1500: {"lmbda": 50.0}}, (1800, 2000)),
        ("bump, λ", BUMP, {1500: {"lmbda": 30.0}}, (1600, 1800)),
        ("bump, a weight by hand", BUMP, {1500: Edit(2, 0, 3, 5.0)}, (1560, 1600)),
        ("slope, λ", SLOPE, {400: {"lmbda": 100.0}}, (500, 700)),
        ("even_odd, λ", EVEN_ODD, {1200: {"lmbda": 100.0}}, (1600, 2000)),
        ("even_odd, a bias by hand", EVEN_ODD, {1200: Edit(2, 0, -1, 40.0)}, (1260, 1400)),
        ("table, λ", TABLE, {1500: {"lmbda": 20.0}}, (1700, 2000)),
        ("xor, a bias by hand", XOR, {2500: Edit(2, 0, -1, 60.0)}, (2560,)),
        ("mnist, η", DIGITS, {600: {"eta": 10.0}}, (900, 1200)),
        ("mnist_1000, η", FEW, {300: {"eta": 20.0}}, (380, 500)),
        ("mnist_1000, λ", FEW, {300: {"lmbda": 100.0}}, (500,)),
    ):
        yield Case(name, setup, looks, done=done)


def _rose() -> Iterator[Case]:
    for name, setup, done, looks in (
        ("spiral, λ", SPIRAL, {2000: {"lmbda": 4.0}}, (2200, 2400)),
        ("circles, λ", CIRCLES, {1000: {"lmbda": 20.0}}, (1400, 1700)),
        ("circles, dropout", CIRCLES, {1500: {"dropout": 0.5}}, (2000,)),
        ("three clouds, λ", THREE, {500: {"lmbda": 20.0}}, (700, 900)),
        ("clouds, λ", CLOUDS, {600: {"lmbda": 100.0}}, (800, 1000)),
        ("clouds, L1", CLOUDS, {600: {"lmbda1": 60.0}}, (800, 1000)),
        ("quadrants, λ", QUADRANTS, {1500: {"lmbda": 16.0}}, (1800, 2000)),
        ("quadrants, dropout", QUADRANTS, {1500: {"dropout": 0.8}}, (1800, 2000)),
        ("even_odd, λ", EVEN_ODD, {1500: {"lmbda": 3.0}}, (2500,)),
        ("table, λ", TABLE, {1500: {"lmbda": 1.0}}, (2000,)),
        ("or, λ", for_data(DataSpec("or"), 0), {600: {"lmbda": 0.2}}, (800, 1000)),
        ("nand, λ", BUILT["nand"], {800: {"lmbda": 0.02}}, (1000, 1300)),
        ("mnist_1000, λ", FEW, {300: {"lmbda": 30.0}}, (500, 600)),
    ):
        yield Case(name, setup, looks, done=done)


def _stuck() -> Iterator[Case]:
    deep = net(784, 30, 30, 30, 30, 10, **SIGMOID)
    for name, setup, looks in (
        ("parity", PARITY, (1400,)),
        ("parity, tanh", Setup(PARITY.data, net(10, 4, 2), TrainSpec(0.1)), (2400,)),
        ("xor, no hidden layer", BUILT["line"], (1500,)),
        ("circles, no hidden layer", CIRCLES._replace(network=net(2, 1)), (1400,)),
        ("spiral, no hidden layer", SPIRAL._replace(network=net(2, 1)), (1400,)),
        ("bump, no hidden layer", BUMP._replace(network=net(2, 1, **LINEAR)), (1400,)),
        (
            "spiral, η 0.5 with Adam",
            Setup(SPIRAL.data, net(2, 8, 8, 1), TrainSpec(0.5, optimizer="adam")),
            (2400,),
        ),
        ("spiral, small η", Setup(SPIRAL.data, net(2, 8, 8, 1), TrainSpec(0.0003)), (2400,)),
        ("even_odd, λ", EVEN_ODD.changed("lmbda", 200.0), (1500,)),
        ("mnist_1000, five layers", FEW._replace(network=deep).changed("eta", 0.1), (1150,)),
        ("spiral, dropout", SPIRAL.changed("dropout", 0.9), (2500,)),
        ("spiral, schedule", SPIRAL.changed("schedule", "linear").changed("horizon", 3.0), (1400,)),
    ):
        yield Case(name, setup, looks)
    for name, setup, done, looks in (
        ("spiral, η 0", SPIRAL, {200: {"eta": 0.0}}, (1500,)),
        ("spiral, frozen", SPIRAL, {300: {"frozen": (1, 2, 3)}}, (1500,)),
        ("bump, η", BUMP, {60: {"eta": 1e-5}}, (1200,)),
        ("xor, η", XOR, {400: {"eta": 1e-3}}, (1700,)),
    ):
        yield Case(name, setup, looks, done=done)


def _symmetry() -> Iterator[Case]:
    for name, setup in (
        ("xor", BUILT["zeros"]),
        ("mnist", BUILT["rounding"]),
        ("mnist_1000", FEW),
        ("mnist_1000, tanh", FEW._replace(network=net(784, 20, 10, **SOFTMAX))),
        ("even_odd", EVEN_ODD),
        ("spiral", SPIRAL),
        ("circles", CIRCLES),
        ("quadrants", QUADRANTS),
        ("three clouds", THREE),
        ("bump", BUMP),
        ("slope", SLOPE),
        ("table", TABLE),
        ("parity", PARITY),
    ):
        yield Case(name, setup.changed("init", "zeros"), (60, 200))


def _pixels() -> Iterator[Case]:
    raw = BUILT["raw"]
    for name, setup in (
        ("R3", raw),
        ("another seed", raw.changed("seed", 1)),
        ("small mini-batches", raw.changed("batch_size", 10)),
        ("adam", raw.changed("optimizer", "adam").changed("eta", 0.001)),
        ("momentum", raw.changed("optimizer", "momentum").changed("eta", 0.05)),
        ("cross-entropy", raw.changed("cost", "cross_entropy")),
        ("small weights", raw.changed("init", "scaled")),
        ("tanh", raw._replace(network=net(784, 20, 10, **SOFTMAX))),
        ("ten units", raw._replace(network=net(784, 10, 10, **SIGMOID))),
        ("two layers", raw._replace(network=net(784, 16, 16, 10, **SIGMOID))),
        ("uniform weights", raw.changed("init", "uniform")),
        ("λ", raw.changed("lmbda", 1.0)),
    ):
        yield Case(name, setup, (60,))


def _saturated() -> Iterator[Case]:
    wide = TABLE_WIDE.changed("init", "normal")
    mnist, few = DIGITS.changed("init", "normal"), FEW.changed("init", "normal")
    for name, setup in (
        ("mnist", BUILT["saturate"]),
        ("mnist, cross-entropy", mnist),
        ("mnist, another seed", mnist.changed("seed", 1)),
        ("mnist, tanh", mnist.changed("activations", ("tanh", "sigmoid"))),
        (
            "mnist, ten units",
            mnist._replace(network=net(784, 10, 10, **SIGMOID | {"init": "normal"})),
        ),
        ("mnist, adam", mnist.changed("optimizer", "adam").changed("eta", 0.001)),
        ("mnist_1000", few),
        ("mnist_1000, another seed", few.changed("seed", 1)),
        ("mnist_1000, tanh", few.changed("activations", ("tanh", "sigmoid"))),
        ("mnist_1000, small η", few.changed("eta", 0.05)),
        (
            "mnist_1000, two layers",
            few._replace(network=net(784, 20, 20, 10, **SIGMOID | {"init": "normal"})),
        ),
        ("table of 30 columns", wide),
        ("table of 30 columns, another seed", wide.changed("seed", 1)),
    ):
        yield Case(name, setup, (60, 120))


def _dead() -> Iterator[Case]:
    raised = BUILT["dead"]
    for name, setup, looks in (
        ("mnist", raised, (200,)),
        ("mnist, another seed", raised.changed("seed", 1), (200,)),
        ("mnist, momentum", DIGITS_RELU.changed("eta", 1.0), (200,)),
        ("mnist_1000", FEW_RELU.changed("eta", 1.5), (150,)),
        ("mnist_1000, another seed", FEW_RELU.changed("eta", 1.5).changed("seed", 1), (150,)),
        ("spiral", SPIRAL_RELU.changed("eta", 1.0), (300,)),
        (
            "spiral, sgd",
            SPIRAL_SGD._replace(network=net(2, 16, 16, 1, **RELU)).changed("eta", 3.0),
            (300,),
        ),
        ("circles", CIRCLES._replace(network=net(2, 12, 1, **RELU)).changed("eta", 8.0), (300,)),
        (
            "quadrants",
            QUADRANTS._replace(network=net(2, 12, 1, **RELU)).changed("eta", 4.0),
            (300,),
        ),
        (
            "three clouds",
            THREE._replace(network=net(2, 12, 12, 3, **RELU, **SOFTMAX)).changed("eta", 2.0),
            (300,),
        ),
        ("even_odd", EVEN_ODD._replace(network=net(10, 12, 2, **RELU)).changed("eta", 5.0), (300,)),
        (
            "table",
            TABLE._replace(network=net(2, 12, 12, 2, **RELU, **SOFTMAX)).changed("eta", 4.0),
            (300,),
        ),
        (
            "table of 30 columns",
            TABLE_WIDE._replace(network=net(30, 12, 12, 2, **RELU, **SOFTMAX)).changed("eta", 2.0),
            (100,),
        ),
    ):
        yield Case(name, setup, looks)


def _too_large() -> Iterator[Case]:
    for name, setup, looks in (
        ("mnist", BUILT["overshoot"], (100, 300)),
        ("mnist, another seed", BUILT["overshoot"].changed("seed", 1), (100, 300)),
        ("mnist_1000", FEW.changed("eta", 30.0), (100, 300)),
        (
            "mnist_1000, tanh",
            FEW._replace(network=net(784, 30, 10)).changed("eta", 20.0),
            (100, 300),
        ),
        ("spiral", SPIRAL_SGD.changed("eta", 30.0), (100, 300)),
        ("spiral, adam", SPIRAL.changed("eta", 5.0), (100, 300)),
        ("circles", CIRCLES.changed("eta", 50.0), (100, 300)),
        ("quadrants", QUADRANTS.changed("eta", 200.0), (100, 300)),
        ("three clouds, adam", THREE.changed("optimizer", "adam").changed("eta", 30.0), (100,)),
        ("even_odd", EVEN_ODD._replace(network=net(10, 6, 2)).changed("eta", 50.0), (100,)),
        ("parity", PARITY._replace(network=net(10, 6, 2)).changed("eta", 30.0), (100, 300)),
        ("table", TABLE.changed("eta", 50.0), (100,)),
        ("table of 30 columns", TABLE_WIDE.changed("eta", 30.0), (100,)),
    ):
        yield Case(name, setup, looks)


def _overfitting() -> Iterator[Case]:
    adam = TrainSpec(0.01, optimizer="adam")
    circles, clouds, spiral, three = (
        DataSpec(name, samples=60, noise=0.4)
        for name in ("circles", "clouds", "spiral", "three_clouds")
    )
    for name, setup, looks in (
        ("mnist_1000", FEW, (2500,)),
        ("parity of six bits", Setup(DataSpec("parity", bits=6), net(6, 30, 2), adam), (1500,)),
        ("circles", Setup(circles, net(2, 30, 1), adam), (2500,)),
        ("circles, two layers", Setup(circles, net(2, 16, 16, 1), adam), (1500,)),
        ("circles, sgd", Setup(circles, net(2, 30, 1), TrainSpec(0.5)), (3000,)),
        ("clouds", Setup(clouds, net(2, 30, 1), adam), (2500,)),
        ("clouds, relu", Setup(clouds, net(2, 30, 30, 1, **RELU), adam), (1500,)),
        ("spiral", Setup(spiral, net(2, 30, 1), adam), (2500,)),
        ("spiral, two layers", Setup(spiral, net(2, 16, 16, 1), adam), (1500,)),
        ("three clouds", Setup(three, net(2, 30, 3, **SOFTMAX), adam), (2500,)),
        ("table of 30 columns", TABLE_WIDE, (1500,)),
        ("table of 30 columns, adam", Setup(WIDE, net(30, 20, 2), adam), (1000,)),
    ):
        yield Case(name, setup, looks)


def _too_small() -> Iterator[Case]:
    for name, setup in (
        ("mnist", DIGITS),
        ("mnist, relu", DIGITS_RELU.changed("optimizer", "sgd")),
        ("mnist_1000", FEW),
        ("mnist_1000, relu", FEW_RELU),
        ("spiral", SPIRAL_SGD),
        ("circles", CIRCLES),
        ("quadrants", QUADRANTS),
        ("three clouds", THREE),
        ("bump", BUMP),
        ("slope", SLOPE),
        ("even_odd", EVEN_ODD),
        ("parity", PARITY),
        ("xor", XOR),
        ("table", TABLE),
    ):
        yield Case(name, setup.changed("eta", 1e-6), (150, 400))


AILING = {
    "fell": _fell,
    "rose": _rose,
    "stuck": _stuck,
    "symmetry": _symmetry,
    "pixels": _pixels,
    "saturated": _saturated,
    "dead": _dead,
    "too_large": _too_large,
    "overfitting": _overfitting,
    "too_small": _too_small,
}
"""The names of all hints, with runs that suffer from just that."""
