"""A fixed number of threads for matrix products: it must be known before NumPy is loaded."""

import os
import subprocess
import sys
from collections.abc import Sequence

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def fixed(threads: int) -> bool:
    """Tell whether this process was started with that many threads."""
    return all(os.environ.get(name) == str(threads) for name in VARIABLES)


def run(module: str, arguments: Sequence[str], threads: int = 1) -> int:
    """Run a module in a process of its own with that many threads; return its exit status."""
    settings = dict.fromkeys(VARIABLES, str(threads))
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, env=os.environ | settings, check=False).returncode
