"""A line that tells what a run suffers from, with a button that mends it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class HintLine:
    """Header of a frame: see ``frame``."""

    key: str
    text: str
    urgent: bool
    button: str
    name: str


def mount(data: bytes, key: str, on_accept: Callable[[], None]) -> None:
    """Show what ``frame`` packed; ``on_accept`` is called when the button is clicked."""
    _MOUNT(key=key, data=data, on_accepted_change=on_accept)


def accepted(key: str) -> str:
    """Return the name of the remedy whose button was clicked; for ``on_accept``."""
    name = st.session_state.get(key, {}).get("accepted")
    return name if isinstance(name, str) else ""


def frame(text: str, *, key: str, urgent: bool = False, button: str = "", name: str = "") -> bytes:
    """Pack a sentence, which may be empty, and the button of the remedy called ``name``."""
    return pack(HintLine(key, text, urgent, button, name), [])
