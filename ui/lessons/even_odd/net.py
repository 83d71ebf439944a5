"""What the lesson on even and odd numbers trains, and the run that it looks at."""

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from ui.lessons.kit import live_run
from ui.shell.presets import PRESETS

PACE = 500.0  # steps a second: about six epochs, slow enough to see the last bit win
_RUN = "even_odd.run"


def setup(bits: int, seed: int = 0) -> Setup:
    """Return the text's net for numbers of so many bits."""
    _, network, settings = PRESETS["even_odd"].setup
    data = DataSpec("even_odd", bits)
    return Setup(data, _with_inputs(network, bits), _seeded(settings, bits, seed))


def parity_setup(bits: int) -> Setup:
    """Return the same net for true parity."""
    _, network, settings = PRESETS["parity"].setup
    data = DataSpec("parity", bits)
    return Setup(data, _with_inputs(network, bits), _seeded(settings, bits, 0))


def able_setup(bits: int) -> Setup:
    """Return a net that does learn parity."""
    network = NetworkSpec((bits, 3 * bits, 2), ("tanh", "softmax"), "log_likelihood", init="normal")
    settings = TrainSpec(0.01, min(16, 2 ** (bits - 1)), optimizer="adam")
    return Setup(DataSpec("parity", bits, split=0.9), network, settings)


def _with_inputs(network: NetworkSpec, bits: int) -> NetworkSpec:
    values = network.to_json()
    return NetworkSpec.from_json(values | {"sizes": [bits, *values["sizes"][1:]]})


def _seeded(settings: TrainSpec, bits: int, seed: int) -> TrainSpec:
    batch = min(settings.batch_size, 2 ** (bits - 1))
    return TrainSpec.from_json(settings.to_json() | {"seed": seed, "batch_size": batch})


def run_of(wanted: Setup, name: str, pace: float = PACE) -> Run:
    """Return this visitor's run called ``name``; a new one if the set-up is another."""
    return live_run.run_of(wanted, f"{_RUN}.{name}", pace)
