"""Pictures to choose from, in groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

KEY = "gallery"
_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class Item:
    """Something to choose; its picture is array number ``picture``, -1 if it has none."""

    name: str
    title: str
    text: str
    group: str
    picture: int


@dataclass(frozen=True, slots=True)
class Gallery:
    """Header: the items in order, groups one after another; the arrays are PNG files."""

    key: str
    items: Sequence[Item]


def mount(items: Sequence[Item], pictures: Sequence[bytes], on_choose: Callable[[], None]) -> None:
    """Show them; ``on_choose`` is called when one is clicked."""
    arrays = [np.frombuffer(picture, np.uint8) for picture in pictures]
    _MOUNT(key=KEY, data=pack(Gallery(KEY, items), arrays), on_chosen_change=on_choose)


def chosen() -> str:
    """Return the name of what was clicked; for ``on_choose``."""
    name = st.session_state.get(KEY, {}).get("chosen")
    return name if isinstance(name, str) else ""
