"""True parity: the XOR of all bits, where no single bit tells anything."""

from dataclasses import replace

import streamlit as st

from core.explain.numbers import percent
from core.specs import Setup
from runs.run import Run
from ui.components import live_plot
from ui.components.live_plot import Panel
from ui.lessons.even_odd import net as net
from ui.lessons.even_odd.live import bits, choose_bits, every_number
from ui.lessons.kit.live_run import live
from ui.shell.widgets import place
from ui.views import curves

PACE = 3000.0  # steps a second: either net needs thousands
ONES = " count of ones"  # what is even or odd here
_WHICH = "even_odd.which"
_SAME = "The same net (3 units)"
_ABLE = "A net that can"
_ABOUT = {
    _SAME: "With ten bits the net from before **fails** for hundreds of epochs.",
    _ABLE: "With more units, a better optimiser and enough numbers, a net **can**.",
}


def show() -> None:
    """Show the net failing at parity, and one that does not."""
    st.markdown(
        "In the literature **parity** means: is the number of ones even? Every bit matters, none "
        f"tells anything alone. {_ABOUT[st.session_state.get(_WHICH) or _SAME]}"
    )
    if st.session_state.get(_WHICH) == _ABLE:
        st.caption(
            f"What it has: {3 * bits()} hidden tanh units, answers as shares of a whole "
            "(softmax) with their own cost, weights about as large as 1, the optimiser Adam, and "
            "nine numbers in ten to learn from. Few bits it learns by heart: up to six, half of "
            "the unseen or more then stay wrong for thousands of epochs."
        )
    live(net.run_of(chosen(), "parity", PACE), "even_odd.parity", _draw, _choose)


def _choose() -> None:
    choose_bits()
    nets = (_SAME, _ABLE)
    st.radio(
        "Net",
        nets,
        place(_WHICH, nets),
        key=_WHICH,
        horizontal=True,
        persist_state="session",
    )


def chosen() -> Setup:
    """Return the net that the visitor chose: the one that fails, or the one that can."""
    able = st.session_state.get(_WHICH) == _ABLE
    return net.able_setup(bits()) if able else net.parity_setup(bits())


def _draw(run: Run, key: str) -> None:
    look, name = run.look(), f"{key}.accuracy"
    accuracy = [_in_plain_words(panel) for panel in curves.panels(look)[1:]]
    now = look.frame.measured
    words = (
        f"Accuracy over {look.frame.epochs_done:.1f} epochs. At epoch {now.epoch:.2f}: "
        f"{percent(now.train_accuracy)} of training samples right, {percent(now.accuracy)} of the "
        "others."
    )
    plot, grid = st.columns([3, 2])
    with plot:
        frame = live_plot.frame(accuracy, key=name, revision=run.key, alt=words, height=210)
        live_plot.mount(frame, name)
    with grid:
        every_number(run, key, ONES)


def _in_plain_words(panel: Panel) -> Panel:
    """Return a diagram whose legend says what validation is: no lesson has said it yet."""
    names = {"training": "it learns from", "validation": "it never saw"}
    return replace(panel, traces=[replace(one, name=names[one.name]) for one in panel.traces])
