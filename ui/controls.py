"""Widgets for a run: what to build, how to train, and the buttons that move it."""

import secrets
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from core.activations import ACTIVATIONS, OUTPUT_ONLY
from core.settings import Setting
from core.specs import MAX_HIDDEN_LAYERS, DataSpec, NetworkSpec, TrainSpec
from runs.run import Run
from ui import presets, process, state

PACES: dict[str, float | None] = {
    "1": 1,
    "10": 10,
    "100": 100,
    "1,000": 1000,
    "Max": None,
}
_FIRST = ("eta", "batch_size", "lmbda")  # the others wait behind "More"
_LIVE = tuple(
    field.name
    for field in fields(TrainSpec)
    if field.name != "seed" and "setting" in field.metadata
)
_LIVE_ERROR = "live_error"


# -- set-up: another one means a new run ------------------------------------------------


def setup_panel(run: Run) -> None:
    """Show what the run learns and is made of; a change starts a new run."""
    _follow(run)
    data, network = run.data_spec, run.network_spec
    _choice("set.data", DataSpec.about("name"), on_change=_data_changed)
    if data.name == "even_odd":
        _number("set.bits", DataSpec.about("bits"), whole=True)

    hidden = st.session_state["set.hidden"]
    st.markdown(f"**Hidden layers**, after {network.sizes[0]} inputs")
    inner = [name for name in ACTIVATIONS if name not in OUTPUT_ONLY]
    for l in range(1, hidden + 1):
        with st.container(horizontal=True, vertical_alignment="bottom", wrap=False, gap="small"):
            st.number_input(
                f"Layer {l}",
                step=1,
                key=f"set.units.{l}",
                width=64,
            )
            st.selectbox(
                f"Layer {l} activation",
                inner,
                format_func=lambda name: ACTIVATIONS[name].label,
                key=f"set.activation.{l}",
                label_visibility="collapsed",
            )
            st.button(
                ":material/close:",
                key=f"remove.{l}",
                help=f"Remove layer {l}",
                on_click=_remove_layer,
                args=(l,),
            )
    st.button(
        "Add a layer",
        key="add_layer",
        icon=":material/add:",
        on_click=_add_layer,
        disabled=hidden >= MAX_HIDDEN_LAYERS,
    )
    st.selectbox(
        f"Output activation ({network.sizes[-1]} units)",
        list(ACTIVATIONS),
        format_func=lambda name: ACTIVATIONS[name].label,
        key="set.activation.output",
        help=" ".join(f"**{entry.label}:** {entry.help}" for entry in ACTIVATIONS.values()),
    )
    _choice("set.cost", NetworkSpec.about("cost"))
    _choice("set.init", NetworkSpec.about("init"))
    with st.container(horizontal=True, vertical_alignment="bottom", wrap=False, gap="small"):
        _number("set.seed", TrainSpec.about("seed"), whole=True)
        st.button(
            "New seed",
            key="new_seed",
            on_click=_new_seed,
            help="Start over with other random weights and another shuffling",
        )
    _start_anew_if_changed(run)
    if state.previous_run() is not None:
        st.button(
            "Back to the run before",
            key="go_back",
            icon=":material/undo:",
            on_click=state.go_back,
            help="It is as you left it",
        )


def _follow(run: Run) -> None:
    """Give the widgets the run's values: all when it is another run, else those that have none."""
    spec = run.network_spec
    values: dict[str, Any] = {
        "set.data": run.data_spec.name,
        "set.bits": run.data_spec.bits,
        "set.hidden": len(spec.sizes) - 2,
        "set.activation.output": spec.activations[-1],
        "set.cost": spec.cost,
        "set.init": spec.init,
        "set.seed": run.settings.seed,
    }
    for l, (units, activation) in enumerate(
        zip(spec.sizes[1:-1], spec.activations, strict=False), start=1
    ):
        values |= {f"set.units.{l}": units, f"set.activation.{l}": activation}
    values |= {f"set.{name}": getattr(run.settings, name) for name in _LIVE}
    values["set.pace"] = next(label for label, pace in PACES.items() if pace == run.pace)
    other = st.session_state.get("followed") != run.key
    st.session_state["followed"] = run.key
    for key, value in values.items():
        if other or key not in st.session_state:
            st.session_state[key] = value


def _choice(key: str, about: Setting, **kwargs: Any) -> None:
    choices = about.choices or {}
    st.selectbox(
        about.label,
        list(choices),
        format_func=lambda name: choices[name],
        key=key,
        help=about.help,
        **kwargs,
    )


def _number(key: str, about: Setting, *, whole: bool, **kwargs: Any) -> None:
    """Show a number field. It lets anything in: the spec says what is wrong, in better words."""
    st.number_input(
        about.label,
        step=1 if whole else 0.1,
        format="%d" if whole else "%g",
        key=key,
        help=about.help,
        **kwargs,
    )


def _data_changed() -> None:
    data = DataSpec(st.session_state["set.data"])
    state.new_run(*presets.for_data(data, seed=st.session_state["set.seed"]))


def _add_layer() -> None:
    chosen = st.session_state
    hidden = chosen["set.hidden"] = chosen["set.hidden"] + 1
    chosen[f"set.units.{hidden}"] = chosen.get(f"set.units.{hidden - 1}", 30)
    chosen[f"set.activation.{hidden}"] = chosen.get(f"set.activation.{hidden - 1}", "sigmoid")


def _remove_layer(layer: int) -> None:
    chosen = st.session_state
    for l in range(layer, chosen["set.hidden"]):
        chosen[f"set.units.{l}"] = chosen[f"set.units.{l + 1}"]
        chosen[f"set.activation.{l}"] = chosen[f"set.activation.{l + 1}"]
    chosen["set.hidden"] -= 1


def _new_seed() -> None:
    st.session_state["set.seed"] = secrets.randbelow(1_000_000)


def _start_anew_if_changed(run: Run) -> None:
    chosen = st.session_state
    layers = range(1, chosen["set.hidden"] + 1)
    try:
        data = replace(run.data_spec, bits=chosen["set.bits"])
        sizes = (run.network_spec.sizes[0], run.network_spec.sizes[-1])
        network = replace(
            run.network_spec,
            sizes=(
                data.bits if data.name == "even_odd" else sizes[0],
                *(chosen[f"set.units.{l}"] for l in layers),
                sizes[-1],
            ),
            activations=(
                *(chosen[f"set.activation.{l}"] for l in layers),
                chosen["set.activation.output"],
            ),
            cost=chosen["set.cost"],
            init=chosen["set.init"],
        )
        settings = replace(run.settings, seed=chosen["set.seed"])
        same = (data, network, settings.seed) == (
            run.data_spec,
            run.network_spec,
            run.settings.seed,
        )
        if same:
            return
        state.new_run(data, network, settings)
    except ValueError as error:
        st.error(f"{error} The run goes on as it was.", icon=":material/error:")
        return
    st.rerun()


# -- run control ------------------------------------------------------------------------


def run_controls(run: Run) -> None:
    """Show the buttons that move the run, and what may change while it runs."""
    playing = run.frame.playing
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(
            "Pause" if playing else "Play",
            # Another key after each click: Streamlit overlooks a second click on the same button
            # when it comes before the page's run that the first one started has ended.
            key=f"play.{run.toggled}",
            type="primary",
            icon=":material/pause:" if playing else ":material/play_arrow:",
            on_click=run.pause if playing else _play,
            args=None if playing else (run,),
            shortcut="Space",
            width=140,
        )
        st.button(
            "Step",
            key="step",
            icon=":material/skip_next:",
            on_click=run.step,
            shortcut="Right",
            help="Learn from one mini-batch",
        )
        st.button(
            "Epoch",
            key="epoch",
            icon=":material/fast_forward:",
            on_click=_play_epoch,
            args=(run,),
            shortcut="Shift+Right",
            help="Go on to the end of this epoch: once through all training samples",
        )
        st.button(
            "Reset",
            key="reset",
            icon=":material/replay:",
            on_click=run.reset,
            help="Back to the very same initial weights",
        )
        st.segmented_control(
            "Steps a second",
            list(PACES),
            key="set.pace",
            required=True,
            on_change=_pace_changed,
            args=(run,),
        )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for name in _FIRST:
            _live(run, name)
        with st.popover("More", help="Optimiser, schedule, regularisation, augmentation"):
            for name in _LIVE:
                if name not in _FIRST:
                    _live(run, name)
    if problem := st.session_state.pop(_LIVE_ERROR, ""):
        st.error(f"{problem} The run keeps its old value.", icon=":material/error:")
    if run.frame.trouble:
        st.error(run.frame.trouble, icon=":material/warning:")


def _live(run: Run, name: str) -> None:
    """Show a setting that changes the run as it goes."""
    about = TrainSpec.about(name)
    kwargs: dict[str, Any] = {"on_change": _live_changed, "args": (run,), "width": 165}
    if about.choices is not None:
        _choice(f"set.{name}", about, **kwargs)
    else:
        whole = isinstance(getattr(run.settings, name), int)
        _number(f"set.{name}", about, whole=whole, **kwargs)


def _play(run: Run) -> None:
    process.engine().start(run, run.play)


def _play_epoch(run: Run) -> None:
    process.engine().start(run, run.play_epoch)


def _pace_changed(run: Run) -> None:
    run.pace = PACES[st.session_state["set.pace"]]


def _live_changed(run: Run) -> None:
    values = {name: st.session_state[f"set.{name}"] for name in _LIVE}
    try:
        run.change(replace(run.settings, **values))
    except ValueError as error:
        st.session_state[_LIVE_ERROR] = str(error)
