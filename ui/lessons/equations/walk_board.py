"""A step of a walk as boards: its equation, and the whole network with what takes part lit."""

from core.explain.expressions import Expression, Matrix
from core.explain.numbers import number
from core.explain.superscripts import raised
from core.explain.walkthrough import Step, Walk
from ui.components.equation_board import Grid, Line, Note

_GIVEN = {
    "a": "the sample's input",
    "y": "the target",
    "w": "a weight, drawn at random from the seed",
    "b": "a bias, drawn at random from the seed",
}
_UNKNOWN = "·"
_MOST_ROWS = 6  # of all weights; of a larger net only layers that take part fit on the screen


def equation(step: Step) -> list[Line]:
    """Return a line for each expression of a step: terms, equals sign, result."""
    return [Line([*_terms(e), "=", _result(e, inside=True)]) for e in step.expressions]


def network(walk: Walk, at: int) -> list[Line]:
    """Return all matrices layer by layer after step ``at``, -1 for none; unknown ones hold dots.

    During the steps of a large net, only of the layers that take part.
    """
    made = {
        e.result.name: (place, e) for place, step in enumerate(walk.steps) for e in step.expressions
    }
    taking_part = {
        _plain(matrix.name)
        for step in walk.steps[max(at, 0) : at + 1]
        for e in step.expressions
        for matrix in (e.result, *e.terms)
        if isinstance(matrix, Matrix)
    }

    def grid(name: str) -> Grid:
        lit = name in taking_part or (at < 0 and name in walk.given)
        updated = made.get(f"new {name}")
        if updated is not None and updated[0] <= at:
            return _result(updated[1], name=name, lit=lit)
        if name in walk.given:
            matrix = walk.given[name]
            note = Note(_GIVEN[name[0]])
            return Grid(name, _rows(matrix), [[note] * len(r) for r in matrix.values], lit)
        place, expression = made[name]
        if place <= at:
            return _result(expression, lit=lit)
        shape = expression.result.values.shape
        return Grid(name, [[_UNKNOWN] * shape[1]] * shape[0], lit=False)

    last = max(l for l in range(10) if f"w{raised(l)}" in walk.given)
    lines = [[grid("a⁰"), grid("y"), grid("C")]]
    for l in range(1, last + 1):
        names = ("w", "b", "z", "a", "δ", "∇b", "∇w")
        lines.append([grid(name + raised(l)) for name in names])
    titles = ["Sample", *(f"Layer {l}" for l in range(1, last + 1))]
    large = sum(len(walk.given["w" + raised(l)].values) for l in range(1, last + 1)) > _MOST_ROWS
    return [
        Line(line, title)
        for line, title in zip(lines, titles, strict=True)
        if at < 0 or not large or any(grid.lit for grid in line)
    ]


def forward(walk: Walk) -> list[Line]:
    """Return what the way forward is about, before the first step: no errors and no gradients."""
    return [
        Line(
            [grid for grid in line.items if isinstance(grid, Grid) and grid.name[0] not in "δ∇"],
            line.title,
        )
        for line in network(walk, -1)
    ]


def _plain(name: str) -> str:
    """Return the matrix behind "(w²)ᵀ", "σ′(z²)" or "new w²"."""
    return name.removeprefix("new ").removeprefix("σ′").strip("()ᵀ")


def _terms(expression: Expression) -> list[Grid | str]:
    return [
        term if isinstance(term, str) else Grid(term.name, _rows(term)) for term in expression.terms
    ]


def _result(
    expression: Expression, *, name: str = "", lit: bool = True, inside: bool = False
) -> Grid:
    """Return a result whose cells tell where they come from.

    ``inside`` its own equation the numbers that a cell uses light up; they are counted in grids.
    """
    result, terms = expression.result, expression.terms
    before = [sum(isinstance(t, Matrix) for t in terms[:place]) for place in range(len(terms))]

    def note(i: int, j: int, value: float) -> Note:
        cell = expression.cell(i, j)
        uses = [(before[place], row, column) for place, row, column in cell.uses if inside]
        return Note(f"{cell.text} = {number(value)}", uses)

    notes = [
        [note(i, j, value) for j, value in enumerate(row)]
        for i, row in enumerate(result.values.tolist())
    ]
    return Grid(name or result.name, _rows(result), notes, lit)


def _rows(matrix: Matrix) -> list[list[str]]:
    return [[number(value) for value in row] for row in matrix.values.tolist()]
