"""Where a measurement was made: a ratio means little without it."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

PEERS = ("scikit-learn", "torch", "neural-network-digits")


def environment(threads: int) -> dict[str, Any]:
    """Return processor, versions, BLAS and threads, ready for JSON."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": f"{blas['name']} {blas['version']}",
        "kernels": _kernels(),
        "OPENBLAS_CORETYPE": os.environ.get("OPENBLAS_CORETYPE"),
        "threads": threads,
        "peers": {name: _version(name) for name in PEERS},
    }


def _processor() -> str:
    """Return the processor's name; its family and model too, where the name says little."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    entries = (line.partition(":") for line in text.splitlines())
    facts = {name.strip(): value.strip() for name, _, value in entries}
    name = facts.get("model name", platform.processor())
    return f"{name}, family {facts.get('cpu family')}, model {facts.get('model')}"


def _kernels() -> str | None:
    """Return which processor's kernels NumPy's BLAS chose, if threadpoolctl is there to tell."""
    try:
        import threadpoolctl
    except ModuleNotFoundError:
        return None
    libraries = threadpoolctl.threadpool_info()
    return next((l["architecture"] for l in libraries if "architecture" in l), None)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
