"""Learn from me: one step of gradient descent on the drawing, and what it changed."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core.arrays import FloatArray
from core.data.load import load
from core.explain.numbers import number, percent
from core.explain.one_step import learn_one
from core.explain.robustness import accuracy_curve
from core.network import Network
from core.specs import DataSpec
from ui.components import heatmaps
from ui.components.heatmaps import Matrix, Panel, Tiles
from ui.components.live_plot import rounded_up
from ui.draw import readers
from ui.draw.page import Scene, choose_one
from ui.draw.readers import Reader
from ui.shell import session
from ui.shell.widgets import shown
from ui.views.shared.matrices import layer_name

_KEY = "draw.lesson"
_WHAT = "draw.label"
_ETA = "draw.eta"
_PROBLEM = "draw.teach.problem"
_ADDED = "draw.teach.added"
_NO_DIGIT = -1
_UNITS = 22  # whose change is shown: those that changed most
_COLUMNS = 48


@dataclass(frozen=True, eq=False)
class _Seen:
    """What one step did, as shown below the button."""

    label: int
    names: list[str]
    before: FloatArray
    after: FloatArray
    old: Network
    new: Network
    accuracy: tuple[float, float]


def show(scene: Scene) -> None:
    """Ask what the drawing is; learn from it, or keep it."""
    if scene.image is None:
        st.caption("Draw a digit, say which one it is, and the network takes a step towards it.")
        return
    reader = choose_one(scene, "draw.teach.who")
    choices = [*range(10), *([_NO_DIGIT] if reader.knows_no_digit else [])]
    what = f"{_WHAT}.{len(choices)}"
    label = st.pills(
        "This is a",
        choices,
        default=st.session_state.get(what),
        format_func=lambda digit: "no digit" if digit == _NO_DIGIT else str(digit),
        key=what,
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        eta = st.number_input(
            "Learning rate η",
            0.001,
            10.0,
            shown(_ETA, 0.05),
            0.05,
            format="%g",
            key=_ETA,
            width=140,
        )
        st.button(
            "Take one step",
            type="primary",
            icon=":material/school:",
            disabled=label is None,
            help="One step of gradient descent on this drawing alone.",
            on_click=_step,
            args=(scene, reader, label, eta),
        )
        st.button(
            "Add to my drawings",
            icon=":material/add:",
            disabled=label is None or label == _NO_DIGIT,
            on_click=_collect,
            args=(scene, label),
        )
        if readers.is_taught(reader):
            st.button(
                "Forget the steps",
                icon=":material/undo:",
                on_click=_forget,
                args=(reader,),
            )
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(problem, icon=":material/error:")
    if (added := st.session_state.pop(_ADDED, None)) is not None:
        st.toast(f"Kept as a {added}.")
    if label is None:
        st.caption("Say which digit it is.")
    kept, seen = st.session_state.get(_KEY, (None, None))
    if seen is not None and kept == reader.identity:
        _report(seen)
    if n := len(session.collection()):
        st.caption(f"{n} drawing{'s' * (n > 1)} collected: see “My drawings”.")


def _step(scene: Scene, reader: Reader, label: int, eta: float) -> None:
    assert scene.image is not None
    try:
        lesson = learn_one(reader.network, scene.image, label, eta)
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    seen = _Seen(
        label,
        [*"0123456789", "no digit"][: len(lesson.before)],
        lesson.before,
        lesson.after,
        reader.network,
        lesson.network,
        (_accuracy(reader.network), _accuracy(lesson.network)),
    )
    identity = readers.teach(reader, scene.run, lesson.network)
    st.session_state[_KEY] = identity, seen


def _forget(reader: Reader) -> None:
    readers.forget(reader.name)
    st.session_state.pop(_KEY, None)


def _collect(scene: Scene, label: int) -> None:
    assert scene.image is not None
    try:
        session.collection().add_digit(scene.image, label)
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_ADDED] = label


def _accuracy(network: Network) -> float:
    """Return the share of MNIST's 10,000 test pictures that are read right."""
    test = load(DataSpec("mnist")).test
    assert test.labels is not None
    images = np.asarray(test.x, np.uint8).reshape(-1, 28, 28)
    return float(accuracy_curve(network, images, test.labels, "noise", [0.0])[0])


def _report(seen: _Seen) -> None:
    change = np.round(seen.after - seen.before, 4) + 0.0  # no minus before a nought
    digit = "no digit" if seen.label == _NO_DIGIT else f"a {seen.label}"
    before, after = seen.accuracy
    lost = round((before - after) * 10_000)
    cost = "cost nothing" if not lost else f"{'cost' if lost > 0 else 'won'} {abs(lost)} pictures"
    st.markdown(
        f"The output for {digit} went from **{percent(seen.before[seen.label])}** to "
        f"**{percent(seen.after[seen.label])}**. On the 10,000 test pictures the step {cost}: "
        f"accuracy **{percent(before, 2)} → {percent(after, 2)}**."
    )
    table = np.stack([seen.before, seen.after, change])
    rows = ["before", "after", "Δp"]
    heatmaps.mount(
        heatmaps.frame(
            [Matrix("Outputs", table, rows, seen.names, scale=1.0)],
            key=f"{_KEY}.outputs",
            scale=1.0,
            alt="; ".join(
                f"{name}: {'+' if p > 0 else ''}{number(float(p))}"
                for name, p in zip(seen.names, change, strict=True)
                if p
            ),
            quantity="output",
        ),
        f"{_KEY}.outputs",
    )
    panels = weight_changes(seen.old, seen.new, seen.names)
    heatmaps.mount(
        heatmaps.frame(
            panels,
            key=f"{_KEY}.weights",
            scale=0.0,
            alt="Change of the weights, layer by layer.",
            quantity="Δw",
        ),
        f"{_KEY}.weights",
    )


def weight_changes(old: Network, new: Network, names: list[str]) -> list[Panel]:
    """Return pictures of Δw: of the units that changed most, in the first and the last layer."""
    L = old.L
    first = new.w[1] - old.w[1]
    rows = _most_changed(first, _UNITS)
    captions = [names[r] if L == 1 else f"unit {r + 1}" for r in rows]
    panels: list[Panel] = [
        Tiles(
            f"Δw¹: pixels → {layer_name(1, L)}, the {len(rows)} of {len(first)} that changed most",
            first[rows].reshape(-1, 28, 28),
            captions,
            _strongest(first[rows]),
        )
    ]
    if L > 1:
        last = new.w[L] - old.w[L]
        columns = _most_changed(last.T, _COLUMNS)
        panels.append(
            Matrix(
                f"Δw to the outputs, from the {len(columns)} of {last.shape[1]} units that "
                "changed most",
                last[:, columns],
                names,
                [f"unit {c + 1}" for c in columns],
                scale=_strongest(last),
            )
        )
    return panels


def _most_changed(change: FloatArray, most: int) -> NDArray[np.intp]:
    """Return the rows of the largest norms, in their own order."""
    norms = np.linalg.norm(change, axis=1)
    return np.sort(np.argsort(-norms, kind="stable")[:most])


def _strongest(values: FloatArray) -> float:
    return rounded_up(float(np.abs(values).max()))
