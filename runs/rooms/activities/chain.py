"""The arithmetic of a 2-3-2 network whose units are people: what each gets, and what it must send.

Every number is the core's. A pass goes forward by layer, back by layer, and then all units move
their weights: ``TURNS`` are its parts in order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.explain.diagnosis import recipe, wrong_numbers
from core.explain.expressions import entry
from core.explain.plain import prime
from core.functions.optimizers import SGD
from core.network import Network
from core.specs import NetworkSpec

SIZES = (2, 3, 2)
STEPS = 3
ETA = 2.0
UNITS = [(l, j) for l, n in enumerate(SIZES) for j in range(n)]
_SPEC = NetworkSpec(SIZES, ("sigmoid", "sigmoid"), "quadratic", "normal", "float64")
_X, _Y = (0.5, -0.2), (1.0, 0.0)
_NEAR = 0.015  # of a number that was worked out from three digits
_LEAST = 5e-5  # half a unit of the fourth decimal


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: ``what`` the units of a layer work out, and how that is called."""

    what: str
    layer: int
    title: str


TURNS = (
    Turn("x", 0, "Inputs: send your number on"),
    Turn("a", 1, "Forward: the hidden units answer"),
    Turn("a", 2, "Forward: the outputs answer"),
    Turn("δ", 2, "Back: the outputs work out their errors (BP1)"),
    Turn("back", 2, "Back: the outputs send back w × δ"),
    Turn("δ", 1, "Back: the hidden units work out their errors (BP2)"),
)

Named = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Task:
    """What one unit has to do: it is given numbers, asked for others, and told how."""

    given: Named
    asked: Named
    how: str


def called(unit: tuple[int, int]) -> str:
    """Return what a unit is called."""
    return f"{('input', 'hidden unit', 'output')[unit[0]]} {unit[1] + 1}"


class Chain:
    """The network as it stands, its sample, and the pass through it.

    Attributes
    ----------
    costs : list of float
        Of the sample, before the first step and after each.
    """

    def __init__(self, seed: int) -> None:
        self.network = Network.initial(_SPEC, seed)
        self.network.parameters[...] = self.network.parameters.round(1)  # easy to reckon with
        self._optimizer = SGD(self.network.parameters.size, self.network.parameters.dtype)
        self._optimizer.eta = ETA
        self.x, self.y = np.array(_X), np.array(_Y)
        self.costs: list[float] = []
        # A hall asks for the same few hundreds of times.
        self._tasks: dict[tuple[Turn, int], Task] = {}
        self._wrong: dict[tuple[Turn, int, int], list[tuple[float, str]]] = {}
        self._pass()

    def _pass(self) -> None:
        self._tasks.clear()
        self._wrong.clear()
        self.batch = self.network.forward(self.x[None])
        self.network.backward(self.batch, self.y[None])
        self.costs.append(self.batch.cost())

    def step(self) -> None:
        """Let all units move their weights and biases against the gradient."""
        self._optimizer.update(self.network.parameters, self.batch.gradient)
        self._pass()

    def task(self, turn: Turn, j: int) -> Task:
        """Return what unit ``j`` of the layer whose turn it is has to do."""
        if (turn, j) not in self._tasks:
            self._tasks[turn, j] = self._task(turn, j)
        return self._tasks[turn, j]

    def _task(self, turn: Turn, j: int) -> Task:
        network, batch, l = self.network, self.batch, turn.layer
        if turn.what == "x":
            name, value = entry("a", 0, j), float(batch.a[0][0, j])
            return Task([(f"x{name[-1]}", value)], [(name, value)], "An input does nothing to it.")
        if turn.what == "a":
            inputs = range(SIZES[l - 1])
            before = [(entry("a", l - 1, k), float(batch.a[l - 1][0, k])) for k in inputs]
            weights = [(entry("w", l, j, k), float(network.w[l][j, k])) for k in inputs]
            bias = (entry("b", l, j), float(network.b[l][j]))
            z, a = entry("z", l, j), entry("a", l, j)
            pairs = zip(weights, before, strict=True)
            total = " + ".join(f"{w} × {a}" for (w, _), (a, _) in pairs)
            asked = [(z, float(batch.z[l][0, j])), (a, float(batch.a[l][0, j]))]
            how = f"{z} = {total} + {bias[0]}, then {a} = σ({z})"
            return Task([*before, *weights, bias], asked, how)
        delta = (entry("δ", l, j), float(batch.delta[l][0, j]))
        if turn.what == "back":
            weights = [
                (entry("w", l, j, k), float(network.w[l][j, k])) for k in range(SIZES[l - 1])
            ]
            asked = [(f"{w} × {delta[0]}", value * delta[1]) for w, value in weights]
            return Task([delta, *weights], asked, "To each hidden unit its weight × your error.")
        sigma = network.activation[l]
        slope = float(prime(sigma, batch.z[l], batch.a[l])[0, j])
        primed = (f"σ′({entry('z', l, j)})", slope)
        if l == network.L:
            own = (entry("a", l, j), float(batch.a[l][0, j]))
            target = (entry("y", 0, j).replace("⁰", ""), float(self.y[j]))
            how = f"{delta[0]} = {recipe(network, 'δ', l, j)}"
            return Task([own, target, primed], [delta], how)
        came = [
            (f"{entry('w', l + 1, k, j)} × {entry('δ', l + 1, k)}", self._sent(l + 1, k, j))
            for k in range(SIZES[l + 1])
        ]
        how = f"{delta[0]} = (all that came back, added up) × {primed[0]}"
        return Task([*came, primed], [delta], how)

    def _sent(self, l: int, k: int, j: int) -> float:
        return float(self.network.w[l][k, j] * self.batch.delta[l][0, k])

    def judged(self, turn: Turn, j: int, values: Sequence[float]) -> str:
        """Return what is wrong with a unit's numbers, in words; '' if they are right."""
        for place, (value, (name, right)) in enumerate(
            zip(values, self.task(turn, j).asked, strict=True)
        ):
            if _near(value, right):
                continue
            if (turn, j, place) not in self._wrong:
                self._wrong[turn, j, place] = list(self._mistakes(turn, j, place))
            for wrong, words in self._wrong[turn, j, place]:
                if _near(value, wrong) and not _near(wrong, right):
                    return f"{name} comes out like that {words}."
            if _near(value, -right):
                return f"{name} has the wrong sign."
            return f"{name} is not right, and no mistake that is known gives it."
        return ""

    def _mistakes(self, turn: Turn, j: int, place: int) -> Iterator[tuple[float, str]]:
        """Return numbers that come out with a mistake, and what was done."""
        l, batch = turn.layer, self.batch
        if turn.what == "δ":
            for one in wrong_numbers(self.network, self.x, self.y, "δ", l)[0][j]:
                yield one.value, one.words
        elif turn.what == "back":
            yield float(batch.delta[l][0, j]), "without the weight"
            yield float(self.network.w[l][j, place]), "without the error δ"
            answer = float(batch.a[l][0, j])
            yield float(self.network.w[l][j, place]) * answer, "with a where δ belongs"
        elif turn.what == "a":
            z, bias = float(batch.z[l][0, j]), float(self.network.b[l][j])
            sums = [
                (z - bias, "without the bias"),
                (float(batch.a[l - 1][0].sum()) + bias, "without the weights"),
                (z - 2 * bias, "with the bias taken away"),
            ]
            yield from sums if place == 0 else [(z, "without σ")]
            if place == 1:
                yield from ((self._sigma(l, value), words) for value, words in sums)

    def _sigma(self, l: int, z: float) -> float:
        a = np.array([[z]])
        self.network.activation[l].of(np.array([[z]]), a)
        return float(a[0, 0])


def _near(value: float, right: float) -> bool:
    return abs(value - right) <= max(_NEAR * abs(right), _LEAST)
