"""What a run learns and is made of; another set-up means a new run."""

import secrets
from contextlib import suppress
from dataclasses import replace
from typing import Any

import streamlit as st

from core.data.load import load
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.specs import MAX_HIDDEN_LAYERS, MAX_UNITS, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from ui.lab import data_panel, load_network
from ui.shell import presets, session
from ui.shell.widgets import choice, follow, followed_run, number, place, shown

_UNITS = (
    f"How many units the layer has, {MAX_UNITS:,} at most. More can learn more, and learn more by "
    "heart."
)
_SHAPE = "The activation is what each unit makes of its weighted sum."


def setup_panel(run: Run) -> None:
    """Show presets, data and architecture; a change starts a new run."""
    _presets()
    fields(run)
    load_network.panel()
    if session.previous_run() is not None:
        st.button(
            "Back to the run before",
            key="go_back",
            icon=":material/undo:",
            on_click=session.go_back,
            help="It is as you left it",
        )


def fields(run: Run) -> None:
    """Show data and architecture; a change starts a new run."""
    _follow(run)
    data_panel.show(run.setup.data)
    _layers(run.setup.network)
    choice("set.cost", NetworkSpec.about("cost"))
    choice("set.init", NetworkSpec.about("init"))
    with st.container(horizontal=True, vertical_alignment="bottom", wrap=False, gap="small"):
        number("set.seed", TrainSpec.about("seed"), whole=True)
        st.button(
            "New seed",
            key="new_seed",
            on_click=_new_seed,
            help="Start over with other random weights and another shuffling",
        )
    choice("set.dtype", NetworkSpec.about("dtype"))
    _start_anew_if_changed(run)


def _follow(run: Run) -> None:
    spec = run.setup.network
    widgets: dict[str, Any] = {
        "set.activation.output": spec.activations[-1],
        "set.cost": spec.cost,
        "set.init": spec.init,
        "set.dtype": spec.dtype,
        "set.seed": run.settings.seed,
    }
    hidden = zip(spec.sizes[1:-1], spec.activations[:-1], strict=True)
    for l, (units, activation) in enumerate(hidden, start=1):
        widgets |= {f"set.units.{l}": units, f"set.activation.{l}": activation}
    values = {"set.hidden": len(spec.sizes) - 2, **widgets, **data_panel.values(run.setup.data)}
    follow("setup", run.key, values, ["set.data", *widgets])


def _presets() -> None:
    popover = st.popover(
        "Presets",
        key="presets",
        icon=":material/bolt:",
        width="stretch",
        help="Set-ups at a click, each with something to watch for",
        on_change="rerun",
    )
    if not popover.open:
        return
    with popover:
        st.caption("One click sets everything. Your present run is kept.")
        for name, preset in presets.PRESETS.items():
            st.button(
                preset.label,
                key=f"preset.{name}",
                on_click=session.start_preset,
                args=(name,),
                width="stretch",
            )
            st.caption(preset.goal)


def _layers(network: NetworkSpec) -> None:
    hidden = st.session_state["set.hidden"]
    st.markdown(
        f"**Hidden layers**, after {network.sizes[0]} inputs",
        help=f"{_UNITS} {_SHAPE}",
    )
    inner = [name for name in ACTIVATIONS if name not in OUTPUT_ONLY]
    for l in range(1, hidden + 1):
        with st.container(horizontal=True, vertical_alignment="bottom", wrap=False, gap="small"):
            units, activation = f"set.units.{l}", f"set.activation.{l}"
            st.number_input(
                f"Layer {l}", value=shown(units, 1), step=1, key=units, help=_UNITS, width=64
            )
            st.selectbox(
                f"Layer {l} activation",
                inner,
                place(activation, inner),
                format_func=lambda name: ACTIVATIONS[name].label,
                key=activation,
                label_visibility="collapsed",
                help=_SHAPE,
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
        help=f"Another hidden layer before the output; {MAX_HIDDEN_LAYERS} at most",
        on_click=_add_layer,
        disabled=hidden >= MAX_HIDDEN_LAYERS,
    )
    every = list(ACTIVATIONS)
    st.selectbox(
        f"Output activation ({network.sizes[-1]} unit{'s' if network.sizes[-1] > 1 else ''})",
        every,
        place("set.activation.output", every),
        format_func=lambda name: ACTIVATIONS[name].label,
        key="set.activation.output",
        help="  \n".join(
            f"**{kind.label}:** σ(z) = {kind.formula}. {kind.help}" for kind in ACTIVATIONS.values()
        ),
    )


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


def heed(run: Run) -> None:
    """Start another run if the fields ask for one: before what comes with them is done to ``run``.

    What cannot be used is said when the page is written.
    """
    if followed_run("setup") != run.key or not session.is_shown(run):
        return
    with suppress(KeyError, ValueError):  # the fields are not on the page, or make no sense
        if not data_panel.heed(run.setup.data):
            _start_anew(run)


def _start_anew_if_changed(run: Run) -> None:
    try:
        anew = _start_anew(run)
    except ValueError as error:
        st.error(f"{error} The run goes on as it was.", icon=":material/error:")
        return
    if anew:
        st.rerun()


def _start_anew(run: Run) -> bool:
    chosen = st.session_state
    layers = range(1, chosen["set.hidden"] + 1)
    data = data_panel.chosen(run.setup.data)
    dataset = load(data)
    network = replace(
        run.setup.network,
        sizes=(
            len(dataset.input_names),
            *(chosen[f"set.units.{l}"] for l in layers),
            len(dataset.output_names),
        ),
        activations=(
            *(chosen[f"set.activation.{l}"] for l in layers),
            chosen["set.activation.output"],
        ),
        cost=chosen["set.cost"],
        init=chosen["set.init"],
        dtype=chosen["set.dtype"],
    )
    settings = replace(run.settings, seed=chosen["set.seed"])
    before = run.setup.data, run.setup.network, run.settings.seed
    if (data, network, settings.seed) == before:
        return False
    session.new_run(Setup(data, network, settings))
    return True
