"""Spoiled files and links by the thousand: no traceback, no more than 500 MB, at most 5 s for one.

python -m benchmarks.fuzz --examples 100000          (after `make test` has set everything up)

Each kind runs in a process of its own; Linux tells the peak of its memory, for each example anew.
What fails is written into a file, to be tried again with ``--again FILE KIND``.
"""

import argparse
import multiprocessing
import re
import time
import traceback
from pathlib import Path

import numpy as np

from tests.fuzzing import KINDS, refused_or_read, spoiled

MOST_MB = 500
MOST_SECONDS = 5.0  # of a processor: others may use it as well
_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")


def peak_mb() -> float:
    """Return the most memory that this process held since ``forget_peak``; NaN if nobody tells."""
    if not _STATUS.exists():
        return float("nan")
    found = re.search(r"VmHWM:\s+(\d+)", _STATUS.read_text())
    return int(found[1]) / 1024 if found else float("nan")


def forget_peak() -> None:
    """Let the peak be counted from here: from what the process holds now."""
    if _CLEAR.exists():
        _CLEAR.write_text("5")


def campaign(kind: str, examples: int, seed: int, minutes: float, folder: Path) -> str:
    """Try so many of a kind, or as many as the time allows; return a line on what happened."""
    good, _ = KINDS[kind]
    refused_or_read(kind, good)  # what is loaded once counts as no example's
    failed: dict[str, int] = {}
    slowest, largest, began, example = 0.0, 0.0, time.monotonic(), 0
    for example in range(1, examples + 1):
        content = spoiled(good, np.random.default_rng((seed, example)))
        forget_peak()
        before, since = peak_mb(), time.process_time()
        fault = ""
        try:
            refused_or_read(kind, content)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__}: {str(error)[:80]} ({where.name}:{where.lineno})"
        spent, grown = time.process_time() - since, peak_mb() - before
        slowest, largest = max(slowest, spent), max(largest, grown)
        if not fault and spent > MOST_SECONDS:
            fault = f"more than {MOST_SECONDS:g} s"
        if not fault and grown > MOST_MB:
            fault = f"more than {MOST_MB} MB"
        if fault and fault not in failed:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{kind.strip('.').replace(' ', '-')}-{example}").write_bytes(content)
        if fault:
            failed[fault] = failed.get(fault, 0) + 1
        if time.monotonic() - began > 60 * minutes:
            break
    line = f"{kind}: {example:,} examples, slowest {slowest:.2f} s, most {largest:.0f} MB"
    return "\n".join([line, *(f"  {times} times {fault}" for fault, times in failed.items())])


def main() -> None:
    """Run the campaign and print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help="some of the kinds; all of them if none is named")
    parser.add_argument("--examples", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=30.0, help="at most, for each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("benchmarks/fuzzed"))
    parser.add_argument("--again", nargs=2, metavar=("FILE", "KIND"), help="try one file again")
    given = parser.parse_args()
    if given.again:
        name, kind = given.again
        refused_or_read(kind, Path(name).read_bytes())
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(given.processes, maxtasksperchild=1) as pool:
        jobs = [
            pool.apply_async(
                campaign, (kind, given.examples, given.seed, given.minutes, given.folder)
            )
            for kind in given.kinds or KINDS
        ]
        for job in jobs:
            print(job.get(), flush=True)


if __name__ == "__main__":
    main()
