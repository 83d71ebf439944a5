"""How a hint writes numbers, and what it calls settings."""

from collections.abc import Mapping
from typing import Any

from core.explain import numbers
from core.specs import TrainSpec
from ui.views.shared.numbers import number

_SYMBOLS = ("η", "λ", "λ₁")


def percent(share: float) -> str:
    """Write a share."""
    return numbers.percent(share, 1 if 0.995 <= share < 1 else 0)


def short(value: float) -> str:
    """Write a cost, or R²."""
    return number(value, 2)


def called(name: str) -> str:
    """Return what the screen calls a setting."""
    if name == "frozen":
        return "“Frozen layers”"
    about = TrainSpec.about(name)
    if about.symbol in _SYMBOLS or about.symbol == name:
        return str(about.symbol)
    return f"“{about.label}”"


def valued(name: str, value: Any) -> str:
    """Return what the screen writes for a setting's value."""
    if name == "frozen":
        return ", ".join(map(str, value)) or "none"
    about = TrainSpec.about(name)
    return about.choices[value] if about.choices is not None else f"{value:g}"


def each(settings: Mapping[str, Any], between: str) -> str:
    """List settings with their values."""
    return " and ".join(
        f"{called(name)}{between}{valued(name, value)}" for name, value in settings.items()
    )
