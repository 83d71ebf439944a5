"""Who computes sweeps: processes of this machine, or the cluster whose scheduler is named.

``PLAYGROUND_CLUSTER=tcp://host:8786`` names the scheduler of a Dask cluster. Dask runs whatever it
is sent, so both ends belong into a network that nobody else can reach.
"""

import hashlib
import os
import platform
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np

from runs.batch.batch import Crew
from runs.batch.processes import Processes

CLUSTER = "PLAYGROUND_CLUSTER"
PATIENCE = 5.0  # seconds for a scheduler to answer
RETRIES = 3  # of a task whose worker was lost, by the scheduler itself
KNOCKS = 8  # at a scheduler's door, until it greets
_ROOT = Path(__file__).resolve().parents[2]
_lock = threading.Lock()
_crews: dict[str, Crew] = {}


def crew(environment: Mapping[str, str] = os.environ) -> Crew:
    """Return who computes here; the same ones every time.

    Raises
    ------
    OSError
        If the cluster cannot be used, with the reason.
    """
    address = environment.get(CLUSTER, "").strip()
    with _lock:
        found = _crews.get(address)
        if found is None or (isinstance(found, Cluster) and not found.answers()):
            found = _crews[address] = Cluster(address) if address else Processes()
        return found


def fingerprint() -> dict[str, str]:
    """Return what decides the last bits of results: Python, NumPy, and the code itself."""
    digest = hashlib.sha256()
    for folder in ("core", "runs/batch"):
        for path in sorted((_ROOT / folder).rglob("*.py")):
            digest.update(path.relative_to(_ROOT).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return {
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "NumPy": np.__version__,
        "the code": digest.hexdigest()[:12],
    }


class Cluster:
    """The workers of a Dask scheduler, spoken to as an executor.

    Raises
    ------
    OSError
        If ``distributed`` is not installed, the scheduler does not answer, has no workers, or one
        of them has other versions.
    """

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise OSError(
                f"{CLUSTER} names a scheduler, but Dask is not installed here: "
                "pip install -r requirements-cluster.txt."
            ) from error
        try:
            self._client = _greeted(distributed.Client, address)
        except (OSError, TimeoutError, ValueError) as error:
            raise OSError(f"The scheduler at {address} does not answer.") from error
        try:
            self._check(address)
        except OSError:
            self._client.close()
            raise
        self._executor = self._client.get_executor(retries=RETRIES)

    @property
    def workers(self) -> int:
        """How many tasks run at once there now; at least one."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def submit(self, fn: Any, /, *args: object) -> "Future[Any]":
        """Have ``fn`` called by a worker."""
        future: Future[Any] = self._executor.submit(fn, *args)
        return future

    def answers(self) -> bool:
        """Tell whether the scheduler is still there."""
        return bool(self._client.status == "running")

    def close(self) -> None:
        """Leave the cluster, which goes on."""
        self._client.close()

    def _check(self, address: str) -> None:
        theirs: dict[str, dict[str, str]] = self._client.run(fingerprint)
        if not theirs:
            raise OSError(f"The scheduler at {address} has no workers.")
        mine = fingerprint()
        for worker, versions in theirs.items():
            for name, version in versions.items():
                if version != mine[name]:
                    raise OSError(
                        f"{name} differs: {mine[name]} here, {version} at the worker {worker}. "
                        "Results would not be the same to the last bit."
                    )


def _greeted(client: Any, address: str) -> Any:
    """Return a client that the scheduler knows.

    When tasks are called off, the scheduler says so to all its clients. Whoever comes in that
    moment hears it in one breath with the greeting, which Dask's client does not expect.

    A client that fails is closed here, and its thread ends. Else it would be when it is found to be
    garbage: that may be while another one begins, which holds the lock that closing waits for.
    """
    for _ in range(KNOCKS):
        one = client.__new__(client)  # to have it, too, where it fails
        try:
            one.__init__(address, timeout=PATIENCE, set_as_default=False)
        except BaseException as error:
            try:
                one.close()
            finally:
                one._loop_runner.stop()
            if not isinstance(error, AssertionError):
                raise
        else:
            return one
    raise OSError("It is too busy to greet.")
