"""A saved network to go on with: trained on with the data here, compared with its start."""

from dataclasses import replace
from io import BytesIO
from pathlib import PurePath
from typing import Any

import streamlit as st

from core.data.load import load
from core.formats import LOADERS, Assumed
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.network import Network
from core.specs import DataSpec, Setup, TrainSpec
from runs.run import Run
from ui.shell import presets, session
from ui.shell.uploads import upload

ENDINGS = [ending.removeprefix(".") for ending in LOADERS]
MOST_MB = 20
HELP = (
    "From this lab (.npz), ONNX, Nielsen's network2.py (.json), Keras 3 (.keras, .weights.h5), or "
    "safetensors, as PyTorch and others write them: dense layers only."
)
_SAID = "load.said"  # of the last file: the run that began with it, '' if none did; a sentence
_FIELD = "load.network"
_INSIDE = "load.inside"


def panel() -> None:
    """Show the field, once it is unfolded, and what became of the last file."""
    about, said = st.session_state.get(_SAID, ("", ""))
    expander = st.expander("Load a network", key="load", on_change="rerun")
    if expander.open:
        with expander:
            upload(
                "A saved network to train on",
                type=ENDINGS,
                key=f"{_FIELD}.{st.session_state.get('uploads', 0)}",
                on_change=_came,
                help=HELP,
                most_mb=MOST_MB,
            )
            st.selectbox(
                "Activation inside, where a file names none",
                [name for name in ACTIVATIONS if name not in OUTPUT_ONLY],
                list(ACTIVATIONS).index("relu"),
                format_func=lambda name: ACTIVATIONS[name].label,
                key=_INSIDE,
                help="Safetensors and .weights.h5 hold numbers only.",
            )
    if about == session.current_run().key:
        st.caption(said)
    elif said and not about:
        st.session_state.pop(_SAID)
        st.error(said, icon=":material/error:")


def _came() -> None:
    file = st.session_state.get(f"{_FIELD}.{st.session_state.get('uploads', 0)}")
    if file is None:
        return
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1  # empties the field
    try:
        assumed = Assumed(st.session_state.get(_INSIDE) or "relu")
        network, recipe = read(file.name, file.getvalue(), assumed)
        run = train_on(network, recipe)
    except ValueError as error:
        st.session_state[_SAID] = "", f"{error} The run goes on as it was."
        return
    sizes = "-".join(map(str, network.spec.sizes))
    where = run.setup.data.about("name").choices or {}
    note = f" {recipe['note']}" if isinstance(recipe.get("note"), str) else ""
    st.session_state[_SAID] = (
        run.key,
        f"Loaded: {sizes}, to train on with “{where[run.setup.data.name]}”.{note}",
    )


def read(name: str, content: bytes, assumed: Assumed) -> tuple[Network, dict[str, Any]]:
    """Return the network in a file, and what the file tells of it.

    Raises
    ------
    ValueError
        If it holds none that can be represented here, with what cannot.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in LOADERS:
        raise ValueError(f"A network comes as {', '.join(LOADERS)}, not as {ending or 'this'}.")
    return LOADERS[ending](BytesIO(content), assumed=assumed)


def train_on(network: Network, recipe: dict[str, Any]) -> Run:
    """Start a run that begins with a saved network.

    It learns the data that the file names, else the present one, else MNIST, whichever fits first.

    Raises
    ------
    ValueError
        If no data fits.
    """
    now = session.current_run()
    spec = network.spec
    ends = spec.sizes[0], spec.sizes[-1]
    for data in (_named(recipe, DataSpec, "data"), now.setup.data, DataSpec("mnist")):
        if data is not None and _ends(data) == ends:
            break
    else:
        here = _ends(now.setup.data) or ("?", "?")
        raise ValueError(
            f"This network has {ends[0]} inputs and {ends[1]} outputs, the data here "
            f"{here[0]} and {here[1]}: choose the data first that it is for."
        )
    settings = _named(recipe, TrainSpec, "train") or presets.for_data(data, 0).settings
    settings = replace(settings, batch_size=min(settings.batch_size, len(load(data).train)))
    if len(settings.frozen) and max(settings.frozen) >= len(spec.sizes):
        settings = replace(settings, frozen=())
    return session.new_run(Setup(data, spec, settings), network.parameters.copy())


def _ends(data: DataSpec) -> tuple[int, int] | None:
    """Return how many inputs and outputs networks for ``data`` have; None if there is none."""
    try:
        made = load(data)
    except ValueError:
        return None
    return len(made.input_names), len(made.output_names)


def _named(recipe: dict[str, Any], kind: type[Any], name: str) -> Any:
    """Return the settings that a file names, None if it names none that make sense."""
    try:
        return kind.from_json(recipe[name])
    except (KeyError, ValueError):
        return None
