"""Short alternating slices of training, so that a busy machine slows all contenders alike."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from benchmarks.train.contenders import Learner


@dataclass
class Times:
    """Seconds a step took in each round, by each clock."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def add(self, learner: Learner, steps: int) -> None:
        """Measure one slice."""
        cpu, wall = time.process_time(), time.perf_counter()
        done = learner.run(steps)
        self.cpu.append((time.process_time() - cpu) / done)
        self.wall.append((time.perf_counter() - wall) / done)


def steps_for(learner: Learner, seconds: float) -> int:
    """Return how many steps take about that long, once the contender is warm.

    A first step may be a hundred times slower than the next: libraries load parts of themselves.
    """
    learner.run(1)
    steps = 1
    while True:
        start = time.process_time()
        done = learner.run(steps)
        took = time.process_time() - start
        if took > seconds / 2:
            return max(1, round(done * seconds / took))
        steps *= 2


def race(
    learners: Mapping[str, Learner], rounds: int, seconds: float, seed: int = 0
) -> dict[str, Times]:
    """Give each contender a slice of about ``seconds`` in each round, in random order."""
    steps = {key: steps_for(learner, seconds) for key, learner in learners.items()}
    times = {key: Times() for key in learners}
    rng = np.random.default_rng(seed)
    keys = list(learners)
    for _ in range(rounds):
        for i in rng.permutation(len(keys)):
            times[keys[i]].add(learners[keys[i]], steps[keys[i]])
    return times
