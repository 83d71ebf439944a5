"""A sweep as keys of a URL, beside those of its set-up, and back; nothing in a URL is trusted."""

from collections.abc import Mapping

from core.specs import Setup
from runs.batch.sweep import Axis, Sweep

SEEDS, EPOCHS, AXES = "seeds", "each", "sweep"


def to_keys(sweep: Sweep) -> dict[str, str]:
    """Return what stands for a sweep, without its set-up: ``sweep=eta:0.1,1~units:2,4``."""
    keys = {SEEDS: str(sweep.seeds), EPOCHS: str(sweep.epochs)}
    if sweep.axes:
        written = (f"{axis.name}:{','.join(map(_text, axis.values))}" for axis in sweep.axes)
        keys[AXES] = "~".join(written)
    return keys


def from_keys(keys: Mapping[str, str], setup: Setup) -> Sweep | None:
    """Return the sweep that a link describes; None if it describes none, or nonsense."""
    if SEEDS not in keys:
        return None
    axes = []
    try:
        for part in filter(None, keys.get(AXES, "").split("~")):
            name, _, values = part.partition(":")
            axes.append(Axis(name, tuple(values.split(","))))
        return Sweep(setup, int(keys[SEEDS]), int(keys.get(EPOCHS, "")), tuple(axes))
    except ValueError:
        return None


def _text(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)
