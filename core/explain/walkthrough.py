"""One sample's way through a network and back, one equation at a time, every number at hand.

All numbers come out of ``core.network.Batch`` and the optimiser; here they are only laid out, with
how each cell follows from others. The lines of code are read from the plain form, which a test
holds equal to what ran, and from what ran.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.arrays import FloatArray
from core.data.samples import one_hot
from core.explain.expressions import (
    NEAR,
    Cell,
    Expression,
    Matrix,
    activated,
    bracketed,
    moved,
    named,
    product,
    written_out,
)
from core.explain.linked_layers import HiddenLayer
from core.explain.numbers import number, rounded, worked
from core.explain.plain import backprop, cost_slope
from core.explain.shown_code import Code, body, lines, place
from core.explain.wiggle import cost_of_answers
from core.functions.activations import ACTIVATIONS
from core.functions.costs import Cost
from core.functions.optimizers import SGD
from core.network import Batch, Network
from core.specs import NetworkSpec


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One equation for one layer.

    ``latex`` is the equation, in parts that may stand below each other; ``plain`` is the code that
    says it, ``fast`` the code that ran.
    """

    title: str
    latex: tuple[str, ...]
    about: str
    expressions: tuple[Expression, ...]
    plain: Code
    fast: Code


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """All steps for one sample; ``given`` are the numbers that were there before the first.

    ``cost`` and ``cost_after`` are the sample's cost before and after the update.
    """

    given: Mapping[str, Matrix]
    steps: tuple[Step, ...]
    cost: float
    cost_after: float


def walk(network: Network, x: FloatArray, y: FloatArray, eta: float) -> Walk:
    """Send one sample x (n_0,), y (n_L,) forward and back, and update; the network stays as it is.

    Raises
    ------
    ValueError
        If ``x`` or ``y`` does not fit the network.
    """
    batch = network.forward(x[None, :])
    network.backward(batch, y[None, :])
    after = Network(network.spec, network.parameters)
    optimizer = SGD(after.parameters.size, after.parameters.dtype)
    optimizer.eta = eta
    optimizer.update(after.parameters, batch.gradient)
    seen_after = after.forward(x[None, :])
    seen_after.y[...] = y

    L, layers = network.L, range(1, network.L + 1)
    given = [Matrix("a⁰", batch.a[0])]
    for l in layers:
        given += [Matrix(named("w", l), network.w[l]), Matrix(named("b", l), network.b[l][None])]
    given.append(Matrix("y", batch.y))
    steps = [_forward(batch, l) for l in layers]
    steps += [_cost(batch), _bp1(batch)]
    steps += [_bp2(batch, l) for l in range(L - 1, 0, -1)]
    steps += [_bp3(batch, l) for l in layers]
    steps += [_bp4(batch, l) for l in layers]
    steps += [_update(batch, after, l, eta) for l in layers]
    return Walk({m.name: m for m in given}, tuple(steps), batch.cost(), seen_after.cost())


def neighbours(
    spec: NetworkSpec, x: FloatArray, y: FloatArray, m: int, seed: int
) -> tuple[FloatArray, FloatArray]:
    """Return a mini-batch of m samples, the given one and others at random: (m, n_0), (m, n_L)."""
    rng = np.random.default_rng([seed, 3])
    classes = rng.integers(0, spec.sizes[-1] + (spec.sizes[-1] == 1), m - 1)
    targets = one_hot(classes, max(2, spec.sizes[-1]))[:, -spec.sizes[-1] :]
    if spec.sizes[-1] == 1 and ACTIVATIONS[spec.activations[-1]].couples:
        targets = np.ones_like(targets)  # of a single share that is all of the whole
    inputs = rng.uniform(-1, 1, (m - 1, len(x))).round(1)
    return np.vstack([x, inputs]), np.vstack([y, targets])


@dataclass(frozen=True, slots=True)
class Operations:
    """Multiplications for one sample's gradient: by one forward pass, and by two ways."""

    forward: int
    backpropagation: int
    pass_per_parameter: int


def operations(sizes: tuple[int, ...]) -> Operations:
    """Count the multiplications in products of matrices.

    Backpropagation is the forward pass, BP4 (one for each weight) and BP2 (one for each weight
    behind the first layer). Without it each parameter is moved in turn, and each time the whole
    forward pass is due, and once before any is moved.
    """
    by_layer = [n * before for before, n in pairwise(sizes)]
    forward = sum(by_layer)
    parameters = forward + sum(sizes[1:])
    return Operations(forward, 2 * forward + sum(by_layer[1:]), forward * (parameters + 1))


# -- the steps -------------------------------------------------------------------------


def _forward(batch: Batch, l: int) -> Step:
    z, a = Matrix(named("z", l), batch.z[l]), Matrix(named("a", l), batch.a[l])
    before, w = Matrix(named("a", l - 1), batch.a[l - 1]), batch.network.w[l]
    b = Matrix(named("b", l), batch.network.b[l][None])
    sigma = batch.network.activation[l]
    return Step(
        f"Forward into layer {l}",
        (rf"z^{l} = w^{l} a^{l - 1} + b^{l}, \qquad a^{l} = \sigma(z^{l})",),
        "Each unit adds up what comes in, times its weights, plus its bias; then its activation "
        f"σ, here {sigma.label}: {sigma.formula}. (A sample is a row: a stands left of wᵀ, "
        "w with rows and columns swapped.)",
        (
            product(z, before, Matrix(f"({named('w', l)})ᵀ", w.T), plus=b),
            activated(a, z, sigma),
        ),
        lines(backprop, "z[l] =", "a[l] ="),
        lines(Batch.forward, "a_before_dot(w_T", "add(z, b_rows", "sigma(z, a)"),
    )


def _cost(batch: Batch) -> Step:
    L, kind = batch.network.L, batch.network.cost
    a, y = Matrix(named("a", L), batch.a[L]), Matrix("y", batch.y)
    cost = Matrix("C", np.array([[batch.cost()]]))
    units = range(a.values.shape[1])

    def cell(_row: int, _column: int) -> Cell:
        uses = tuple((place, 0, j) for j in units for place in (0, 2))
        text = written_out(kind, batch.z[L], batch.a[L], batch.y)
        if not np.isclose(cost_of_answers(kind, batch.z[L], batch.a[L], batch.y)[0], batch.cost()):
            text += ", worked out from z, for an answer rounds to 0 or 1"
        return Cell(text, uses, batch.cost())

    return Step(
        "The cost: how wrong is the answer?",
        (kind.latex,),
        "One number says how badly the answer a fits the target y. Learning lowers it."
        + " L: the last layer; ‖ ‖²: all squares, added up." * (r"\rVert" in kind.latex),
        (Expression(cost, (a, "against", y), cell),),
        body(kind.value),
        lines(Batch.cost, "return"),
    )


def _bp1(batch: Batch) -> Step:
    network, L = batch.network, batch.network.L
    cost = network.cost
    latex, about = _output_error(network)
    if cost.cancels:
        delta = Matrix(named("δ", L), batch.delta[L])
        expressions = [_of_answers(batch, delta, "{a} − {y}", np.subtract)]
    else:
        nabla = Matrix("∇ₐC", cost_slope(cost, batch.z[L], batch.a[L], batch.y))

        def of_answers(a: FloatArray, y: FloatArray) -> FloatArray:
            return cost_slope(cost, batch.z[L], a, y)

        expressions = [_of_answers(batch, nabla, cost.slope, of_answers), _bent(batch, nabla)]
    error = body(cost.delta)
    return Step(
        "BP1: the error at the output",
        latex,
        about,
        tuple(expressions),
        Code(f"{lines(backprop, 'BP1').text}\n{error.text}", place(backprop)),
        lines(Batch.backward, "BP1"),
    )


def _output_error(network: Network) -> tuple[tuple[str, ...], str]:
    """Return BP1 with ∇ₐC written out for the cost that was chosen, and what it says."""
    L, cost = network.L, network.cost
    blame = rf"\delta^{L} = \frac{{\partial C}}{{\partial z^{L}}}"
    means = "δ, the error of a unit: how fast the cost changes with its z. "
    if network.activation[L].couples:
        # each z moves every answer: there is no σ′ unit by unit
        return (
            rf"\delta^{L}_j = \frac{{\partial C}}{{\partial z^{L}_j}} = "
            rf"\sum_k \frac{{\partial C}}{{\partial a^{L}_k}} "
            rf"\frac{{\partial a^{L}_k}}{{\partial z^{L}_j}}",
            rf"= a^{L}_j - y_j",
        ), means + (
            "In softmax a z may move all answers, so all of them are added up. With ∂C/∂aₖ = "
            "−yₖ/aₖ it comes out as the difference, as long as the targets add up to 1."
        )
    nabla = cost.nabla.replace("^L", f"^{L}")
    book = rf"{blame} = \nabla_a C \odot \sigma'(z^{L})"
    if cost.cancels:
        return (
            book,
            rf"= {nabla} \odot a^{L} (1 - a^{L}) = a^{L} - y",
        ), means + "∇ₐC: how it changes with each answer. With this cost σ′ cancels."
    right = rf"({nabla})" if nabla.startswith("a") else nabla
    return (
        (book, rf"= {right} \odot \sigma'(z^{L})"),
        means
        + f"∇ₐC: how the cost changes with each answer, here {_worded(cost)}. Then, number by "
        "number (⊙), the slope σ′.",
    )


def _worded(cost: Cost) -> str:
    return cost.slope.format(a="a", y="y")


def _of_answers(
    batch: Batch, result: Matrix, text: str, of: Callable[[FloatArray, FloatArray], FloatArray]
) -> Expression:
    """Return ``result`` as ``text`` and ``of`` make it of {a} and {y}, answers and targets."""
    a, y = Matrix(named("a", batch.network.L), batch.a[batch.network.L]), Matrix("y", batch.y)
    pieces = filter(None, (piece.strip() for piece in re.split(r"(\{[ay]\})", text)))
    terms = tuple({"{a}": a, "{y}": y}.get(piece, piece) for piece in pieces)
    places = [place for place, term in enumerate(terms) if isinstance(term, Matrix)]

    def cell(row: int, j: int) -> Cell:
        answers, wanted = a.values[row].tolist(), float(y.values[row, j])

        def write(digits: int) -> tuple[str, float]:
            shown = np.array([[rounded(one, digits) for one in answers]], a.values.dtype)
            put = text.format(a=number(answers[j], digits), y=bracketed(wanted))
            return put, float(of(shown, y.values[row : row + 1])[0, j])

        value = float(result.values[row, j])
        return Cell(worked(write, value, NEAR), tuple((place, row, j) for place in places), value)

    return Expression(result, terms, cell)


def _bent(batch: Batch, nabla: Matrix) -> Expression:
    """Return δᴸ = ∇ₐC ⊙ σ′(zᴸ)."""
    L, prime = batch.network.L, slope(batch, batch.network.L)

    def cell(row: int, j: int) -> Cell:
        g, by = float(nabla.values[row, j]), float(prime.values[row, j])
        return Cell(f"{number(g)} × {bracketed(by)}", ((0, row, j), (2, row, j)), g * by)

    return Expression(Matrix(named("δ", L), batch.delta[L]), (nabla, "⊙", prime), cell)


def _bp2(batch: Batch, l: int) -> Step:
    after = Matrix(named("δ", l + 1), batch.delta[l + 1])
    w = Matrix(named("w", l + 1), batch.network.w[l + 1])
    delta = Matrix(named("δ", l), batch.delta[l])
    return Step(
        f"BP2: the error one layer back, in layer {l}",
        (
            rf"\delta^{l}_j = \frac{{\partial C}}{{\partial z^{l}_j}} = "
            rf"\sigma'(z^{l}_j) \sum_k w^{l + 1}_{{kj}} \delta^{l + 1}_k",
            rf"\delta^{l} = ((w^{l + 1})^T \delta^{l + 1}) \odot \sigma'(z^{l})",
        ),
        "A unit's blame: that of every unit it feeds, times the weight in between, added up; then "
        "times its own slope. (Samples are rows: δ stands left of w.)",
        (product(delta, after, w, times=slope(batch, l)),),
        lines(backprop, "back =", "# BP2"),
        lines(Batch.backward, "BP2", "⊙ σ′(zˡ)"),
    )


def _bp3(batch: Batch, l: int) -> Step:
    delta = Matrix(named("δ", l), batch.delta[l])
    gradient = Matrix(named("∇b", l), batch.nabla_b[l][None])

    def cell(_row: int, j: int) -> Cell:
        value = float(delta.values[0, j])
        return Cell(f"the error of unit {j + 1}, {number(value)}", ((0, 0, j),), value)

    return Step(
        f"BP3: gradient of the biases of layer {l}",
        (
            rf"\frac{{\partial C}}{{\partial b^{l}_j}} = \delta^{l}_j, \qquad "
            rf"\delta^{l}_j = \frac{{\partial C}}{{\partial z^{l}_j}}",
        ),
        "∇b, the gradient of the biases: a bias moves z one to one, so it is the error itself.",
        (Expression(gradient, (delta,), cell),),
        lines(backprop, "BP3"),
        lines(Batch.backward, "BP3"),
    )


def _bp4(batch: Batch, l: int) -> Step:
    delta = Matrix(f"({named('δ', l)})ᵀ", batch.delta[l].T)
    before = Matrix(named("a", l - 1), batch.a[l - 1])
    gradient = Matrix(named("∇w", l), batch.nabla_w[l])
    return Step(
        f"BP4: gradient of the weights of layer {l}",
        (
            rf"\frac{{\partial C}}{{\partial w^{l}_{{jk}}}} = a^{l - 1}_k \delta^{l}_j, \qquad "
            rf"\delta^{l}_j = \frac{{\partial C}}{{\partial z^{l}_j}}",
        ),
        "∇w, the gradient of the weights: what came in, times the error of the unit that each "
        "leads to.",
        (product(gradient, delta, before),),
        lines(backprop, "BP4"),
        lines(Batch.backward, "BP4"),
    )


def _update(batch: Batch, after: Network, l: int, eta: float) -> Step:
    old, nabla = batch.network, (batch.nabla_w[l], batch.nabla_b[l][None])
    pairs = zip(
        "wb",
        (old.w[l], old.b[l][None]),
        nabla,
        (after.w[l], after.b[l][None]),
        strict=True,
    )
    return Step(
        f"Update layer {l}",
        (rf"w^{l} \to w^{l} - \eta \nabla w^{l}, \qquad b^{l} \to b^{l} - \eta \nabla b^{l}",),
        "A step against the gradient: downhill, as far as the learning rate η says.",
        tuple(
            moved(
                Matrix(f"new {named(s, l)}", new),
                Matrix(named(s, l), before),
                Matrix(named(f"∇{s}", l), g),
                eta,
            )
            for s, before, g, new in pairs
        ),
        lines(HiddenLayer.update, "self.w -=", "self.b -="),
        lines(SGD._move, "subtract"),
    )


def slope(batch: Batch, l: int) -> Matrix:
    """Return σ′(zˡ) of a batch, (m, n_l), as the activation itself applies it."""
    z, a = batch.z[l], batch.a[l]
    prime, scratch = np.ones_like(z), np.empty_like(z)
    batch.network.activation[l].times_prime(prime, z, a, scratch)
    return Matrix(f"σ′({named('z', l)})", prime)
