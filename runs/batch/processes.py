"""An executor of processes on this machine, one for each core.

It differs from ``concurrent.futures.ProcessPoolExecutor`` in that a process which is lost breaks
only the call that it was at, that idle ones end by themselves, and that they start by the name of a
module: a page's script, which has no such name, would else be run in each of them.
"""

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

IDLE = 60.0  # seconds after which a process that has nothing to do ends
_ROOT = Path(__file__).resolve().parents[2]
_Call = tuple["Future[Any]", Callable[..., Any], tuple[Any, ...]]


class Processes(Executor):
    """Runs calls in ``workers`` processes of their own, which start when first needed."""

    def __init__(self, workers: int = 0, idle: float = IDLE) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._idle = idle
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._waiting = 0  # calls that nobody has taken up
        self._free = 0  # threads that wait for one
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Have ``fn`` called in a process; function and arguments must be picklable.

        A future whose process was lost raises ``BrokenProcessPool``; calling again is safe.
        """
        if kwargs:
            raise TypeError("Calls in other processes take no keyword arguments here.")
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("The executor has been shut down.")
            self._waiting += 1
            self._calls.put((future, fn, args))
            if self._waiting > self._free and len(self._threads) < self.workers:
                place = len(self._threads)
                thread = threading.Thread(
                    target=self._serve, args=(place,), name=f"worker {place}", daemon=True
                )
                self._threads.append(thread)
                thread.start()
        return future

    def pids(self) -> list[int]:
        """Return the processes there are now."""
        with self._lock:
            return [one.pid for one in self._processes.values() if one.poll() is None]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all processes: at once with ``cancel_futures``, else when their work is done."""
        with self._lock:
            self._closed = True
            threads, running = list(self._threads), list(self._processes.values())
        if cancel_futures:
            while not self._calls.empty():
                if (call := self._calls.get()) is not None and call[0].cancel():
                    call[0].set_running_or_notify_cancel()
            for process in running:
                process.kill()
        for _ in threads:
            self._calls.put(None)
        if wait:
            for thread in threads:
                thread.join()

    def _serve(self, place: int) -> None:
        """Do calls, one after the other, in one process."""
        while True:
            with self._lock:
                self._free += 1
            call = self._next(place)
            if call is None:
                break
            future, function, arguments = call
            if future.set_running_or_notify_cancel():
                self._do(place, future, function, arguments)
        self._end(place)

    def _next(self, place: int) -> _Call | None:
        try:
            call = self._calls.get(timeout=self._idle)
        except queue.Empty:
            self._end(place)
            call = self._calls.get()
        with self._lock:
            self._free -= 1
            self._waiting -= call is not None
        return call

    def _do(
        self, place: int, future: "Future[Any]", function: Any, arguments: tuple[Any, ...]
    ) -> None:
        try:
            process = self._process(place)
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL))
            process.stdin.flush()
            good, answer = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._end(place)
            future.set_exception(BrokenProcessPool("A worker was lost."))
            return
        except Exception as error:  # the call cannot be sent: whoever made it is told
            future.set_exception(error)
            return
        if good:
            future.set_result(answer)
        else:
            future.set_exception(answer)

    def _process(self, place: int) -> "subprocess.Popen[bytes]":
        found = self._processes.get(place)
        if found is not None and found.poll() is None:
            return found
        self._end(place)  # it was lost between two calls
        with self._lock:
            if self._closed:
                raise OSError("The executor has been shut down.")
            self._processes[place] = started = subprocess.Popen(
                [sys.executable, "-m", "runs.batch.worker"],
                cwd=_ROOT,
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return started

    def _end(self, place: int) -> None:
        with self._lock:
            process = self._processes.pop(place, None)
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # it was lost with something still to be written to it
                    pipe.close()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
