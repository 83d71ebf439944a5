"""``python -m benchmarks.overhead``: what looking at a training costs it.

For each net: evaluating 10,000 images, a checkpoint and a copy of the parameters, as milliseconds
and as share of a frame at 20 frames a second, and how far apart evaluations must be for 10 %.
"""

import sys
import time
from collections.abc import Callable
from statistics import median

from benchmarks import threads
from benchmarks.train.contenders.ours import training
from benchmarks.train.workloads import WORKLOADS

FRAME = 0.05
SHARE = 0.1  # of the time of training
ROUNDS = 15


def cpu_seconds(work: Callable[[], object], at_least: float = 0.01) -> float:
    """Return the median time of one call, measured in slices of about ``at_least`` seconds."""
    calls = 1
    while _slice(work, calls) < at_least:
        calls *= 2
    return median(_slice(work, calls) / calls for _ in range(ROUNDS))


def _slice(work: Callable[[], object], calls: int) -> float:
    start = time.process_time()
    for _ in range(calls):
        work()
    return time.process_time() - start


def main() -> int:
    """Print one line for each net on MNIST."""
    if not threads.fixed(1):
        return threads.run("benchmarks.overhead", sys.argv[1:])
    print("net                    step µs   evaluate 10,000        checkpoint      snapshot")
    for name in ("W2", "W3", "W4", "W5"):
        workload = WORKLOADS[name]
        run = training(workload)
        run.step()
        step, evaluation, checkpoint, snapshot = (
            cpu_seconds(work)
            for work in (
                run.step,
                lambda run=run: run.evaluate(run.data.test),
                run.checkpoint,
                run.network.parameters.copy,
            )
        )
        print(
            f"{list(workload.sizes)!s:<21} {step * 1e6:8.1f}"
            f"   {evaluation * 1e3:5.1f} ms every {evaluation / SHARE:4.2f} s"
            f"   {checkpoint * 1e6:6.0f} µs {checkpoint / FRAME:5.2%}"
            f"  {snapshot * 1e6:6.0f} µs {snapshot / FRAME:5.2%}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
