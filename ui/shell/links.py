"""A set-up as the short, readable keys of a URL, and back; nothing in a URL is trusted."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from itertools import pairwise, zip_longest
from typing import Any, TypeVar

from core.data.load import load
from core.edits import Edit
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.specs.settings import Settings
from runs.story import Change
from ui.shell.presets import FIRST, PRESETS, for_data

S = TypeVar("S", bound=Settings)

LONGEST_STORY = 2000  # characters of live changes: some hundred of them
LONGEST = 1500  # characters of a table that still travels in a URL
_NO_TABLE = "The link has no table of its own: it was too long for one. Ask for the file."

_DATA_KEYS, _TRAIN_KEYS = DataSpec.keys(), TrainSpec.keys()
_LAYERS = ("layers", "act")
_NETWORK_FIELDS = tuple(f.name for f in fields(NetworkSpec) if "setting" in f.metadata)
_CHANGING = frozenset(key for name, key in _TRAIN_KEYS.items() if name != "seed")
_PART = re.compile(
    r"(?:(?P<silent>_?)(?P<steps>0|[1-9]\d{0,11})\.)?(?P<key>\w+)\.(?P<value>.*)", re.S
)
_HAND = "hand"
_PLACES: dict[int | None, str] = {-1: "b", None: "x"}  # of a bias; of all that leaves a unit
_SHOWN_AT_MOST = 40  # characters of a bad value in a note


def to_keys(setup: Setup) -> dict[str, str]:
    """Return the keys and values that stand for a set-up; defaults are left out."""
    data, network, settings = setup.data.relevant(), setup.network, setup.settings
    keys = _written(data, DataSpec(), _DATA_KEYS)
    if len(keys.get("table", "")) > LONGEST:
        del keys["table"]
        keys.pop("reading", None)
    keys["layers"] = ",".join(map(str, network.sizes[1:-1])) or "0"
    keys["act"] = ",".join(network.activations)
    default = NetworkSpec()
    for name in _NETWORK_FIELDS:
        if getattr(network, name) != getattr(default, name):
            keys[name] = getattr(network, name)
    return keys | _written(settings, TrainSpec(), _TRAIN_KEYS)


def from_keys(keys: Mapping[str, str]) -> tuple[Setup, list[str]]:
    """Return the set-up that ``keys`` describe, and notes on what in them made no sense.

    What is missing or makes no sense takes its default; where nothing is said of layers, as in a
    link that somebody wrote by hand, all takes the default for the data.
    """
    notes: list[str] = []
    if "preset" in keys:
        if keys["preset"] in PRESETS:
            return PRESETS[keys["preset"]].setup, notes
        notes.append(f"There is no preset {_short(keys['preset'])}.")
    data = _read(DataSpec(), keys, _DATA_KEYS, notes)
    try:
        dataset = load(data)
    except ValueError as error:
        notes.append(_NO_TABLE if not data.table else str(error))
        return FIRST, notes
    described = any(name in keys for name in _LAYERS)
    _, suited, start = for_data(data, 0)
    settings = _read(TrainSpec() if described else start, keys, _TRAIN_KEYS, notes)
    chosen: dict[str, Any] = {name: keys[name] for name in _NETWORK_FIELDS if name in keys}
    try:
        if described:
            ends = len(dataset.input_names), len(dataset.output_names)
            network = NetworkSpec(*_layers(keys, ends), **chosen)
        else:
            network = replace(suited, **chosen)
        if settings.batch_size > len(dataset.train):
            settings = replace(settings, batch_size=len(dataset.train))
    except ValueError as error:
        notes.append(str(error))
        return FIRST, notes
    return Setup(data, network, settings), notes


def story_to_text(story: Sequence[Change]) -> str | None:
    """Return live changes as ``1200.eta.0.1~2400.batch.20``; None if there are too many.

    ``70.hand.1:2:0:-0.5`` is a weight that was set by hand; see ``core.edits.Edit``.

    Parameters
    ----------
    story : sequence of Change
        The settings to begin with, then what came after.

    What has no step of its own belongs to the change before it; ``_`` stands before a change that
    leaves no mark in the curves, such as a slider's values on the way to the last.
    """
    parts = []
    first, *later = beginning(story)
    before = first.settings
    parts += [f"0.{by_hand}" for change in story if not change.steps for by_hand in _hand(change)]
    for change, following in zip_longest(later, later[1:]):
        settings = change.settings
        passed_over = (
            not change.edits
            and following is not None
            and following.steps == change.steps
            and not change.marked
            and settings.optimizer == before.optimizer  # another one forgets what it had gathered
        )
        written = [f"{k}.{v}" for k, v in _written(settings, before, _TRAIN_KEYS).items()]
        written += _hand(change)
        if passed_over or not written:
            continue
        before = settings
        one, *others = written
        parts += [f"{'' if change.marked else '_'}{change.steps}.{one}", *others]
    text = "~".join(parts)
    return text if len(text) <= LONGEST_STORY else None


def beginning(story: Sequence[Change]) -> Sequence[Change]:
    """Return ``story`` without what was overtaken before the first step."""
    return story[max(i for i, change in enumerate(story) if not change.steps) :]


def story_from_text(text: str, settings: TrainSpec, notes: list[str]) -> list[Change]:
    """Return the live changes of a run that began with ``settings``.

    All are left out, and ``notes`` says why, where one makes no sense.
    """
    if len(text) > LONGEST_STORY:
        notes.append("“then” in the link is too long.")
        return []
    story: list[Change] = []
    found: list[str] = []
    for part in filter(None, text.split("~")):
        match = _PART.fullmatch(part)
        later = match and match["steps"]
        by_hand = match is not None and match["key"] == _HAND
        known = by_hand or (match is not None and match["key"] in _CHANGING and later != "0")
        if match is None or not known or not (later or story):
            found.append(f"“then” in the link makes no sense at {_short(part)}.")
            break
        if later:
            story.append(Change(int(later), settings, not match["silent"]))
        if by_hand:
            story[-1] = replace(story[-1], edits=(*story[-1].edits, *_edit(match["value"], found)))
        else:
            settings = _read(settings, {match["key"]: match["value"]}, _TRAIN_KEYS, found)
            story[-1] = replace(story[-1], settings=settings)
    if any(a.steps > b.steps for a, b in pairwise(story)):
        found.append("“then” in the link goes back in time.")
    notes += found[:1]
    return [] if found else story


def _hand(change: Change) -> list[str]:
    """Return what was set by hand as the parts of a link."""
    return [f"{_HAND}.{l}:{j}:{_PLACES.get(k, k)}:{value!r}" for l, j, k, value in change.edits]


def _edit(text: str, found: list[str]) -> tuple[Edit, ...]:
    """Return one edit out of a link, none if it makes no sense."""
    try:
        layer, unit, place, value = text.split(":")
        k = next((k for k, name in _PLACES.items() if name == place), place)
        return (Edit(int(layer), int(unit), None if k is None else int(k), float(value)),)
    except ValueError:
        found.append(f"“then” in the link makes no sense at {_short(text)}.")
        return ()


def is_setup(keys: Mapping[str, str]) -> bool:
    """Tell whether any of ``keys`` is about a set-up."""
    return bool(KNOWN & keys.keys())


def _layers(
    keys: Mapping[str, str], ends: tuple[int, int]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return sizes and activations."""
    layers = keys.get("layers", "30")
    try:
        hidden = [int(part) for part in layers.split(",")] if layers != "0" else []
    except ValueError as error:
        raise ValueError(f"Layers must be whole numbers, not {_short(layers)}.") from error
    activations = (
        tuple(keys["act"].split(",")) if "act" in keys else ("sigmoid",) * (len(hidden) + 1)
    )
    return (ends[0], *hidden, ends[1]), activations


def _written(spec: Settings, default: Settings, keys: Mapping[str, str]) -> dict[str, str]:
    written = {}
    for field in fields(spec):
        value = getattr(spec, field.name)
        if value != getattr(default, field.name):
            parts = value if isinstance(value, tuple) else (value,)
            written[keys[field.name]] = ",".join(map(_text, parts))
    return written


def _text(value: object) -> str:
    """Write a value so that reading gives the very same one."""
    if isinstance(value, float) and float(f"{value:.12g}") == value:
        return f"{value:.12g}"
    return str(value)


def _read(spec: S, keys: Mapping[str, str], named: Mapping[str, str], notes: list[str]) -> S:
    for field in fields(spec):
        key = named[field.name]
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
    {"preset", "then", *_LAYERS, *_NETWORK_FIELDS} | {*_DATA_KEYS.values(), *_TRAIN_KEYS.values()}
)
"""All keys that are about a set-up."""


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN_AT_MOST else text[:_SHOWN_AT_MOST] + "…")
