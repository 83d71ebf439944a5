"""``python -m benchmarks.overhead``: what looking at a training costs it.

For each net: evaluating 10,000 images, a checkpoint and a copy of the parameters, as milliseconds
and as share of a frame at 20 frames a second, and how far apart evaluations must be for 10 %.

Then, for whole runs as the page has them, what evaluations after each epoch, curves, checkpoints
and 25 frames a second leave of bare training. Both take turns. The first epochs, in which a run is
evaluated more often, are over by then.
"""

import sys
import time
from collections.abc import Callable
from statistics import median

from benchmarks import threads
from benchmarks.train.contenders.ours import training
from benchmarks.train.workloads import WORKLOADS
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training
from runs.run import Run

FRAME = 0.05
SHARE = 0.1  # of the time of training
ROUNDS = 15
TURN = 0.015  # seconds: as long as the engine's slices
TURNS = 200
RUNS = {
    "MNIST [784, 30, 10]": Setup(DataSpec(), NetworkSpec(), TrainSpec()),
    "even/odd [10, 3, 2]": Setup(
        DataSpec("even_odd"),
        NetworkSpec((10, 3, 2), ("sigmoid", "sigmoid"), "quadratic", "normal"),
        TrainSpec(eta=0.6, batch_size=8),
    ),
}


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


def left(setup: Setup) -> float:
    """Return steps a CPU second of a run, as a share of those of the training alone."""
    run, bare = Run(setup), Training(setup)
    run.play()
    while run.frame.epoch < 8:
        run.advance(TURN)
    steps, seconds = [0, 0], [0.0, 0.0]
    for _ in range(TURNS):
        start, done = time.thread_time(), run.training.steps
        run.advance(TURN)
        seconds[0] += time.thread_time() - start
        steps[0] += run.training.steps - done
        start, done = time.thread_time(), bare.steps
        while time.thread_time() - start < TURN:
            bare.step()
        seconds[1] += time.thread_time() - start
        steps[1] += bare.steps - done
    return (steps[0] / seconds[0]) / (steps[1] / seconds[1])


def main() -> int:
    """Print one line for each net, then one for each run."""
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
    print("\nrun                    of bare training")
    for name, setup in RUNS.items():
        print(f"{name:<21}  {left(setup):.1%}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
