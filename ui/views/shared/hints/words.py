"""How a hint writes numbers, and what it calls settings."""

from collections.abc import Mapping
from typing import Any

from core.specs import TrainSpec
from ui.views.shared.numbers import number

_SYMBOLS = ("η", "λ", "λ₁")


def percent(share: float) -> str:
    """Write a share, or R²."""
    if share < -1:
        return "far below 0"
    if 0.995 <= share < 1:  # what is short of all is not written as all
        return f"{share:.1%}".replace("%", " %").replace("100.0", "99.9")
    return f"{share:.0%}".replace("%", " %").replace("-", "−")


def short(value: float) -> str:
    """Write a cost."""
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
