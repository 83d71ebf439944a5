"""What is counted of each hint, and whether the remedy that it offers mends."""

from dataclasses import dataclass, field

from benchmarks.diagnosis.cases import Case
from runs.run import Run
from runs.snapshot import Look
from ui.views.shared.hints import ENOUGH_STEPS, Hint, hint

FURTHER = 1500  # steps, with the remedy and without
LOWER = 0.8  # times the cost without it; or where something was better before,
AS_GOOD = 1.1  # times the best of before, as a run may mend by itself


@dataclass
class Tally:
    """Counts of one hint; ``notes`` tell of each that is wrong."""

    runs: int = 0
    moments: int = 0
    missed: int = 0
    others: int = 0
    false: int = 0
    mended: int = 0
    offered: int = 0
    notes: list[str] = field(default_factory=list)


def count(tallies: dict[str, Tally], case: Case, look: Look) -> None:
    """Count one moment of a run for all hints."""
    found = hint(look)
    said = "" if found is None else found.name
    wanted = wanted_of(case, look)
    for name, tally in tallies.items():
        if name == wanted:
            tally.moments += 1
            tally.missed += said != name
        else:
            tally.others += 1
            tally.false += said == name
        if said != wanted and name == (wanted or said):
            at = f"{case.name}, step {look.frame.steps:,}"
            tally.notes.append(f"{at}: said {said or 'nothing'}, not {wanted or 'nothing'}")


def wanted_of(case: Case, look: Look) -> str:
    """Return the name of the hint that there should be, "" for none."""
    return case.ails if look.frame.steps >= ENOUGH_STEPS else ""


def mends(run: Run, found: Hint) -> bool:
    """Tell whether a run is better off with the remedy than without after ``FURTHER`` steps.

    A run that starts again gets as many steps as the old one has had by then. The old one goes on.
    """
    assert found.remedy is not None
    best = float(run.look().course.measured.train_cost.min())
    mended = found.remedy.on(run.fork(run.frame.steps) if found.remedy.live else run)
    mended.advance_by(FURTHER + (0 if mended.frame.steps else run.frame.steps))
    run.advance_by(FURTHER)
    which = "cost" if found.name == "overfitting" else "train_cost"
    better, without = (float(getattr(one.frame.measured, which)) for one in (mended, run))
    still = hint(mended.look())
    good = found.name in ("fell", "rose") and better <= AS_GOOD * best
    return (still is None or still.name != found.name) and (good or better <= LOWER * without)
