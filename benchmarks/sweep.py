"""``python -m benchmarks.sweep [tcp://host:8786]``: what many seeds take, and what a task costs.

64 seeds of the even-or-odd net, 1,000 epochs each, as one stack in this process: seconds on the
clock and of the processor. Then how long a call that does nothing takes to a worker and back, one
after the other, and with many under way: by processes here, and by a Dask cluster if one is named.
"""

import os
import sys
import time
from concurrent.futures import wait
from statistics import median

from benchmarks.stack import NETS, SHAPES
from core.stack import Stack
from runs.batch.batch import Crew
from runs.batch.crews import Cluster
from runs.batch.processes import Processes

EPOCHS = 1000
CALLS = 300


def seeds() -> None:
    """Train, and tell how long it took."""
    name, setup = next(iter(SHAPES.items()))
    stack = Stack([setup.changed("seed", seed) for seed in range(NETS)])
    clock, processor = time.perf_counter(), time.process_time()
    while stack.epoch < EPOCHS:
        stack.step()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(
        f"{NETS} seeds x {EPOCHS:,} epochs of {name}: {stack.steps:,} steps each, {clock:.1f} s, "
        f"{processor:.1f} CPU s ({processor / stack.steps / NETS * 1e6:.2f} us a net and step)"
    )


def calls(name: str, crew: Crew) -> None:
    """Send calls that do nothing, and tell how long they take."""
    for _ in range(20):
        crew.submit(abs, -1).result()
    took = []
    for number in range(CALLS):  # others each time: Dask keeps answers
        began = time.perf_counter()
        crew.submit(abs, -number).result()
        took.append(time.perf_counter() - began)
    began = time.perf_counter()
    wait([crew.submit(abs, -CALLS - number) for number in range(CALLS)])
    together = (time.perf_counter() - began) / CALLS
    print(
        f"{name}, {crew.workers} workers: {median(took) * 1e3:.2f} ms a call and back (median of "
        f"{CALLS}), {together * 1e3:.2f} ms each where {CALLS} are sent at once"
    )


def main() -> None:
    """Measure all."""
    print(f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "")
    seeds()
    calls("processes", Processes())
    for address in sys.argv[1:]:
        calls(f"Dask at {address}", Cluster(address))


if __name__ == "__main__":
    main()
