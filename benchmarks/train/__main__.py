"""``python -m benchmarks.train``: race ours against the peers that are installed."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks import threads
from benchmarks.environment import environment
from benchmarks.train.contenders import Contender, Unavailable, contenders
from benchmarks.train.race import race
from benchmarks.train.report import Result, facts, missed, results, table
from benchmarks.train.workloads import WORKLOADS, Workload


def main() -> int:
    """Measure, in a process of its own for each number of threads."""
    options = _options()
    if len(options.threads) == 1 and threads.fixed(options.threads[0]):
        run = _measure(options)
        if options.json:
            options.json.write_text(json.dumps([run], indent=1), encoding="utf-8")
        return 0
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for n in options.threads:
            part = Path(folder) / f"{n}.json"
            # of options given twice the last one counts
            again = [*sys.argv[1:], "--threads", str(n), "--json", str(part)]
            if status := threads.run("benchmarks.train", again, n):
                return status
            runs += json.loads(part.read_text(encoding="utf-8"))
    if options.json:
        options.json.write_text(json.dumps(runs, indent=1), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train", description=__doc__)
    add = parser.add_argument
    add("--threads", type=int, nargs="+", default=[1], help="BLAS threads; several: one run each")
    add("--workloads", nargs="+", default=list(WORKLOADS), choices=WORKLOADS, metavar="W1")
    add("--rounds", type=int, default=20)
    add("--slice", type=float, default=0.07, help="seconds of each contender in a round")
    add("--clock", choices=["cpu", "wall"], default="cpu", help="cpu: of all threads together")
    add("--json", type=Path, help="also write the results to this file")
    return parser.parse_args()


def _measure(options: argparse.Namespace) -> dict[str, object]:
    where = environment(*options.threads)
    print(*(f"{key}: {value}" for key, value in where.items()), sep="\n")
    present, missing = contenders()
    if missing:
        print(f"Not installed: {', '.join(missing)}. pip install -r requirements-bench.txt")
    _fix_torch(*options.threads)
    found: list[Result] = []
    for name in options.workloads:
        print(f"{name}: {WORKLOADS[name].label}", flush=True)
        found += _race(WORKLOADS[name], present, options)
    print("", table(found, present), "", missed(found), "", sep="\n")
    for contender in present:
        print(f"{contender.name}: {contender.note}")
    return {"environment": where, "clock": options.clock, "results": facts(found)}


def _race(
    workload: Workload, present: list[Contender], options: argparse.Namespace
) -> list[Result]:
    learners = {}
    for contender in present:
        try:
            learners[contender.key] = contender.make(workload)
        except Unavailable as reason:
            print(f"  without {contender.name}: {reason}")
    times = race(learners, options.rounds, options.slice)
    return results(workload.name, times, options.clock)


def _fix_torch(n: int) -> None:
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(n)


if __name__ == "__main__":
    sys.exit(main())
