"""Settings that must hold before NumPy is loaded."""

import os

# As `make run` does: at these sizes several threads for one product only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
