"""One table for every setting: type, range or choices, default, label and help.

Widgets, URLs, files and error messages all follow from the fields of the frozen dataclasses
that are built with ``setting``.
"""

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

LARGEST = 1e300


@dataclass(frozen=True, slots=True)
class Setting:
    """What a field may be, in words and numbers, and what it is called wherever it is named.

    Attributes
    ----------
    label, help : str
        On screen: a few words, and a sentence.
    low, high : float, optional
        The ends of its range.
    choices : mapping, optional
        From names to labels.
    key : str
        Its name in links and on the command line, where that is not the field's.
    symbol : str, optional
        How a mark in the curves writes it before its value; None where a change makes no mark.
    group : str
        Under which title it stands among settings; those of none are always in sight.
    """

    label: str
    help: str
    low: float | None = None
    high: float | None = None
    choices: Mapping[str, str] | None = None
    key: str = ""
    symbol: str | None = None
    group: str = ""


def setting(
    default: Any,
    label: str,
    help: str,
    *,
    low: float | None = None,
    high: float | None = None,
    choices: Mapping[str, str] | None = None,
    key: str = "",
    symbol: str | None = None,
    group: str = "",
) -> Any:
    """Return a dataclass field that carries its ``Setting``."""
    about = Setting(label, help, low, high, choices, key, symbol, group)
    return dataclasses.field(default=default, metadata={"setting": about})


def number(value: object, about: Setting, kind: type) -> int | float:
    """Return ``value`` as an int or float within its range, or say what is wrong with it."""
    wanted = "a whole number" if kind is int else "a number"
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < math.inf:
        raise ValueError(f"{about.label} must be {wanted}, not {value!r}.")
    if abs(value) > LARGEST:  # too long to be written into a message
        raise ValueError(f"{about.label} is too large a number.")
    if kind is int and value != int(value):
        raise ValueError(f"{about.label} must be a whole number, not {value:g}.")
    low, high = about.low, about.high
    if (low is not None and value < low) or (high is not None and value > high):
        between = f"between {low:,g} and {high:,g}" if high is not None else f"at least {low:,g}"
        raise ValueError(f"{about.label} must be {between}, not {value:,g}.")
    return int(value) if kind is int else float(value)


@dataclass(frozen=True)
class Settings:
    """A frozen group of settings, checked when made; JSON-friendly both ways.

    ``OLD_NAMES`` are those that fields once had, in files that were saved then.
    """

    OLD_NAMES: ClassVar[Mapping[str, str]] = {}

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            about: Setting | None = field.metadata.get("setting")
            if about is None:
                continue
            value = getattr(self, field.name)
            if about.choices is not None:
                if value not in about.choices:
                    names = ", ".join(about.choices)
                    raise ValueError(f"{about.label} must be one of {names}, not {value!r}.")
            elif isinstance(field.default, int | float):
                kind = int if isinstance(field.default, int) else float
                object.__setattr__(self, field.name, number(value, about, kind))

    @classmethod
    def about(cls, name: str) -> Setting:
        """Return the ``Setting`` of the field ``name``."""
        about: Setting = cls.__dataclass_fields__[name].metadata["setting"]
        return about

    @classmethod
    def keys(cls) -> dict[str, str]:
        """Return what each field is called in links and on the command line, by its name."""
        return {
            field.name: about.key
            if (about := field.metadata.get("setting")) and about.key
            else field.name
            for field in dataclasses.fields(cls)
        }

    def to_json(self) -> dict[str, Any]:
        """Return plain names, numbers and lists."""
        values = ((field.name, getattr(self, field.name)) for field in dataclasses.fields(self))
        return {name: list(v) if isinstance(v, tuple) else v for name, v in values}

    @classmethod
    def from_json(cls, values: object) -> Self:
        """Build from what ``to_json`` gave; missing names take their defaults.

        Raises
        ------
        ValueError
            If a name is unknown or a value is not allowed.
        """
        if not isinstance(values, Mapping):
            raise ValueError(f"Expected settings by name, not {type(values).__name__}.")
        values = {cls.OLD_NAMES.get(name, name): value for name, value in values.items()}
        unknown = set(values) - {field.name for field in dataclasses.fields(cls)}
        if unknown:
            raise ValueError(f"Unknown setting: {', '.join(sorted(map(str, unknown)))}.")
        plain = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        try:
            return cls(**plain)
        except TypeError as error:  # a list where a name belongs, a number where a list does
            raise ValueError("A setting is of the wrong kind.") from error


def labels(registry: Mapping[str, Any]) -> dict[str, str]:
    """Return the choices that a registry's entries make."""
    return {name: entry.label for name, entry in registry.items()}
