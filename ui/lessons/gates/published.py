"""The published run: three inputs, one layer; then XOR with four hidden units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import streamlit as st

from core.reproduce import three_inputs
from core.reproduce.in_own_process import reproduced
from core.reproduce.three_inputs import FIRST_COLUMN_COPIED, XOR, X
from ui.lessons.kit.code import beside

# Final outputs of both nets, and the second one's errors by step. The post prints the first net's
# outputs, and the errors to 12 digits.
ONE_LAYER = ("0.00966449", "0.00786506", "0.99358898", "0.99211957")
ERRORS = {
    0: "0.4964100319027255",
    10_000: "0.008584525653247152",
    20_000: "0.00578945986250781",
    30_000: "0.004629176776769983",
    40_000: "0.00395876528027365",
    50_000: "0.0035101225678616783",
}
HIDDEN = ("0.00260572", "0.99672209", "0.99701711", "0.00386759")
COUNTS = (10_000, 60_000)
TICK = 0.15  # seconds
_TICKS = 60  # in even shares of the logarithm of the steps: most happens in the first of them
_AT_ONCE = 3000  # steps in a tick, which must stay short
_TIMEOUT = 60.0  # seconds for the process that computes the digits
_TOY, _ONE, _XOR = "gates.toy", "one layer", "XOR"


class Toy:
    """Both nets on their way, some steps at each call; ``answers`` are theirs to the four rows."""

    def __init__(self) -> None:
        self._steps = (
            three_inputs.steps((3, 1), FIRST_COLUMN_COPIED, COUNTS[0]),
            three_inputs.steps((3, 4, 1), XOR, COUNTS[1]),
        )
        self.done = [0, 0]
        self.answers: list[list[str]] = [[], []]
        self._tick = 0
        self.advance()

    @property
    def finished(self) -> bool:
        """Whether both nets have done all their steps."""
        return tuple(self.done) == COUNTS

    def advance(self) -> None:
        """Go on to the next picture worth showing."""
        for net, count in enumerate(COUNTS):
            wanted = max(1, round(count ** min(1.0, self._tick / _TICKS)))
            todo = min(wanted - self.done[net], _AT_ONCE)
            for step, batch in islice(self._steps[net], todo):
                self.done[net] = step + 1
                last = batch
            if todo > 0:
                a = last.a[last.network.L][:, 0].tolist()
                self.answers[net] = [f"{answer:.8f}" for answer in a]
        self._tick += 1


@dataclass(frozen=True, slots=True)
class Digits:
    """The run as it is printed: outputs of both nets, and the second one's errors by step.

    ``alike`` tells whether it was computed with the kernels of the published run.
    """

    one_layer: list[str]
    errors: dict[int, str]
    hidden: list[str]
    alike: bool


@st.cache_data(show_spinner=False)
def computed() -> Digits:
    """Run both nets on this server, at the first request, rounding as the published run did."""
    lines = reproduced("R5", _TIMEOUT)
    alike = lines is not None
    found = three_inputs.report() if lines is None else lines
    figures = [line.removeprefix("Error: ") for line in found if line[-1:].isdigit()]
    one, errors, xor = figures[:4], figures[4:10], figures[10:14]
    return Digits(one, dict(zip(ERRORS, errors, strict=True)), xor, alike)


def agreement(ours: str, theirs: str) -> str:
    """Say how far two printed numbers agree: "same", or how many of the leading digits do."""
    if ours == theirs:
        return "same"
    alike = next(
        (i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b),
        min(len(ours), len(theirs)),
    )
    digits = len(theirs.lstrip("0."))
    return f"first {len(theirs[:alike].lstrip('0.'))} of {digits} digits"


def table(
    head: str,
    names: Sequence[str],
    published: Sequence[str],
    ours: Sequence[str],
    *,
    compare: bool,
) -> str:
    """Return a Markdown table: figures on record, ours where there are some, and agreement.

    Until they are final, ours are not compared; it says then whether they are near enough.
    """
    rows = [f"| {head} | record | here | verdict |", "|:--|:--|:--|:--|"]
    for place, (name, theirs) in enumerate(zip(names, published, strict=True)):
        found = ours[place] if ours else ""
        right = found and (float(found) > 0.5) == (float(theirs) > 0.5)
        said = agreement(found, theirs) if compare else "right" if right else "wrong"
        rows.append(f"| {name} | {theirs} | {found} | {said if found else ''} |")
    return "\n".join(rows)


def errors(ours: Mapping[int, str]) -> str:
    """Return a Markdown table of the errors, in cells that a phone can break into lines."""
    rows = ["| XOR: step | error: record" + (" · here |" if ours else " |"), "|:--|:--|"]
    for step, theirs in ERRORS.items():
        found = ours.get(step, "")
        beside = f" · {found} · {agreement(found, theirs)}" if found else ""
        rows.append(f"| {step:,} | {theirs}{beside} |")
    return "\n".join(rows)


def show() -> None:
    """Show the published figures, and ours at a click."""
    text, button = st.columns([4, 1], vertical_alignment="center")
    text.markdown(
        "A toy of Trask's *11 lines*: three input bits, the third always 1, as bias. First the "
        "answer copies the first bit: **one layer** does. Then it is the XOR of the first two: the "
        "text gives it **four hidden units** and 60,000 steps."
    )
    if button.button("Compute it here, now", key="gates.reproduce", icon=":material/science:"):
        st.session_state[_TOY] = Toy()
    toy: Toy | None = st.session_state.get(_TOY)
    running = toy is not None and not toy.finished
    st.fragment(_tables, run_every=TICK if running else None)(toy, running)


def _tables(toy: Toy | None, running: bool) -> None:
    """Show both truth tables as they fill in, and when they are full, all digits."""
    if toy is not None and running:
        toy.advance()
        if toy.finished:
            st.rerun()
    digits = None
    if toy is not None and toy.finished:
        with st.spinner("Now once more, rounded as the recorded run was"):
            digits = computed()
    truth, wrong = st.columns([4, 5])
    answers = (digits.one_layer, digits.hidden) if digits else toy.answers if toy else ([], [])
    compare = digits is not None
    with truth:
        _truth_table(_ONE, FIRST_COLUMN_COPIED, ONE_LAYER, answers[0], compare=compare)
        _truth_table(_XOR, XOR, HIDDEN, answers[1], compare=compare)
    with wrong:
        st.markdown(errors(digits.errors if digits else {}))
        st.caption(_said(toy, digits))


def _said(toy: Toy | None, digits: Digits | None) -> str:
    if toy is None:
        return (
            "The errors are the means of |y − a| before a step. The text *Backpropagation* shows "
            "the code of Trask's *A Neural Network in 11 lines of Python*. That post prints one "
            "layer's answers, and the errors to 12 digits; the rest is our record."
        )
    if digits is None:
        return f"One layer: step {toy.done[0]:,}. XOR: step {toy.done[1]:,}."
    if tuple(digits.errors.values()) == tuple(ERRORS.values()):
        if not digits.alike:
            return "Computed here, on a processor that rounds as the recorded run did."
        return "Computed here in a process of its own, which rounds as the recorded run did."
    ending = (
        "even with the record’s kernels."
        if digits.alike
        else "and the record’s kernels cannot be had."
    )
    return f"Processors round the last digits differently. This one does, {ending}"


def _truth_table(
    head: str,
    wanted: Sequence[Sequence[int]],
    published: Sequence[str],
    ours: Sequence[str],
    *,
    compare: bool,
) -> None:
    names = [f"{' '.join(map(str, row))} → {y}" for row, (y,) in zip(X, wanted, strict=True)]
    st.markdown(table(head, names, published, ours, compare=compare))


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"w \to w + x^T \left[ (y - a) \odot a (1 - a) \right]", three_inputs.steps)
