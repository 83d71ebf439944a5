"""You are backprop: the way back is blank, and the visitor fills it in."""

from dataclasses import replace

import streamlit as st

from core.arrays import FloatArray
from core.explain.diagnosis import equation_of, quantity, recipe, wrong_numbers
from core.explain.expressions import entry, named
from core.explain.numbers import number
from core.explain.plain import prime
from core.explain.superscripts import lowered
from core.network import Batch
from ui.components import fill_in
from ui.components.fill_in import Blank, BlankGrid, BlankLine, FillIn, Mistake
from ui.lessons.equations import own_net
from ui.lessons.equations.own_net import FIRST, Chosen, parsed, spec_of
from ui.shell.widgets import place

LEVELS = ("1-1-1", "1-2-1", "2-2-1", "2-2-2", "2-3-2")
OWN = "your net"
_KEY, _LEVEL, _SEED = "equations.fill_in", "equations.level", "equations.level.seed"


def show() -> None:
    """Show the level that was chosen, and let it be filled in."""
    st.markdown(
        "The way forward is done. **Fill in the way back**: type a number, or click the terms that "
        "it is made of. A wrong one is told by the mistake that gives it, if that is a known one."
    )
    names = [*LEVELS, OWN]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        level = st.selectbox(
            "Level",
            names,
            place(_LEVEL, names),
            key=_LEVEL,
            label_visibility="collapsed",
            width=150,
            persist_state="session",
        )
        st.button("Other numbers", key="equations.other", icon=":material/casino:", on_click=_other)
    fill_in.mount(filled(level, st.session_state.get(_SEED, 1)), _KEY, _following)


def net_of(level: str, seed: int) -> Chosen:
    """Return the net of a level; the visitor's own has the weights that were chosen for it."""
    if level == OWN:
        net = own_net.chosen()
        return net if seed == 1 else replace(net, seed=net.seed + seed - 1)
    sizes = parsed(level)
    spec = spec_of(sizes, "sigmoid", "sigmoid", "quadratic")
    return Chosen(spec, seed, (FIRST.x[0], 0.8)[: sizes[0]], FIRST.y[: sizes[-1]], FIRST.eta)


@st.cache_data(show_spinner=False, max_entries=50)
def _sheet(net: Chosen) -> list[BlankLine]:
    """Return all matrices of a net, those of the way back to be filled in."""
    network, (x, y) = net.network(), net.sample()
    batch = network.forward(x[None])
    network.backward(batch, y[None])
    known = [_known("a⁰", "a⁰", batch.a[0]), _known("y", "y", batch.y)]
    lines = [BlankLine("Sample", known)]
    for l in network.w:
        grids = [_known(named("w", l), named("w", l), network.w[l], places=2)]
        grids.append(_known(named("a", l), named("a", l), batch.a[l]))
        sigma = network.activation[l]
        if not (l == network.L and network.cost.cancels):
            slope = prime(sigma, batch.z[l], batch.a[l])
            grids.append(_known(f"σ′({named('z', l)})", f"σ′({named('z', l)})", slope))
        grids += [_blank(batch, x, y, symbol, l) for symbol in ("δ", "∇b", "∇w")]
        lines.append(BlankLine(f"Layer {l}", grids))
    return lines


def filled(level: str, seed: int) -> FillIn:
    """Return a level as the component takes it; ``seed`` tells one set of numbers from another."""
    net = net_of(level, seed)
    at = LEVELS.index(level) + 1 if level in LEVELS else len(LEVELS)
    following = LEVELS[at] if at < len(LEVELS) else ""
    return FillIn(level, following, [*LEVELS, OWN], repr(net), _sheet(net))


def _known(title: str, symbol: str, values: FloatArray, places: int = 1) -> BlankGrid:
    """Return a matrix that is there; a row's numbers are called by their column alone."""

    def called(i: int, j: int) -> str:
        below = (lowered(i + 1) if places == 2 else "") + lowered(j + 1)
        return symbol[:-1] + below + ")" if symbol.endswith(")") else symbol + below

    return BlankGrid(
        title,
        [
            [Blank(called(i, j), number(value), value) for j, value in enumerate(row)]
            for i, row in enumerate(values.tolist())
        ],
    )


def _blank(batch: Batch, x: FloatArray, y: FloatArray, symbol: str, l: int) -> BlankGrid:
    """Return a matrix to be filled in; the errors come first, from the last layer on."""
    network, values = batch.network, quantity(batch, symbol, l)
    wrong = wrong_numbers(network, x, y, symbol, l)
    turn = network.L - l if symbol == "δ" else network.L + 2 * l + (symbol == "∇w")

    def blank(i: int, j: int, value: float) -> Blank:
        unit, places = (i, (i, j)) if symbol == "∇w" else (j, (j,))
        return Blank(
            entry(symbol, l, *places),
            number(value),
            value,
            [Mistake(one.value, one.words) for one in wrong[i][j]],
            recipe(network, symbol, l, unit, j),
        )

    return BlankGrid(
        named(symbol, l),
        [[blank(i, j, v) for j, v in enumerate(row)] for i, row in enumerate(values.tolist())],
        turn,
        equation_of(network, symbol, l),
    )


def _other() -> None:
    st.session_state[_SEED] = st.session_state.get(_SEED, 1) + 1


def _following() -> None:
    level = fill_in.asked_for(_KEY)
    if level in LEVELS:
        st.session_state[_LEVEL] = level
