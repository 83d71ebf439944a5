"""A real Dask scheduler with workers in processes of their own."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from runs.batch import crews
from runs.batch.batch import Batch
from runs.batch.crews import CLUSTER, Cluster, crew, fingerprint
from tests.runs.batch.given import XOR, computed, seeds

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own


@pytest.fixture(scope="module")
def connect():
    """Return what connects to a scheduler; imported where there are tests of it only."""
    from distributed import Client

    return partial(Client, set_as_default=False)


@pytest.fixture(scope="module")
def scheduler(connect, tmp_path_factory):
    """The address of a scheduler with two workers, each a process of its own."""
    file = tmp_path_factory.mktemp("cluster") / "scheduler.json"
    there = ["--scheduler-file", str(file), "--no-dashboard", "--host", "127.0.0.1"]
    worker = [*there, "--nthreads", "1", "--no-nanny", "--local-directory", str(file.parent)]
    commands = [["dask_scheduler", "--port", "0", *there], ["dask_worker", *worker]]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *options],
            env=os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for program, *options in [*commands, commands[-1]]
    ]
    while not file.exists():
        with suppress(subprocess.TimeoutExpired):  # a pause, unless it ends first
            pytest.fail(f"the scheduler ended: {started[0].wait(0.05)}")
    with connect(scheduler_file=str(file)) as client:
        client.wait_for_workers(2, timeout=60)
        yield client.scheduler.address
    for process in started:
        process.kill()
        process.wait()


def test_all_results_arrive_once_though_a_worker_is_killed(connect, scheduler):
    sweep = seeds(XOR, 6, 8000)
    here = Cluster(scheduler)
    with connect(scheduler) as client:
        pids = list(client.run(os.getpid).values())
    os.kill(pids[0], signal.SIGSTOP)  # so that what it is given is lost with it for certain
    batch = Batch(sweep, lambda: here)
    batch.start()
    while not any(one.rows for one in batch.state().outcomes) and not batch.join(0.01):
        pass
    assert batch.state().running
    os.kill(pids[0], signal.SIGKILL)
    assert batch.join(90)
    state = batch.state()
    here.close()
    assert not state.trouble
    assert state.outcomes == computed(sweep).outcomes


def test_cancel_reaches_the_cluster(scheduler):
    here = Cluster(scheduler)
    batch = Batch(seeds(XOR, 4, 100_000), lambda: here)
    batch.start()
    while not any(one.rows for one in batch.state().outcomes) and not batch.join(0.01):
        pass
    batch.cancel()
    assert batch.join(30)
    assert batch.state().cancelled
    while any(here._client.processing().values()):  # what ran ends soon, and no more comes
        pass
    assert here.submit(len, "abc").result(30) == 3
    here.close()


def test_who_comes_while_tasks_are_called_off_is_let_in(connect, scheduler):
    ended = threading.Event()

    def call_off():
        while not ended.wait(0.0003):
            client.submit(time.sleep, 60, pure=False).cancel()

    def clients():
        every = [one for one in gc.get_objects() if type(one) is type(client)]
        return {one.id for one in every if one.status != "closed"}

    with connect(scheduler) as client:
        before = clients()
        busy = threading.Thread(target=call_off)
        busy.start()
        for _ in range(20):  # Dask's own client fails at one in ten
            Cluster(scheduler).close()
        ended.set()
        busy.join()
        # One that is closed as garbage, while another begins, would wait for that for ever.
        assert clients() == before


def test_the_environment_names_the_scheduler(scheduler):
    found = crew({CLUSTER: scheduler})
    assert isinstance(found, Cluster)
    assert crew({CLUSTER: scheduler}) is found
    assert not isinstance(crew({}), Cluster)
    found.close()
    again = crew({CLUSTER: scheduler})
    assert again is not found
    again.close()


def test_other_versions_are_refused(scheduler, monkeypatch):
    mine = fingerprint()
    assert set(mine) == {"Python", "NumPy", "the code"}
    monkeypatch.setattr(crews.np, "__version__", "1.0")
    with pytest.raises(OSError, match=r"NumPy differs: 1\.0 here"):
        Cluster(scheduler)


def test_a_scheduler_that_is_away_is_told(monkeypatch):
    monkeypatch.setattr(crews, "PATIENCE", 0.2)
    before = threading.active_count()
    for address in ("tcp://127.0.0.1:9", "tcp://127.0.0.1:none", "none://127.0.0.1:9"):
        with pytest.raises(OSError, match=rf"The scheduler at {address} does not answer"):
            Cluster(address)
    assert threading.active_count() == before


def test_without_dask_it_says_what_to_install():
    code = (
        "import sys; sys.modules['distributed'] = None; "
        "from runs.batch.crews import Cluster; Cluster('tcp://127.0.0.1:9')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert "requirements-cluster.txt" in done.stderr
