"""What one click does about an ailment.

A remedy's name says it whole, so that what was offered can be done though the run has gone on:
``live``, ``again`` or ``back:STEPS``, a space, and JSON of what becomes of which setting.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.functions.activations import ACTIVATIONS
from core.specs import MAX_UNITS, NetworkSpec, Setup, TrainSpec
from runs.run import Run


@dataclass(frozen=True)
class Remedy:
    """What one click does: ``of`` turns a set-up into a better one.

    ``live`` remedies change settings as the run goes. Others make another run: one that goes on
    from how this one was after ``back`` steps, or where that is None a new one.
    """

    name: str
    label: str
    of: Callable[[Setup], Setup]
    live: bool
    back: int | None = None

    def on(self, run: Run) -> Run:
        """Do it; return the run to look at from now on.

        Raises
        ------
        ValueError
            If a setting leaves its range, or does not go with the others; nothing is done then.
        """
        setup = self.of(run.setup)
        if self.live:
            run.change(setup.settings)
            return run
        if self.back is None:
            same = self.name not in STRUCTURAL and setup.network == run.setup.network
            return Run(setup, run.pace, run.loaded if same else None)
        other = run.fork(self.back)
        other.change(replace(setup.settings, seed=other.settings.seed))
        return other


def live(label: str, **settings: Any) -> Remedy:
    """Set these settings as the run goes."""
    return _setting("live", label, settings)


def again(label: str, **settings: Any) -> Remedy:
    """Start a new run with these settings."""
    return _setting("again", label, settings)


def back(steps: int, label: str, **settings: Any) -> Remedy:
    """Go on, with these settings, from how the run was after so many steps."""
    return _setting(f"back:{steps}", label, settings)


def named(name: str) -> Remedy | None:
    """Return the remedy of this name, which comes from a browser; None if there is none."""
    if name in STRUCTURAL:
        return STRUCTURAL[name]
    how, _, text = name.partition(" ")
    kind, _, steps = how.partition(":")
    if kind not in ("live", "again", "back") or (kind == "back") != steps.isdecimal():
        return None
    try:
        settings = json.loads(text)
        return _setting(how, "", settings) if isinstance(settings, dict) else None
    except (ValueError, RecursionError):  # no JSON, or a number of thousands of digits
        return None


def _setting(how: str, label: str, settings: Mapping[str, Any]) -> Remedy:
    def of(setup: Setup) -> Setup:
        spec = TrainSpec.from_json({**setup.settings.to_json(), **settings})
        return setup._replace(settings=spec)

    kind, _, steps = how.partition(":")
    name = f"{how} {json.dumps(settings)}"
    return Remedy(name, label, of, kind == "live", int(steps) if steps else None)


def values(settings: TrainSpec, names: Iterable[str]) -> dict[str, Any]:
    """Return the values of these settings."""
    return {name: getattr(settings, name) for name in names}


# -- those that change more than settings ----------------------------------------------


def times(eta: float, factor: float) -> float:
    """Return η times a factor, without the dust of binary fractions."""
    return float(f"{eta * factor:.6g}")


def _scaled(setup: Setup) -> Setup:
    return setup.changed("init", "scaled")


def _leaky(setup: Setup) -> Setup:
    names = setup.network.activations
    leaky = tuple("leaky_relu" if ACTIVATIONS[name].dies else name for name in names)
    return setup.changed("activations", leaky).changed("eta", times(setup.settings.eta, 0.1))


def _small_pixels(setup: Setup) -> Setup:
    return _scaled(setup)._replace(data=replace(setup.data, name="mnist"))


def _hidden_layer(setup: Setup) -> Setup:
    network = setup.network
    sizes = (network.sizes[0], 8, *network.sizes[1:])
    activations = ("tanh", *network.activations)
    return setup._replace(
        network=replace(network, sizes=sizes, activations=activations, init="glorot")
    )


def can_double(spec: NetworkSpec) -> bool:
    """Tell whether all hidden layers can have twice their units."""
    return 2 * max(spec.sizes[1:-1], default=0) <= MAX_UNITS


def _wider(setup: Setup) -> Setup:
    first, *hidden, last = setup.network.sizes
    return setup.changed("sizes", (first, *(min(2 * units, MAX_UNITS) for units in hidden), last))


STRUCTURAL: dict[str, Remedy] = {
    name: Remedy(name, label, of, live=False)
    for name, label, of in (
        ("random", "Start with random weights", _scaled),
        ("small_pixels", "Use pixels from 0 to 1", _small_pixels),
        ("small_weights", "Start with smaller weights", _scaled),
        ("leaky", "Start again with leaky ReLU and a tenth of η", _leaky),
        ("hidden_layer", "Start again with a hidden layer", _hidden_layer),
        ("wider", "Start again with twice the units", _wider),
    )
}
