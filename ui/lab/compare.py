"""A beside B: what differs, the buttons that move both runs, and twin views."""

from dataclasses import fields
from typing import Any

import streamlit as st

from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.specs import NetworkSpec, Setup, TrainSpec
from core.specs.settings import Setting
from core.specs.training import STOPPING
from runs.pair import Pair
from runs.run import Run
from runs.snapshot import Look
from ui.components import heatmaps, live_plot
from ui.lab.controls import PACES
from ui.shell import server
from ui.shell.play_button import play_button
from ui.shell.widgets import place, shown
from ui.views.curves import panels
from ui.views.curves import words as curves_in_words
from ui.views.shared import matrices

TICK = 0.1  # seconds between frames
_KEY = "pair"
_TILES = 10  # images of each: three rows of them make a frame
_HIDDEN_ACTIVATION = "activation"
_FIELDS: dict[str, type[NetworkSpec] | type[TrainSpec]] = {
    **{
        field.name: TrainSpec
        for field in fields(TrainSpec)
        if "setting" in field.metadata and TrainSpec.about(field.name).group != STOPPING
    },
    "cost": NetworkSpec,
    "init": NetworkSpec,
}


def choose(run: Run) -> Pair:
    """Ask what differs; another answer makes another pair."""
    setup = run.setup._replace(settings=run.story.changes[-1].settings)
    sizes = "-".join(map(str, run.setup.network.sizes))
    st.markdown(f"**A** is the set-up of the Train page: {sizes}, from its initial weights.")
    names = [*_FIELDS, _HIDDEN_ACTIVATION]
    name = st.selectbox(
        "B differs in",
        names,
        place("compare.name", names),
        format_func=_label,
        key="compare.name",
        help="Everything else is the same: data, initial weights, order of the mini-batches.",
    )
    value = _value(setup, name)
    try:
        other = _changed(setup, name, value)
        return _pair(run, setup, other)
    except ValueError as error:
        st.error(f"{error} B is the same as A until then.", icon=":material/error:")
        return _pair(run, setup, setup)


def _label(name: str) -> str:
    return "Hidden activation" if name == _HIDDEN_ACTIVATION else _FIELDS[name].about(name).label


def _value(setup: Setup, name: str) -> Any:
    """Show the field for B's value; at first another one than A's."""
    key = f"compare.value.{name}"
    if name == _HIDDEN_ACTIVATION:
        inner = [activation for activation in ACTIVATIONS if activation not in OUTPUT_ONLY]
        own = setup.network.activations[0]
        others = [activation for activation in inner if activation != own]
        names = [*others, own]
        return st.selectbox(
            "B's value",
            names,
            place(key, names),
            format_func=lambda a: ACTIVATIONS[a].label,
            key=key,
        )
    kind = _FIELDS[name]
    about: Setting = kind.about(name)
    own = getattr(setup.network if kind is NetworkSpec else setup.settings, name)
    st.caption(f"A: {about.choices[own] if about.choices else f'{own:g}'}")
    if about.choices is not None:
        labels = about.choices
        names = [*(choice for choice in labels if choice != own), own]
        at = place(key, names)
        return st.selectbox("B's value", names, at, format_func=lambda name: labels[name], key=key)
    whole = isinstance(own, int)
    return st.number_input(
        "B's value",
        value=shown(key, another(own, about)),
        step=1 if whole else 0.1,
        format="%d" if whole else "%g",
        key=key,
        help=about.help,
    )


def another(own: float, about: Setting) -> float:
    """Return a value that a setting may have, smaller than ``own`` if there is one."""
    low = about.low or 0
    if isinstance(own, int):
        return own // 2 if own // 2 >= max(low, 1) else own + 1
    return own / 10 if own / 10 > low else own * 10 or 0.1


def _changed(setup: Setup, name: str, value: Any) -> Setup:
    if name == _HIDDEN_ACTIVATION:
        names = setup.network.activations
        return setup.changed("activations", (value,) * (len(names) - 1) + names[-1:])
    return setup.changed(name, value)


def _pair(run: Run, a: Setup, b: Setup) -> Pair:
    """Return the pair that this browser looks at, a new one if the set-ups are new."""
    kept = st.session_state.get(_KEY)
    pair = server.pairs().get(kept[0]) if kept and kept[1:] == (a, b) else None
    if pair is None:
        pair = Pair(a, b, run.pace)
        if kept and (old := server.pairs().get(kept[0])):
            old.pause()
        server.pairs().add(pair)
        st.session_state[_KEY] = (pair.key, a, b)
    return pair


def controls(pair: Pair) -> bool:
    """Show the buttons that move both; return whether they say that both play."""
    engine = server.engine()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        playing = play_button(pair, key="both", label="Play both", width=160)
        st.button("Step", icon=":material/skip_next:", on_click=pair.step, shortcut="Right")
        st.button(
            "Epoch",
            icon=":material/fast_forward:",
            on_click=lambda: engine.start(pair, pair.play_epoch),
            shortcut="Shift+Right",
        )
        st.button("Reset", icon=":material/replay:", on_click=pair.reset)
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


def _pace_changed(pair: Pair) -> None:
    chosen = st.session_state[f"pace.{pair.key}"]
    if chosen in PACES:  # None: a page that was just being written reported before it had a value
        pair.pace = PACES[chosen]


def view(pair: Pair, playing: bool) -> None:
    """Show both, and keep them up to date while they play; ``playing`` is what the buttons say."""
    st.fragment(_frame, run_every=TICK if playing else None)(pair, playing)


def _frame(pair: Pair, playing: bool) -> None:
    server.pairs().get(pair.key)
    server.engine().tick(pair)
    if pair.playing != playing:
        st.rerun()
    a, b = pair.a.look(), pair.b.look()
    st.markdown(in_words(pair))
    for name, look in (("A", a), ("B", b)):
        if look.frame.trouble:
            st.error(f"{name}: {look.frame.trouble}", icon=":material/warning:")
    live_plot.mount(_curves(pair, a, b), "compare.curves")
    if a.spec.sizes == b.spec.sizes:
        heatmaps.mount(_weights(a, b), "compare.weights")


def in_words(pair: Pair) -> str:
    """Say how far both are, and how far apart."""
    apart = pair.difference
    text = f"Step **{pair.steps:,}** · epoch **{pair.a.frame.epochs_done:,.2f}** · "
    if apart is None:
        return text + "networks of different shape"
    if apart == 0:
        return text + "all weights **identical to the last bit**"
    return text + f"largest difference of a weight: **{apart:.3g}**"


def _curves(pair: Pair, a: Look, b: Look) -> bytes:
    """Pack both runs' validation curves into the same diagrams: A solid, B dashed."""
    shown = []
    styles: tuple[tuple[str, live_plot.Dash], ...] = (("A", "solid"), ("B", "dash"))
    for one, two in zip(panels(a), panels(b), strict=True):
        traces = [
            live_plot.Trace(f"{name} {trace.name}", trace.x, trace.y, trace.colour, dash=dash)
            for (name, dash), panel in zip(styles, (one, two), strict=True)
            for trace in panel.traces
            if trace.name != "mini-batch"
        ]
        shown.append(
            live_plot.Panel(
                one.title,
                traces,
                one.y_range,
                tick_format=one.tick_format,
                value_format=one.value_format,
            )
        )
    return live_plot.frame(
        shown,
        key="compare.curves",
        revision=pair.key,
        alt=f"A: {curves_in_words(a, {})} B: {curves_in_words(b, {})}",
        height=260,
    )


def _weights(a: Look, b: Look) -> bytes:
    """Pack the weights of A, of B, and their difference, layer by layer."""
    difference = {l: b.network.w[l] - w for l, w in a.network.w.items()}
    rows = [
        panel
        for triple in zip(
            matrices.panels(a, a.network.w, "A: w", most=_TILES),
            matrices.panels(b, b.network.w, "B: w", most=_TILES),
            matrices.panels(a, difference, "B − A: w", shared=False, most=_TILES),
            strict=True,
        )
        for panel in triple
    ]
    apart = max(float(abs(d).max()) for d in difference.values())
    return heatmaps.frame(
        rows,
        key="compare.weights",
        scale=matrices.strongest(*a.network.w.values(), *b.network.w.values()),
        alt="Weights of A, of B, and B − A on its own scale; the largest difference is "
        f"{apart:.3g}.",
    )
