"""A set-up as the short, readable keys of a URL, and back; nothing in a URL is trusted."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from core.datasets import load
from core.settings import Settings
from core.specs import DataSpec, NetworkSpec, TrainSpec
from ui.presets import FIRST, PRESETS, Setup

S = TypeVar("S", bound=Settings)

LONGEST = 1500  # characters of a table that still travels in a URL
_NO_TABLE = "The link has no table of its own: it was too long for one. Ask for the file."

# Where a key in the URL differs from the field's name.
_DATA_KEYS = {"name": "data", "seed": "dataseed"}
_TRAIN_KEYS = {
    "batch_size": "batch",
    "lmbda": "l2",
    "lmbda1": "l1",
    "noise": "pixelnoise",
    "max_epochs": "epochs",
    "target_cost": "target",
}
_NETWORK_FIELDS = ("cost", "init", "dtype")
_SHOWN_AT_MOST = 40  # characters of a bad value in a note


def to_keys(data: DataSpec, network: NetworkSpec, settings: TrainSpec) -> dict[str, str]:
    """Return the keys and values that stand for a set-up; defaults are left out."""
    data = data.relevant()
    keys = _written(data, DataSpec(), _DATA_KEYS)
    if len(keys.get("table", "")) > LONGEST:
        del keys["table"]
    keys["layers"] = ",".join(map(str, network.sizes[1:-1])) or "0"
    keys["act"] = ",".join(network.activations)
    default = NetworkSpec()
    for name in _NETWORK_FIELDS:
        if getattr(network, name) != getattr(default, name):
            keys[name] = getattr(network, name)
    return keys | _written(settings, TrainSpec(), _TRAIN_KEYS)


def from_keys(keys: Mapping[str, str]) -> tuple[Setup, list[str]]:
    """Return the set-up that ``keys`` describe, and notes on what in them made no sense.

    What is missing or makes no sense takes its default.
    """
    notes: list[str] = []
    if "preset" in keys:
        if keys["preset"] in PRESETS:
            return PRESETS[keys["preset"]].setup, notes
        notes.append(f"There is no preset {_short(keys['preset'])}.")
    data = _read(DataSpec(), keys, _DATA_KEYS, notes)
    settings = _read(TrainSpec(), keys, _TRAIN_KEYS, notes)
    try:
        dataset = load(data)
    except ValueError as error:
        notes.append(_NO_TABLE if not data.table else str(error))
        return FIRST, notes
    ends = len(dataset.input_names), len(dataset.output_names)
    try:
        network = _network(keys, ends)
        if settings.batch_size > len(dataset.train):
            settings = replace(settings, batch_size=len(dataset.train))
    except ValueError as error:
        notes.append(str(error))
        return FIRST, notes
    return (data, network, settings), notes


def is_setup(keys: Mapping[str, str]) -> bool:
    """Tell whether any of ``keys`` is about a set-up."""
    return bool(KNOWN & keys.keys())


def _network(keys: Mapping[str, str], ends: tuple[int, int]) -> NetworkSpec:
    layers = keys.get("layers", "30")
    try:
        hidden = [int(part) for part in layers.split(",")] if layers != "0" else []
    except ValueError as error:
        raise ValueError(f"Layers must be whole numbers, not {_short(layers)}.") from error
    activations = (
        tuple(keys["act"].split(",")) if "act" in keys else ("sigmoid",) * (len(hidden) + 1)
    )
    chosen = {name: keys[name] for name in _NETWORK_FIELDS if name in keys}
    return NetworkSpec((ends[0], *hidden, ends[1]), tuple(activations), **chosen)


def _written(spec: Settings, default: Settings, renamed: Mapping[str, str]) -> dict[str, str]:
    written = {}
    for field in fields(spec):
        value = getattr(spec, field.name)
        if value != getattr(default, field.name):
            parts = value if isinstance(value, tuple) else (value,)
            text = ",".join(
                f"{part:.12g}" if isinstance(part, float) else str(part) for part in parts
            )
            written[renamed.get(field.name, field.name)] = text
    return written


def _read(spec: S, keys: Mapping[str, str], renamed: Mapping[str, str], notes: list[str]) -> S:
    for field in fields(spec):
        key = renamed.get(field.name, field.name)
        if key not in keys:
            continue
        parse = _PARSED[field.name if field.name in _PARSED else type(field.default)]
        try:
            value = parse(keys[key])
        except ValueError:
            notes.append(f"“{key}” in the link is no number: {_short(keys[key])}.")
            continue
        try:
            spec = replace(spec, **{field.name: value})
        except ValueError as error:
            notes.append(f"“{key}” in the link: {str(error)[:300]}")
    return spec


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)


_PARSED: dict[object, Callable[[str], Any]] = {
    int: int,
    float: float,
    str: str,
    "features": lambda text: tuple(text.split(",")),
    "frozen": _numbers,
}

KNOWN = frozenset(
    {"preset", "layers", "act", *_NETWORK_FIELDS}
    | {_DATA_KEYS.get(field.name, field.name) for field in fields(DataSpec)}
    | {_TRAIN_KEYS.get(field.name, field.name) for field in fields(TrainSpec)}
)
"""All keys that are about a set-up."""


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN_AT_MOST else text[:_SHOWN_AT_MOST] + "…")
