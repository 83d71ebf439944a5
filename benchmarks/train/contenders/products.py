"""The limit: nothing but the products of matrices that a step cannot do without."""

import numpy as np

from benchmarks.train.workloads import Workload
from core.network import Network

NAME = "bare matrix products (the limit)"
NOTE = "forward, BP2 and BP4 on numbers that stay the same, no data, no update"


class Products:
    """Learns nothing: ``cost`` is missing."""

    def __init__(self, workload: Workload) -> None:
        m, sizes = workload.batch_size, workload.sizes
        w = {l: v.copy() for l, v in Network.initial(workload.network(), seed=0).w.items()}
        x = workload.x32[:m]
        a = {0: x} | {l: np.full((m, n), 0.5, np.float32) for l, n in enumerate(sizes[1:], 1)}
        z = {l: np.empty_like(a[l]) for l in w}
        delta = {l: np.full_like(a[l], 0.01) for l in w}
        scratch = {l: np.empty_like(a[l]) for l in w}
        nabla_w = {l: np.empty_like(w[l]) for l in w}
        forward = [(a[l - 1].dot, w[l].T, z[l]) for l in w]
        bp2 = [(delta[l + 1].dot, w[l + 1], scratch[l]) for l in w if l + 1 in w]
        bp4 = [(delta[l].T.dot, a[l - 1], nabla_w[l]) for l in w]
        self._calls = [*forward, *bp2, *bp4]

    def run(self, steps: int) -> int:
        """Train."""
        calls = self._calls
        for _ in range(steps):
            for dot, factor, out in calls:
                dot(factor, out)
        return steps


make = Products
