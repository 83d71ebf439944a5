"""What was found in a photo: the ink as it was told from the paper, and each digit a click away."""

from collections.abc import Callable

import numpy as np
import streamlit as st

from core.arrays import ByteArray
from core.drawing.photo import Photo
from core.explain.numbers import percent

_KEPT = "draw.found"
_WIDTH = 220  # px of the picture of the ink


def keep(photo: Photo) -> None:
    """Keep what was found in the latest picture, to be shown."""
    st.session_state[_KEPT] = photo


def show(put: Callable[[ByteArray], None]) -> None:
    """Show what was taken for ink, and a button for each digit, which ``put`` takes."""
    photo: Photo | None = st.session_state.get(_KEPT)
    if photo is None:
        return
    if not photo.digits:
        st.warning(photo.why, icon=":material/search_off:")
    several = len(photo.digits) > 1
    if photo.digits and not several and photo.digits[0].picture is photo.ink:
        return  # taken as it is
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.image(_boxed(photo), width=_WIDTH, caption="What was taken for ink.")
        if several:
            with st.container(width="content"):
                st.caption(f"{len(photo.digits)} digits found. On the canvas:")
                with st.container(horizontal=True, gap="xsmall"):
                    for i, digit in enumerate(photo.digits):
                        st.button(
                            str(digit.label) if digit.label >= 0 else "?",
                            key=f"draw.found.{i}",
                            help=f"Digit {i + 1} of the photo, read with a confidence of "
                            f"{percent(digit.confidence, 0)}",
                            on_click=put,
                            args=(digit.picture,),
                        )
        st.button(
            ":material/close:",
            key="draw.found.close",
            help="Take this away",
            on_click=lambda: st.session_state.pop(_KEPT, None),
        )


def _boxed(photo: Photo) -> ByteArray:
    """Return the ink with a frame around each digit, (h, w, 3)."""
    shown = np.repeat(photo.ink[..., None], 3, axis=2)
    height, width = photo.ink.shape
    thick = max(1, width // 200)
    for left, top, right, bottom in (digit.box for digit in photo.digits):
        a, b = max(top - 2 * thick, 0), min(bottom + 2 * thick, height)
        c, d = max(left - 2 * thick, 0), min(right + 2 * thick, width)
        frame = np.zeros((height, width), bool)
        frame[a:b, c:d] = True
        frame[a + thick : b - thick, c + thick : d - thick] = False
        shown[frame] = (86, 180, 233)
    return shown
