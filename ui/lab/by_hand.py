"""A weight, a bias or a whole unit set by hand, below the receipt of the selected weight."""

from typing import NamedTuple

import streamlit as st

from core.edits import LARGEST, Edit, inverse
from core.explain.superscripts import raised
from runs.run import Run
from runs.snapshot import Look
from runs.story import Change
from ui.shell import session
from ui.views.shared import judged, selected_weight
from ui.views.shared.numbers import number

_MADE = "hand.made"
_SAID = "hand.said"


class Made(NamedTuple):
    """An edit as it stands in the run's story, and what undoes it."""

    run: str
    change: Change
    undo: tuple[Edit, ...]


def by_hand(run: Run, look: Look) -> None:
    """Offer to set the selected weight, to switch its unit off, and to undo that."""
    spec, past = look.spec, look.frame.now is not None
    l, j, k = selected_weight.selected(spec) or selected_weight.default(spec)
    symbol = f"{'b' if k < 0 else 'w'}{raised(l)}"
    now = float(look.network.b[l][j] if k < 0 else look.network.w[l][j, k])
    made = _undoable(run)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        value = st.number_input(
            f"Set {symbol} by hand",
            -LARGEST,
            LARGEST,
            value=None,
            step=0.1,
            format="%.6g",
            placeholder=number(now),
            key=f"hand.value.{l}.{j}.{k}",
            help="What you set is part of the run: links, rewinding and the exported script "
            "repeat it.",
            width=180,
            disabled=past,
        )
        if st.button(
            "Set",
            key="hand.set",
            help="The network gets this value; training goes on from it.",
            disabled=past or value is None,
        ):
            assert value is not None
            _make(run, Edit(l, j, k, value), f"{symbol} = {value:g}".replace("-", "−"))
        if l < look.network.L and st.button(
            "Switch unit off",
            key="hand.off",
            help=f"Unit {j + 1} of layer {l}: all weights that leave it become 0.",
            disabled=past,
        ):
            _make(run, Edit(l, j, None, 0.0), f"Unit {j + 1} of layer {l} is off")
        if st.button(
            "Undo",
            key="hand.undo",
            help="Puts back what was set last, as it was before.",
            disabled=past or not made,
        ):
            session.mine(run).edit(*made.pop().undo)
            st.session_state[_SAID] = run.key, "Undone: the value is as it was before."
            st.rerun()
    about, said = st.session_state.get(_SAID, ("", ""))
    if past:
        st.caption("This is the past. Go back to now to set a weight.")
    elif about == run.key:
        st.caption(said)


def _undoable(run: Run) -> list[Made]:
    """Return what was set by hand and still stands in the story: a reset or rewind forgets it."""
    found = [
        made
        for made in st.session_state.get(_MADE, [])
        if made.run == run.key and made.change in run.story.changes
    ]
    st.session_state[_MADE] = found
    return found


def _make(run: Run, edit: Edit, said: str) -> None:
    run = session.mine(run)
    undo = inverse(run.network(), edit)
    before, after = run.edit(edit)
    _undoable(run).append(Made(run.key, run.story.changes[-1], undo))
    data = run.training.data
    was, now = (judged.written(data, good) for good in (before, after))
    good = f"{judged.on(data).capitalize()} {judged.measure(data)}: {was} → {now}."
    st.session_state[_SAID] = (
        run.key,
        f"{said}. {good}" if data.graded else f"{said}.",
    )
    st.rerun()
