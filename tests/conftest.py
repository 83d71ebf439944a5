"""Settings that must hold before NumPy is loaded, and Hypothesis' own."""

import os

from hypothesis import settings

# As `make run` does: at these sizes several threads for one product only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# How long an example takes is no promise: that is for benchmarks/ to tell.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")
