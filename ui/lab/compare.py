"""A beside B: the buttons that move both runs, and twin views."""

import math
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from operator import methodcaller

import streamlit as st

from core.arrays import FloatArray
from core.explain.landscape import rise
from core.explain.numbers import number
from core.specs import Setup
from runs.landscapes import Wish
from runs.pair import Pair
from runs.run import Run
from runs.snapshot import Look
from ui.components import heatmaps, live_plot, spoken_line
from ui.components import landscape as landscapes
from ui.lab import differs
from ui.lab.controls import PACES, play_epoch
from ui.shell import lecture, server, session
from ui.shell.play_button import play_button, stopped
from ui.shell.widgets import shown
from ui.views import landscape
from ui.views.curves import panels
from ui.views.curves import words as curves_in_words
from ui.views.shared import judged, matrices

TICK = 0.1  # seconds between frames
REST = 1.0  # between looks while the pair rests: another page may move it
SURVEY = 0.3  # and while the pair rests, but its landscapes are still being measured
CURVES, DIFFERENCE, WEIGHTS = "compare.curves", "compare.difference", "compare.weights"
LANDSCAPES = ("compare.landscape.a", "compare.landscape.b")
_ASKED = "compare.landscapes"  # the key of the switch that shows them
_AROUND = Wish("random")  # of random directions, both networks have the same
_TILES = 10  # images of each: a row
_TALL = 130  # pixels of a matrix of differences: it is to be seen below the curves
_CELLS = (8, 36)  # of its cells
_FIELDS_WIDE = 400


def choose() -> Pair:
    """Say what differs, and ask for something else; another answer makes another pair."""
    if lecture.follows() and (key := st.query_params.get(session.PAIR, "")):
        return _followed(key)
    kept = session.current_pair()
    run = session.current_run(lost=kept.setup if kept else None)
    setup = run.setup._replace(settings=run.story.changes[-1].settings)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        words = st.container(width="stretch", gap="xsmall")
        with st.container(horizontal=True, wrap=False, width=_FIELDS_WIDE, gap="small"):
            name, value = differs.ask(setup)
    problem, b, pace = "", setup, kept.pace if kept else run.pace
    try:
        b = differs.changed(setup, name, value)
        pair = _pair(kept, setup, b, pace)
    except ValueError as error:
        problem, b = f"{error} B is the same as A until then.", setup
        pair = _pair(kept, setup, setup, pace)
    _write_url({session.PAIR: pair.key, differs.DIFFERS: f"{name}.{value}"})
    with words:
        st.header(differs.headline(name, setup, b), anchor=False)
        sizes = "-".join(map(str, setup.network.sizes))
        st.caption(
            f"A is the Train page's set-up, {sizes}. B has the same data and, where it can be, the "
            "same initial weights and order."
        )
    if problem:
        st.error(problem, icon=":material/error:")
    if session.is_guest(pair):
        st.caption(session.WATCHING)
    return pair


def _followed(key: str) -> Pair:
    """Show what differs in the pair that the lecturer compares, whom this page follows."""
    pair = server.runs().get(key)
    if not isinstance(pair, Pair):  # another server trains it, or nobody does any more
        st.info("Two networks are compared now: look at the projector.", icon=":material/compare:")
        st.stop()
    st.session_state[session.PAIR] = key
    a, b = pair.setup, pair.b.setup
    st.header(differs.headline(differs.of(a, b), a, b), anchor=False)
    return pair


def _write_url(wanted: Mapping[str, str]) -> None:
    """Have the URL name the pair, and say what differs for when and where it is not known."""
    if any(st.query_params.get(key) != value for key, value in wanted.items()):
        st.query_params.update(wanted)


def _pair(kept: Pair | None, a: Setup, b: Setup, pace: float | None) -> Pair:
    """Return the pair that this browser looks at, a new one if the set-ups are new."""
    if kept is not None and (kept.setup, kept.b.setup) == (a, b):
        return kept
    pair = Pair(a, b, pace)
    session.show(pair)
    return pair


def controls(pair: Pair) -> bool:
    """Show the buttons that move both; return whether they say that both play.

    Who follows a lecturer has none.
    """
    if lecture.follows():
        return pair.playing
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        first = partial(_heed, pair)
        playing = play_button(pair, key="both", label="Play both", width=160, first=first)
        st.button(
            "Step",
            icon=":material/skip_next:",
            on_click=_do,
            args=(pair, methodcaller("step")),
            shortcut="Right",
        )
        st.button(
            "Epoch",
            icon=":material/fast_forward:",
            on_click=_do,
            args=(pair, play_epoch),
            shortcut="Shift+Right",
        )
        st.button(
            "Reset",
            icon=":material/replay:",
            on_click=_do,
            args=(pair, methodcaller("reset")),
        )
        labels = {pace: label for label, pace in PACES.items()}
        st.segmented_control(
            "Steps a second",
            list(PACES),
            default=labels[pair.pace],
            key=f"pace.{pair.key}",
            label_visibility="collapsed",
            required=True,
            on_change=lambda: _pace_changed(pair),
        )
    return playing


def _do(pair: Pair, command: Callable[[Run], None]) -> None:
    _heed(pair)
    command(session.mine(pair))


def _heed(pair: Pair) -> None:
    """Start another pair if the fields ask for one: before what comes with them is done to it."""
    with suppress(KeyError, ValueError):  # the fields are not there, or make no sense
        if session.compared() == pair.key:
            a = pair.setup
            _pair(pair, a, differs.changed(a, *differs.asked(a)), pair.pace)


def _pace_changed(pair: Pair) -> None:
    chosen = st.session_state[f"pace.{pair.key}"]
    # None: a page that was just being written reported before it had a value; or it says the same.
    if chosen in PACES and PACES[chosen] != pair.pace:
        session.mine(pair).pace = PACES[chosen]


def view(pair: Pair, playing: bool) -> None:
    """Show both, and keep them up to date while they play; ``playing`` is what the buttons say."""
    surveying = _surveying(pair)
    every = TICK if playing else SURVEY if surveying else None
    version = pair.frame.version
    st.fragment(_frame, run_every=every)(pair, playing, surveying)
    if every is None:
        st.fragment(_wait, run_every=REST)(pair, version)


def _wait(pair: Pair, version: int) -> None:
    """Look whether another page has moved the pair; until then its pictures stay as they are."""
    if session.current_pair() is not pair or pair.frame.version != version:
        st.rerun()


def _frame(pair: Pair, playing: bool, surveying: bool) -> None:
    server.engine().tick(pair)
    if session.current_pair() is not pair or pair.playing != playing:
        st.rerun()
    a, b = pair.look(), pair.b.look()
    st.markdown(in_words(pair))
    spoken_line.say(stopped(pair.frame.steps, playing), "compare")
    for name, look in (("A", a), ("B", b)):
        if look.frame.trouble:
            st.error(f"{name}: {look.frame.trouble}", icon=":material/warning:")
        if look.frame.notice:
            st.info(f"{name}: {look.frame.notice}", icon=":material/flag:")
    live_plot.mount(_curves(pair, a, b), CURVES)
    if a.spec.sizes == b.spec.sizes:
        heatmaps.mount(_difference(a, b), DIFFERENCE)
        heatmaps.mount(_weights(a, b), WEIGHTS)
    _landscapes(a, b)
    if not playing and surveying != _surveying(pair):
        st.rerun()


def _surveying(pair: Pair) -> bool:
    """Tell whether landscapes are shown of which there will be more."""
    asked = bool(st.session_state.get(_ASKED))
    return asked and not all(run.landscapes.join(0) for run in (pair, pair.b))


def _landscapes(a: Look, b: Look) -> None:
    """Show the cost around A and around B, in the same colours, if that is asked for."""
    asked = st.toggle(
        "Landscapes",
        shown(_ASKED, False),
        key=_ASKED,
        help="The cost around the weights of A and of B, in the same random directions: is the "
        "minimum that a run found sharp or flat? Small mini-batches are said to find flat ones.",
    )
    if not asked:
        return
    found = [look.landscape(_AROUND) for look in (a, b)]
    known = [landscape.ends_of(one) for one in found if one is not None and len(one.heights)]
    ends = min(low for low, _ in known) if known else 0.0, max([high for _, high in known] or [0.0])
    with st.container(horizontal=True, gap="medium"):
        for name, look, one, key in zip("AB", (a, b), found, LANDSCAPES, strict=True):
            with st.container(width=340):
                st.markdown(f"**{name}**")
                data = landscape.packed(
                    look, one, _AROUND, key=key, title=name, choosable=False, ends=ends
                )
                landscapes.mount(data, key)
    st.markdown(sharper(*(None if one is None else one.heights for one in found)))


def sharper(a: FloatArray | None, b: FloatArray | None) -> str:
    """Say which minimum is sharper, by the costs around A and around B."""
    rises = [math.nan if heights is None else rise(heights) for heights in (a, b)]
    if not all(map(math.isfinite, rises)):
        return "The costs around both are being measured."
    text = (
        "Where each unit’s weights have changed by half of what they are, the cost is higher by "
        f"**{number(rises[0])}** around A and **{number(rises[1])}** around B, on average in this "
        "plane"
    )
    if rises[0] == rises[1]:
        return f"{text}."
    return f"{text}: {'A' if rises[0] > rises[1] else 'B'} lies in the sharper place."


def in_words(pair: Pair) -> str:
    """Say how far both are, and how far apart."""
    apart = pair.difference
    if pair.diverged:
        return "One of them diverged: they go on together only from the start. Press **Reset**."
    if pair.frame.steps == 0 and apart == 0:
        return "All weights are **identical to the last bit**. Press **Play both**."
    text = f"Step **{pair.frame.steps:,}** · epoch **{pair.frame.epochs_done:,.2f}** · "
    if apart is None:
        return text + "networks of different shape"
    if apart == 0:
        return text + "all weights **identical to the last bit**"
    return text + f"largest difference of a weight: **{number(apart)}**"


def _curves(pair: Pair, a: Look, b: Look) -> bytes:
    """Pack both runs' curves into the same diagrams: a colour for each run, training pale."""
    shown, bold = [], judged.on(a.data)
    for one, two in zip(panels(a), panels(b), strict=True):
        traces = [
            replace(
                trace,
                name=run if trace.name == bold else f"{run} training",
                colour=colour,
                width=2.5 if trace.name == bold else 1.0,
                opacity=1.0 if trace.name == bold else 0.5,
            )
            for kind in ("validation", "training")
            for colour, (run, panel) in enumerate((("A", one), ("B", two)))
            for trace in panel.traces
            if trace.name == kind
        ]
        title = one.title if one.title == "R²" else one.title.lower()
        shown.append(replace(one, title=f"{bold.capitalize()} {title}", traces=traces))
    return live_plot.frame(
        shown,
        key=CURVES,
        revision=pair.key,
        alt=f"A: {curves_in_words(a, {})} B: {curves_in_words(b, {})}",
        height=160,
    )


def _difference(a: Look, b: Look) -> bytes:
    """Pack what B's weights are more than A's, layer by layer."""
    difference = {l: b.network.w[l] - w for l, w in a.network.w.items()}
    apart = max(float(abs(d).max()) for d in difference.values())
    small, large = _CELLS
    cell = max(small, min(large, _TALL // max(a.spec.sizes[1:])))
    return heatmaps.frame(
        matrices.panels(a, difference, "B − A: w", most=_TILES),
        key=DIFFERENCE,
        scale=matrices.strongest(*difference.values()),
        alt=f"B − A of the weights; the largest difference is {number(apart)}.",
        quantity="difference",
        cell=cell,
    )


def _weights(a: Look, b: Look) -> bytes:
    """Pack the weights of A and of B, layer by layer."""
    rows = [
        panel
        for both in zip(
            matrices.panels(a, a.network.w, "A: w", most=_TILES),
            matrices.panels(b, b.network.w, "B: w", most=_TILES),
            strict=True,
        )
        for panel in both
    ]
    return heatmaps.frame(
        rows,
        key=WEIGHTS,
        scale=matrices.strongest(*a.network.w.values(), *b.network.w.values()),
        alt="Weights of A and of B, in the same colours.",
    )
