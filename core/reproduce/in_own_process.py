"""A published run in a process of its own, with the kernels that its digits came from.

OpenBLAS chooses its kernels when NumPy is imported, so for a process that runs it is too late; and
the published ones ("Haswell", AVX2) are slower than newer ones, so all else does without.
"""

import os
import subprocess
import sys
from pathlib import Path

KERNELS = "OPENBLAS_CORETYPE"
PUBLISHED = "Haswell"
_ROOT = Path(__file__).parents[2]


def reproduced(name: str, timeout: float) -> list[str] | None:
    """Return the lines that ``python -m core reproduce`` prints, under the title.

    Parameters
    ----------
    name : str
        A name in ``core.reproduce.RUNS``.
    timeout : float
        In seconds.

    Returns
    -------
    list of str, or None
        None where there are no such kernels or no processes, or it takes too long.
    """
    try:
        child = subprocess.run(
            [sys.executable, "-m", "core", "reproduce", name],
            cwd=_ROOT,
            env=os.environ | {KERNELS: PUBLISHED, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return child.stdout.splitlines() if child.returncode == 0 else None
