"""What is to be run: how many seeds, how long, and which settings against each other."""

from dataclasses import replace
from typing import Any

import streamlit as st

from core.data.load import load
from core.functions.optimizers import OPTIMIZERS
from core.specs import Setup
from runs.batch.axes import AXES
from runs.batch.sweep import MOST_EPOCHS, MOST_SEEDS, Axis, Sweep
from runs.run import Run
from ui.shell.widgets import place, shown

SEEDS, ONE, TWO, FIND = "Seeds", "One setting", "Two settings", "Find η"
_AXES = {SEEDS: 0, ONE: 1, TWO: 2, FIND: 0}
_WHAT, _N, _EPOCHS = "seeds.what", "seeds.n", "seeds.epochs"
_FIRST = ("eta", "units")  # what the axes are at first
_STEPS = 2000  # that a run has, about, if nothing else is said
_FIND_STEPS, _FIND_SEEDS = 400, 3
_HELP = {
    SEEDS: "The same set-up, again and again: only the initial weights and the order differ.",
    ONE: "One setting takes several values, each with some seeds.",
    TWO: "Every value of one setting with every value of another.",
    FIND: "Short runs over a wide range of learning rates: where does learning begin and end?",
}


def ask(run: Run, known: Sweep | None) -> Sweep | None:
    """Show the fields, as ``known`` at first; return what they say, None if that is impossible."""
    setup = setup_of(run)
    _begin(run, setup, known)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        what = str(
            st.segmented_control(
                "What varies", list(_AXES), default=shown(_WHAT, SEEDS), key=_WHAT, required=True
            )
        )
        if what != FIND:
            st.number_input("Seeds", 1, MOST_SEEDS, shown(_N, 20), key=_N, width=130)
            st.number_input(
                "Epochs each", 1, MOST_EPOCHS, shown(_EPOCHS, 1), key=_EPOCHS, width=150
            )
    for i in range(_AXES[what]):
        _axis(i, setup)
    try:
        return read(run)
    except ValueError as error:
        st.error(str(error), icon=":material/error:")
        return None


def purpose() -> str:
    """Say what is asked for."""
    return _HELP[st.session_state.get(_WHAT) or SEEDS]


def setup_of(run: Run) -> Setup:
    """Return where all runs agree: the visitor's set-up with the settings that hold now."""
    return run.setup._replace(settings=run.settings)


def read(run: Run) -> Sweep:
    """Return what the fields say.

    Raises
    ------
    ValueError
        If that is impossible.
    """
    setup, state = setup_of(run), st.session_state
    what = state.get(_WHAT) or SEEDS
    if what == FIND:
        return finding(setup)
    axes = []
    for i in range(_AXES[what]):
        name = state[f"seeds.axis.{i}"]
        values = state.get(_field(i, name), ())
        axes.append(Axis(name, tuple(_parts(values))))
    return Sweep(setup, state[_N], state[_EPOCHS], tuple(axes))


def finding(setup: Setup) -> Sweep:
    """Return a sweep of learning rates: wide, and short."""
    linear = OPTIMIZERS[setup.settings.optimizer].linear
    first = -3 if linear else -5
    etas = tuple(float(f"{10 ** (first + i / 2):.2g}") for i in range(11))
    return Sweep(setup, _FIND_SEEDS, _epochs(setup, _FIND_STEPS), (Axis("eta", etas),))


def suggested(name: str, setup: Setup) -> tuple[Any, ...]:
    """Return values worth trying for a setting, its own among them."""
    kind, own = AXES[name], AXES[name].of(setup)
    about = kind.about
    if about.choices is not None:
        return (own, *(value for value in about.choices if value != own))[:4]
    low, high = about.low or 0.0, about.high if about.high is not None else float("inf")
    if name == "batch":
        high = min(high, len(load(setup.data).train))
    if kind.kind is int:
        found = {own // 4, own // 2, own, own * 2, own * 4} if name != "depth" else {1, 2, 3, own}
    elif high <= 1:
        found = {own, 0.0, 0.1, 0.2, 0.4}
    elif own:
        found = {own / 10, own / 3, own, own * 3, own * 10}
    else:
        found = {0.0, 0.1, 1.0, 10.0}
    rounded = {kind.kind(float(f"{value:.3g}")) for value in found if value != own} | {own}
    return tuple(sorted(value for value in rounded if max(low, 0) <= value <= high))


def _begin(run: Run, setup: Setup, known: Sweep | None) -> None:
    """Give the fields what they begin with: once, and again where they have gone."""
    state = st.session_state
    chosen = known or Sweep(setup, 20, _epochs(setup, _STEPS, run.frame.epoch))
    state.setdefault(_WHAT, (SEEDS, ONE, TWO)[len(chosen.axes)])
    state.setdefault(_N, chosen.seeds)
    state.setdefault(_EPOCHS, chosen.epochs)
    for i, axis in enumerate(chosen.axes):
        if f"seeds.axis.{i}" not in state:
            state[f"seeds.axis.{i}"] = axis.name
            state.setdefault(_field(i, axis.name), _written(axis.name, axis.values))


def _axis(i: int, setup: Setup) -> None:
    names = [name for name, kind in AXES.items() if kind.suits(setup)]
    key = f"seeds.axis.{i}"
    if st.session_state.get(key) not in names:
        st.session_state[key] = _FIRST[i] if _FIRST[i] in names else names[i]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.selectbox(
            ("Setting", "Against")[i],
            names,
            place(key, names),
            format_func=lambda name: AXES[name].about.label,
            key=key,
            width=260,
        )
        field = _field(i, name)
        if field not in st.session_state:
            st.session_state[field] = _written(name, suggested(name, setup))
        choices = AXES[name].about.choices
        if choices is not None:
            st.multiselect(
                "Values",
                list(choices),
                shown(field, []),
                format_func=lambda value: choices[value],
                key=field,
            )
        else:
            st.text_input(
                "Values", shown(field, ""), key=field, help="With commas: 0.01, 0.1, 1", width=420
            )


def _field(i: int, name: str) -> str:
    return f"seeds.values.{i}.{name}"


def _written(name: str, values: tuple[Any, ...]) -> Any:
    if AXES[name].about.choices is not None:
        return list(values)
    return ", ".join(f"{value:g}" for value in values)


def _parts(values: object) -> list[str]:
    if isinstance(values, str):
        return [part.strip() for part in values.replace(";", ",").split(",") if part.strip()]
    return list(values) if isinstance(values, list | tuple) else []


def _epochs(setup: Setup, steps: int, done: int = 0) -> int:
    """Return how many epochs a run has: as many as the visitor's, else those of so many steps."""
    n = len(load(setup.data).train)
    settings = setup.settings
    size = n if OPTIMIZERS[settings.optimizer].full_batch else min(settings.batch_size, n)
    return done or max(1, min(1000, round(steps * size / n)))


def put(setup: Setup, epochs: int) -> Setup:
    """Return the set-up of a run to be opened: it stops where those of the sweep did."""
    settings = replace(setup.settings, max_epochs=epochs, patience=0, target_cost=0.0)
    return setup._replace(settings=settings)
