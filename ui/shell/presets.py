"""Set-ups at a click: each shows one thing, and starts from a fixed seed."""

from dataclasses import dataclass, replace

from core.data.load import load
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec

FAST: float | None = None  # steps a second: as fast as possible


@dataclass(frozen=True)
class Preset:
    """A set-up with a goal: what to watch for. ``pace`` is in steps a second."""

    label: str
    goal: str
    setup: Setup
    pace: float | None = 1000


def _network(
    *sizes: int,
    hidden: str = "sigmoid",
    output: str = "sigmoid",
    cost: str = "cross_entropy",
    init: str = "scaled",
    dtype: str = "float32",
) -> NetworkSpec:
    activations = (hidden,) * (len(sizes) - 2) + (output,)
    return NetworkSpec(sizes, activations, cost, init, dtype)


_MNIST = DataSpec("mnist")
_DIGITS = _network(784, 30, 10)
_SOFTMAX = {"output": "softmax", "cost": "log_likelihood"}
_TOY = {"cost": "quadratic", "init": "normal"}

PRESETS: dict[str, Preset] = {
    "digits": Preset(
        "Handwritten digits",
        "Thirty sigmoid units read nine digits in ten after 1,000 steps.",
        Setup(_MNIST, _DIGITS, TrainSpec()),
    ),
    "second": Preset(
        "98% in six epochs",
        "ReLU, momentum and an η that falls to 0: six epochs are enough.",
        Setup(
            _MNIST,
            _network(784, 256, 10, hidden="relu", init="he", **_SOFTMAX),
            TrainSpec(0.05, 32, optimizer="momentum", schedule="linear", horizon=6, max_epochs=6),
        ),
        FAST,
    ),
    "even_odd": Preset(
        "Even or odd?",
        "Ten bits, three hidden units: watch the column of the last bit grow. After a published "
        "run.",
        Setup(
            DataSpec("even_odd"),
            _network(10, 3, 2, **_TOY),
            TrainSpec(0.6, 8),
        ),
    ),
    "saturate": Preset(
        "See σ saturate",
        "Weights N(0, 1) over 784 pixels put most sigmoids on their flat ends: the net learns, but "
        "after 1,000 steps it is behind “Handwritten digits”.",
        Setup(_MNIST, _network(784, 30, 10, **_TOY), TrainSpec(3.0)),
    ),
    "overfit": Preset(
        "See overfitting",
        "A thousand images: the training cost falls to nothing while the validation cost rises.",
        Setup(DataSpec("mnist_1000"), _DIGITS, TrainSpec(0.5)),
        FAST,
    ),
    "zeros": Preset(
        "Zeros never break symmetry",
        "All weights start at 0, so four hidden units stay one and the same unit, to the last bit. "
        "One unit cannot bend the line: XOR stays unsolved.",
        # No sum here has more than two terms that are not exact, so no order of adding, and no
        # processor, rounds two of the units differently.
        Setup(DataSpec("xor"), _network(2, 4, 1, init="zeros"), TrainSpec(1.0, 1)),
    ),
    "rounding": Preset(
        "Zeros, and what rounding makes of them",
        "Thirty units start as one. In which order a sum is added up, and so rounded, is each "
        "processor’s own affair: watch whether, and how soon, the last digits part them.",
        Setup(_MNIST, _network(784, 30, 10, init="zeros"), TrainSpec(0.5)),
        100,
    ),
    "vanish": Preset(
        "Gradients vanish",
        "Four hidden layers of sigmoids: compare the first layer’s gradient with the last one’s.",
        Setup(_MNIST, _network(784, 30, 30, 30, 30, 10), TrainSpec(0.1)),
    ),
    "dead": Preset(
        "ReLUs die",
        "One step too far, and a unit answers 0 to every image, for ever.",
        Setup(
            _MNIST,
            _network(784, 40, 10, hidden="relu", init="he", **_SOFTMAX),
            TrainSpec(1.2),
        ),
    ),
    "overshoot": Preset(
        "η too large",
        "The cost jumps about instead of falling. Lower η while it runs.",
        Setup(_MNIST, _DIGITS, TrainSpec(30.0)),
    ),
    "line": Preset(
        "XOR with one layer fails",
        "No straight line separates XOR: without a hidden layer the answer ends at ½.",
        Setup(DataSpec("xor"), _network(2, 1, init="normal"), TrainSpec(1.0, 4)),
    ),
    "xor": Preset(
        "XOR with a hidden layer",
        "Four hidden units bend the line; after a published run.",
        Setup(
            DataSpec("xor"),
            _network(2, 4, 1, cost="quadratic", init="uniform"),
            TrainSpec(4.0, 4, optimizer="gd", seed=1),
        ),
    ),
    "nand": Preset(
        "NAND",
        "The gate from which all others can be built. A published set-up.",
        Setup(DataSpec("nand"), _network(2, 2, 1, **_TOY), TrainSpec(3.0, 4, optimizer="gd")),
    ),
    "circles": Preset(
        "Circles, no hidden layer",
        "With x² and y² as inputs a circle is a straight line: features can replace layers.",
        Setup(DataSpec("circles", features=("xx", "yy")), _network(2, 1), TrainSpec(0.1)),
        100,
    ),
    "spiral": Preset(
        "Spiral",
        "Two tanh layers wind a border between two arms.",
        Setup(
            DataSpec("spiral", noise=0.02),
            _network(2, 16, 16, 1, hidden="tanh", init="glorot"),
            TrainSpec(0.01, optimizer="adam"),
        ),
    ),
    "three": Preset(
        "Three classes",
        "Softmax shares the plane out among three clouds.",
        Setup(
            DataSpec("three_clouds"),
            _network(2, 6, 3, hidden="tanh", init="glorot", **_SOFTMAX),
            TrainSpec(0.1),
        ),
        100,
    ),
    "bump": Preset(
        "A hill to fit",
        "Regression: a few tanh units build a round hill.",
        Setup(
            DataSpec("bump"),
            _network(2, 12, 1, hidden="tanh", output="linear", cost="quadratic", init="glorot"),
            TrainSpec(0.1),
        ),
    ),
    "parity": Preset(
        "True parity is hard",
        "The XOR of all ten bits: the net that found the last bit learns by heart at best, "
        "for hundreds of epochs.",
        Setup(DataSpec("parity"), _network(10, 3, 2, **_TOY), TrainSpec(0.6, 8)),
        FAST,
    ),
    "raw": Preset(
        "Raw pixels",
        "Pixels 0–255 and weights N(0, 1), after a published run: saturated from the start.",
        Setup(DataSpec("mnist_raw"), _network(784, 32, 10, **_TOY), TrainSpec(0.6, 256)),
        FAST,
    ),
    "class": Preset(
        "Cross-entropy and λ",
        "Thirty units, η 3, λ 0.1, 30 epochs: a published set-up; its own code stops at an error.",
        Setup(_MNIST, _DIGITS, TrainSpec(3.0, lmbda=0.1, max_epochs=30)),
        FAST,
    ),
}

FIRST: Setup = PRESETS["digits"].setup

_EXAMPLE_OF = DataSpec("circles", samples=60)


def example_table() -> str:
    """Return a small table as people would write their own."""
    plane, labels = load(_EXAMPLE_OF).plane, load(_EXAMPLE_OF).train.labels
    assert plane is not None
    assert labels is not None
    rows = zip(plane.train, labels, strict=True)
    lines = [f"{x:.2f},{y:.2f},{('ring', 'disc')[label]}" for (x, y), label in rows]
    return "\n".join(["x,y,class", *lines])


_STARTS = {
    "mnist": "digits",
    "mnist_1000": "overfit",
    "mnist_raw": "raw",
    "drawings": "digits",
    "drawings_mnist": "digits",
    "even_odd": "even_odd",
    "parity": "parity",
    "xor": "xor",
    "nand": "nand",
    "spiral": "spiral",
    "three_clouds": "three",
    "bump": "bump",
}
"""The preset that each kind of data starts with; others get a small tanh network."""


def for_data(data: DataSpec, seed: int) -> Setup:
    """Return a set-up for ``data`` to start with.

    Raises
    ------
    ValueError
        If ``data`` is a table that cannot be used.
    """
    if data.name not in _STARTS:
        return Setup(data, *_suited(data, seed))
    _, network, settings = PRESETS[_STARTS[data.name]].setup
    dataset = load(data)
    sizes = (len(dataset.input_names), *network.sizes[1:-1], len(dataset.output_names))
    batch = min(settings.batch_size, len(dataset.train))
    settings = replace(settings, seed=seed, batch_size=batch)
    return Setup(data, replace(network, sizes=sizes), settings)


def _suited(data: DataSpec, seed: int) -> tuple[NetworkSpec, TrainSpec]:
    """Return a small tanh network for data that no preset is about."""
    dataset = load(data)
    n_in, n_out = len(dataset.input_names), len(dataset.output_names)
    how = {"hidden": "tanh", "init": "glorot"}
    if dataset.regression:
        how |= {"output": "linear", "cost": "quadratic"}
    elif n_out > 1:
        how |= _SOFTMAX
    batch = min(10, len(dataset.train))
    if batch < 10:  # a gate: all rows at once
        return _network(n_in, 4, n_out, **how), TrainSpec(0.5, batch, seed=seed)
    return _network(n_in, 8, n_out, **how), TrainSpec(0.1, batch, seed=seed)
