"""Where one weight's gradient comes from, down to the cost, and what the step made of it."""

import numpy as np
import streamlit as st

from core.data.samples import Unit
from core.explain.plain import cost_slope
from core.explain.receipt import Receipt, receipt
from core.explain.superscripts import raised
from core.functions.optimizers import OPTIMIZERS
from core.specs import NetworkSpec, TrainSpec
from core.training import AT_ONCE
from runs.observations import Step
from runs.snapshot import Look
from ui.components import receipt_table
from ui.components.receipt_table import Block
from ui.views.shared import selected_weight
from ui.views.shared.matrices import unit_names
from ui.views.shared.numbers import agreeing, largest, number
from ui.views.shared.which_step import unseen
from ui.views.view import Options, View

WORK = 30_000_000  # multiplications that a receipt may cost while the run plays


def payload(look: Look, options: Options) -> bytes:
    """Pack the tables, or why there are none."""
    found = _receipt(look, options)
    if isinstance(found, str):
        return receipt_table.frame(found, [], key=VIEW.name, alt=found)
    step = look.batch
    assert step is not None
    sample = _sample(found, options)
    blocks = [_result(look, found, step, sample)]
    if sample is None:
        blocks.append(_by_sample(look, found))
        sample = int(np.abs(found.terms).argmax())
    blocks += _unfolded(look, found, sample)
    title = f"{_name(look, found)} in step {step.number:,}"
    if look.frame.now is not None:
        title += ", the one that follows this moment"
    return receipt_table.frame(title, blocks, key=VIEW.name, alt=_said(found))


def words(look: Look, options: Options) -> str:
    """Say the gradient, both ways."""
    found = _receipt(look, options)
    return found if isinstance(found, str) else _said(found)


def _said(found: Receipt) -> str:
    exact, numeric = agreeing(found.gradient, found), agreeing(found.numeric, found)
    return f"∂C/∂w = {exact} by backpropagation, {numeric} by central differences."


def _receipt(look: Look, options: Options) -> Receipt | str:
    """Return the receipt, or what to do to get one."""
    step = look.batch
    if step is None:
        if look.frame.now is not None:
            return unseen(look)
        if look.frame.settings.batch_size > AT_ONCE or len(look.data.train) > AT_ONCE:
            return f"Press Step. Mini-batches above {AT_ONCE:,} samples have no receipt."
        return "Press Step: the receipt is of the latest mini-batch."
    if look.frame.playing and len(step.x) * look.spec.parameter_count > WORK:
        return "Pause to see the receipt: for so large a net and mini-batch it takes a while."
    edge = selected_weight.checked(look.spec, options.get("edge"))
    edge = edge or selected_weight.default(look.spec)
    with np.errstate(all="ignore"):
        return receipt(look.spec, step.before, step.x, step.y, edge)


def _sample(found: Receipt, options: Options) -> int | None:
    sample = options.get("sample")
    return sample - 1 if type(sample) is int and 1 <= sample <= found.batch.m else None


def _name(look: Look, found: Receipt) -> str:
    unit = _unit(look, found.layer, found.unit)
    if found.input < 0:
        return f"Bias b{raised(found.layer)} of {unit}"
    before = _unit(look, found.layer - 1, found.input)
    return f"Weight w{raised(found.layer)} from {before} to {unit}"


def _unit(look: Look, l: int, j: int) -> str:
    if l == 0 and look.data.image_shape is not None:
        row, column = divmod(j, look.data.image_shape[1])
        return f"pixel {j + 1} (row {row + 1}, column {column + 1})"
    name = unit_names(look, l)[j]
    if 0 < l < look.network.L:
        return f"{name} of layer {l}"
    return f"input {name}" if l == 0 else f"output {name}"


def _result(look: Look, found: Receipt, step: Step, sample: int | None) -> Block:
    """Return the gradient twice, and what became of the weight."""
    m, settings = found.batch.m, step.settings
    exact = found.gradient if sample is None else float(found.terms[sample])
    numeric = found.numeric if sample is None else found.numeric_of(sample)
    symbol = "w" if found.input >= 0 else "b"
    whole = (
        (f"Mean over the {m} samples" if m > 1 else "The one sample")
        if sample is None
        else f"Sample {sample + 1}'s share"
    )
    rows = [
        [f"∂C/∂{symbol} = δ · a" + (", summed" if sample is None else ""), agreeing(exact, found)],
        [f"(C({symbol}+ε) − C({symbol}−ε)) / 2ε", agreeing(numeric, found)],
        ["difference", number(exact - numeric, 1)],
    ]
    w, b = look.network.by_layer(step.after)
    layer, unit, k = found.layer, found.unit, found.input
    after = float(b[layer][unit] if k < 0 else w[layer][unit, k])
    rows.append([f"{symbol} before the step", number(found.w)])
    if OPTIMIZERS[settings.optimizer].is_plain() and not _unusual(found, settings):
        moves = [(f"− η · ∂C/∂{symbol} = −{step.eta:g} · …", -step.eta * found.gradient)]
        n = len(look.data.train)
        if settings.lmbda and k >= 0:
            moves.append(("− η λ/n · w", -step.eta * settings.lmbda / n * found.w))
        if settings.lmbda1 and k >= 0:
            pull = step.eta * settings.lmbda1 / n
            moves.append(("− η λ₁/n · sign w", -pull * float(np.sign(found.w))))
        rows += [[label, number(move)] for label, move in moves]
        rows.append([f"new {symbol}", number(found.w + sum(move for _, move in moves))])
        rows.append([f"new {symbol} in the run ({look.spec.dtype[-2:]} bits)", number(after)])
    else:
        rows.append(["the step", number(after - found.w)])
        rows.append([f"new {symbol} in the run", number(after)])
    return Block(whole, ["", ""], rows, _remark(found, step))


def _unusual(found: Receipt, settings: TrainSpec) -> bool:
    """Tell whether the step was something else than η times the gradient."""
    return bool(settings.clip or settings.dropout or found.layer in settings.frozen)


def _remark(found: Receipt, step: Step) -> str:
    settings = step.settings
    if settings.dropout:
        return (
            "Dropout was on in this step. The receipt counts every unit, so this is not quite "
            "the gradient that the step used."
        )
    if found.layer in settings.frozen:
        return "This layer is frozen: the gradient is there, the step is not taken."
    if settings.clip:
        return "Gradients are clipped: the step may be shorter than η times the gradient."
    optimizer = OPTIMIZERS[settings.optimizer]
    if optimizer.remembers:
        return f"{optimizer.label} makes the step of this and of earlier gradients."
    return ""


def _by_sample(look: Look, found: Receipt) -> Block:
    """Return the sum over the mini-batch."""
    shown, rest = largest(found.terms)
    rows = [
        [str(i + 1), number(found.delta[i]), number(found.a[i]), number(found.terms[i])]
        for i in shown
    ]
    if rest:
        others = found.terms.sum() - found.terms[shown].sum()
        rows.append([f"+ {rest} smaller", "", "", number(others)])
    rows.append(["sum", "", "", agreeing(found.gradient, found)])
    a = "1" if found.input < 0 else f"a{raised(found.layer - 1)}"
    delta = f"δ{raised(found.layer)}"
    equation = "BP3" if found.input < 0 else "BP4"
    share = f"1/m = 1/{len(found.a)}"
    note = f"{equation}: a sum over the mini-batch. Each δ holds its sample's share {share}."
    return Block("Sample by sample", ["sample", delta, a, f"{delta} · {a}"], rows, note, True)


def _unfolded(look: Look, found: Receipt, sample: int) -> list[Block]:
    """Return δ layer by layer, along the largest terms, to the cost."""
    blocks = []
    unit, L = found.unit, look.network.L
    for l in range(found.layer, L):
        parts = found.parts(sample, l, unit)
        w, delta = found.batch.network.w[l + 1][:, unit], found.deltas[l + 1][sample]
        shown, rest = largest(parts)
        names = unit_names(look, l + 1)
        rows = [[names[i], number(w[i]), number(delta[i]), number(parts[i])] for i in shown]
        if rest:
            others = parts.sum() - parts[shown].sum()
            rows.append([f"+ {rest} smaller", "", "", number(others)])
        slope = found.slopes[l][sample, unit]
        z = found.batch.z[l][sample, unit]
        rows.append(["Σ", "", "", number(parts.sum())])
        rows.append([f"· σ′(z), z = {number(z, 3)}", "", "", number(slope)])
        rows.append([f"δ{raised(l)}", "", "", number(found.deltas[l][sample, unit])])
        up = raised(l + 1)
        blocks.append(
            Block(
                f"δ{raised(l)} of {_unit(look, l, unit)}, sample {sample + 1}",
                ["to", f"w{up}", f"δ{up}", f"w{up} · δ{up}"],
                rows,
                f"BP2: δ{raised(l)} = σ′(z{raised(l)}) · Σ w{up} δ{up}",
                True,
            )
        )
        unit = int(np.abs(parts).argmax())
    return [*blocks, _output(look, found, sample, unit)]


def _output(look: Look, found: Receipt, sample: int, unit: int) -> Block:
    """Return BP1: δ of an output, from the cost itself."""
    L, batch = look.network.L, found.batch
    a, y = batch.a[L][sample], batch.y[sample]
    up = raised(L)
    rows = [[f"answer a{up}", number(a[unit])], ["right answer y", number(y[unit])]]
    scaled = look.data.unit
    if look.data.regression and scaled != Unit():
        name, right = look.data.output_names[unit], scaled.own(float(y[unit]))
        rows.insert(1, [f"in the table: {name}", number(scaled.own(float(a[unit])))])
        rows.append([f"in the table: {name}", number(right)])
    cost, sigma = look.network.cost, look.network.activation[L]
    if cost.cancels:
        rows.append([f"a{up} − y", number(a[unit] - y[unit])])
        note = f"BP1: δ{up} = (a{up} − y) / m. With this cost σ′ cancels."
    else:
        g = cost_slope(cost, batch.z[L], batch.a[L], batch.y)[sample]
        rows.append([f"g = ∂C/∂a = {cost.slope.format(a=f'a{up}', y='y')}", number(g[unit])])
        if sigma.couples:
            rows.append(["Σ g · a over all outputs", number(float(g @ a))])
            note = f"BP1: δ{up} = a (g − Σ g a) / m: {sigma.label} couples its units."
        else:
            z, slope = batch.z[L][sample, unit], found.slopes[L][sample, unit]
            rows.append([f"· σ′(z), z = {number(z, 3)}", number(slope)])
            note = f"BP1: δ{up} = g · σ′(z{up}) / m"
    rows.append(["/ m", str(batch.m)])
    rows.append([f"δ{up}", number(found.deltas[L][sample, unit])])
    title = f"δ{up} of {_unit(look, L, unit)}, sample {sample + 1}"
    return Block(title, ["", ""], rows, note, True)


def choose(look: Look) -> Options:
    """Ask for the weight, and for one sample or all."""
    spec = look.spec
    l, j, k = selected_weight.selected(spec) or selected_weight.default(spec)
    state = st.session_state
    step = look.batch
    m = 1 if step is None else len(step.x)
    sample = min(state.get("receipt.sample", 0), m)
    for name, value in ("layer", l), ("unit", j + 1), ("input", k + 1), ("sample", sample):
        if state.get(f"receipt.{name}") != value:  # else it would undo what is being typed
            state[f"receipt.{name}"] = value
    with st.container(horizontal=True):
        for label, name, low, high, help_ in (
            ("Layer", "layer", 1, look.network.L, "The layer that the weight leads to."),
            ("Unit", "unit", 1, spec.sizes[l], "The unit of that layer."),
            (
                "Input",
                "input",
                0,
                spec.sizes[l - 1],
                "What it comes from in the layer before; 0 is the bias.",
            ),
        ):
            st.number_input(
                label,
                low,
                high,
                state[f"receipt.{name}"],
                key=f"receipt.{name}",
                help=help_,
                width=130,
                on_change=_typed,
                args=(spec,),
            )
        st.number_input(
            "Sample",
            0,
            m,
            sample,
            key="receipt.sample",
            help="One of the mini-batch; 0: all of it.",
            width=130,
        )
    return {"edge": [l, j, k], "sample": int(state["receipt.sample"])}


def _typed(spec: NetworkSpec) -> None:
    """Select what the number inputs say, as far as the layer has it."""
    state = st.session_state
    names = [f"receipt.{name}" for name in ("layer", "unit", "input")]
    if not all(name in state for name in names):
        return  # a report of number inputs that went with their view meanwhile
    l, j, k = (int(state[name]) for name in names)
    selected_weight.select((l, min(j, spec.sizes[l]) - 1, min(k, spec.sizes[l - 1]) - 1))


VIEW = View(
    name="receipt",
    label="Weight receipt",
    help="Where one weight's gradient comes from, number by number, and the same number by "
    "central differences. Click an edge in the diagram to choose a weight.",
    payload=payload,
    words=words,
    mount=receipt_table.mount,
    needs=frozenset({"batch"}),
    choose=choose,
)
