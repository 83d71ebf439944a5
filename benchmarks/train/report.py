"""What a race showed: ratios round by round, as a table, as facts for JSON, and beside targets."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from benchmarks.train.contenders import Contender
from benchmarks.train.race import Times

OURS, LIMIT = "ours", "products"

# Peer's time ÷ ours that is aimed at; for the bare products it is ours ÷ theirs, at most.
TARGETS = {
    "per_sample": {"W1": 40, "W2": 25, "W3": 40, "W4": 15, "W6": 15},
    "digits_package": {"W1": 7, "W2": 4, "W3": 1.6, "W4": 2.8},
    "scikit_learn": {"W1": 15, "W2": 7, "W3": 2.5, "W4": 4.5, "W5": 1.7, "W6": 30},
    "pytorch": {"W1": 28, "W2": 9, "W3": 3.3, "W4": 5.2, "W5": 1.9, "W6": 35},
    LIMIT: {"W2": 2.4, "W3": 1.55, "W4": 1.9, "W5": 1.45},
}


@dataclass(frozen=True)
class Result:
    """One contender on one workload: µs a step, and its time ÷ ours over the rounds."""

    workload: str
    contender: str
    microseconds: float
    median: float
    low: float
    high: float
    target: float | None

    @property
    def reached(self) -> bool:
        """Tell whether the target, if there is one, is reached."""
        if self.target is None:
            return True
        if self.contender == LIMIT:
            return 1 / self.median <= self.target
        return self.median >= self.target


def results(workload: str, times: Mapping[str, Times], clock: str) -> list[Result]:
    """Compare each contender with ours, round by round."""
    ours = getattr(times[OURS], clock)
    found = []
    for key, measured in times.items():
        each = getattr(measured, clock)
        ratios = [theirs / mine for theirs, mine in zip(each, ours, strict=True)]
        target = TARGETS.get(key, {}).get(workload)
        found.append(
            Result(
                workload, key, median(each) * 1e6, median(ratios), min(ratios), max(ratios), target
            )
        )
    return found


def table(found: Sequence[Result], contenders: Sequence[Contender]) -> str:
    """Return the ratios as a Markdown table, workloads across, contenders down."""
    cell = {(r.contender, r.workload): _cell(r) for r in found}
    across = list(dict.fromkeys(r.workload for r in found))
    rows = [["time ÷ ours", *across]]
    rows += [[c.name] + [cell.get((c.key, w), "–") for w in across] for c in contenders]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, _line(["-" * width for width in widths], widths))
    return "\n".join(lines)


def missed(found: Sequence[Result]) -> str:
    """Return one line for each target that was not reached."""
    lines = [
        f"not reached: {r.workload} {r.contender} {_ratio(r.median)}, "
        f"target {'at most 1/' if r.contender == LIMIT else 'at least '}{r.target:g}"
        for r in found
        if not r.reached
    ]
    return "\n".join(lines) or "All targets reached."


def facts(found: Sequence[Result]) -> list[dict[str, object]]:
    """Return the results ready for JSON."""
    return [asdict(r) | {"reached": r.reached} for r in found]


def _cell(result: Result) -> str:
    if result.contender == OURS:
        exact = ".1f" if result.microseconds < 100 else ",.0f"
        return f"{result.microseconds:{exact}} µs"
    return f"{_ratio(result.median)} ({_ratio(result.low)} … {_ratio(result.high)})"


def _ratio(value: float) -> str:
    """Return 12, 1.23, or 1/1.23 for what is smaller than 1."""
    if value < 1:
        return f"1/{1 / value:.3g}"
    return f"{value:.3g}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
    return f"| {' | '.join(cells)} |"
