"""``python -m benchmarks.diagnosis``: how often the line that diagnoses a run is wrong.

Looks at real runs that suffer from something and at others that do not, at several moments each,
and counts for each hint: the runs that suffer from just that and the moments at which the line does
not say so; the moments of all other runs and those at which it says so all the same. Then takes the
remedy that is offered and trains on, once with it and once without: it mends if that hint is gone
and the cost is clearly lower than without it, or as low as it ever was. Last it looks every few
steps at the runs that are well.
"""

import argparse
from collections import Counter

from benchmarks.diagnosis.cases import AILING, cases
from benchmarks.diagnosis.measure import Tally, count, mends
from ui.views.shared.hints import hint

EVERY = 25  # steps


def main() -> None:
    """Count, and print."""
    options = _options()
    tallies = {name: Tally() for name in AILING}
    for case in cases():
        run = case.begin(options.seed)
        for steps in case.looks:
            run.advance_by(steps - run.frame.steps)
            count(tallies, case, run.look())
        if not case.ails:
            continue
        tally, found = tallies[case.ails], hint(run.look())
        tally.runs += 1
        if found is None or found.name != case.ails or found.remedy is None or options.quick:
            continue
        tally.offered += 1
        mended = mends(run, found)
        tally.mended += mended
        if not mended:
            tally.notes.append(f"{case.name}: not mended by “{found.remedy.label}”")
    _print(tallies)
    if not options.quick:
        _every_few_steps(options.seed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.diagnosis", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="count hints only")
    parser.add_argument("--seed", type=int, default=0, help="added to that of each network")
    return parser.parse_args()


def _print(tallies: dict[str, Tally]) -> None:
    print("| hint | runs with it | moments | missed | other moments | false alarms | mended |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, t in tallies.items():
        counts = t.runs, t.moments, t.missed, t.others, t.false, f"{t.mended} of {t.offered}"
        print(f"| {name} | {' | '.join(map(str, counts))} |")
    for tally in tallies.values():
        print(*tally.notes, sep="\n", end="\n" if tally.notes else "")


def _every_few_steps(seed: int) -> None:
    said: Counter[str] = Counter()
    moments = 0
    for case in cases():
        if case.ails:
            continue
        run = case.begin(seed)
        while run.frame.steps < case.looks[-1]:
            run.advance_by(EVERY)
            found = hint(run.look())
            moments += 1
            if found is not None:
                said[f"{case.name}: {found.text}"] += 1
    print(f"\nRuns that are well, every {EVERY} steps: {moments:,} moments, {said.total()} alarms")
    for what, times in said.items():
        print(f"{times} × {what}")


if __name__ == "__main__":
    main()
