"""A sweep that is being computed: tasks go to an executor, results come back as they are there."""

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from core.specs import Setup
from core.stack import alike, pays
from runs.batch.sweep import Sweep
from runs.batch.work import Part, Row, Task, advance

SLICE = 0.7  # seconds that a worker trains before it says how far it is
FIRST_SLICE = 0.2  # of each task: something is to be seen soon
MOST_STACKED = 64  # networks of one stack
TRIES = 4  # a task whose worker is lost is done again, so often at most in a row


class Crew(Protocol):
    """Who does the work: any ``concurrent.futures.Executor``, and how much of it goes at once."""

    @property
    def workers(self) -> int:
        """How many calls are worked at at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> "Future[Any]":
        """Have ``fn`` called somewhere."""


@dataclass(frozen=True)
class Outcome:
    """What is known of one run.

    Attributes
    ----------
    number : int
        In the sweep.
    cell, seed : int
        Where it stands, and the seed that gives it again.
    rows : sequence of Row
        What was measured.
    diverged : float, optional
        After how many epochs its weights were found to be no numbers any more.
    done : bool
        Whether nothing more comes.
    """

    number: int
    cell: int
    seed: int
    rows: tuple[Row, ...] = ()
    diverged: float | None = None
    done: bool = False


@dataclass(frozen=True)
class State:
    """How far a sweep is: changes with ``version``.

    Attributes
    ----------
    outcomes : of every run
    share : float
        0..1 of the epochs.
    seconds, left : float
        Since it began, or that it took; about how many more; None while nobody can tell.
    running, cancelled : bool
    trouble : str
        What went wrong, for a visitor.
    lost : int
        How often a worker was lost, and its work done again.
    """

    version: int
    outcomes: tuple[Outcome, ...]
    share: float
    seconds: float
    left: float | None
    running: bool
    cancelled: bool
    trouble: str
    lost: int


@dataclass
class _Lot:
    """A task, and how it fares."""

    task: Task
    epochs: float = 0.0
    tries: int = field(default=0)


class Batch:
    """Computes a sweep in the background.

    Parameters
    ----------
    sweep : Sweep
    crew : () -> Crew
        Asked for when it begins. May raise OSError with words for the visitor.
    lease : float, optional
        Seconds after which it ends if nobody asks for its ``state`` any more.
    """

    def __init__(self, sweep: Sweep, crew: Callable[[], Crew], lease: float | None = None) -> None:
        self.key = secrets.token_urlsafe(9)
        self.sweep = sweep
        self._crew = crew
        self._lease = lease
        self._asked = time.monotonic()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        setups = list(sweep.setups())
        self._setups = setups
        self._outcomes = [
            Outcome(i, i // sweep.seeds, setup.settings.seed) for i, setup in enumerate(setups)
        ]
        self._share = 0.0
        self._version = 0
        self._trouble = ""
        self._lost = 0
        self._began = time.monotonic()
        self._took: float | None = None
        self._thread = threading.Thread(target=self._run, name="sweep", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._began = self._asked = time.monotonic()
        self._thread.start()

    def cancel(self) -> None:
        """Begin nothing new; what is being computed ends within about a second."""
        self._stop.set()

    def join(self, timeout: float | None = None) -> bool:
        """Wait until nothing is computed any more; return whether that is so."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def state(self) -> State:
        """Return how far it is."""
        with self._lock:
            self._asked = time.monotonic()
            running = self._took is None
            seconds = time.monotonic() - self._began if self._took is None else self._took
            left = None
            if running and self._share > 0:
                left = seconds * (1 - self._share) / self._share
            return State(
                self._version,
                tuple(self._outcomes),
                self._share,
                seconds,
                left,
                running,
                self._stop.is_set() and self._share < 1,
                self._trouble,
                self._lost,
            )

    # -- in its own thread -------------------------------------------------------------

    def _run(self) -> None:
        try:
            crew = self._crew()
            self._train(
                crew, [_Lot(task) for task in tasks(self._setups, self.sweep, crew.workers)]
            )
        except OSError as error:
            self._fail(str(error))
        finally:
            with self._lock:
                self._took = time.monotonic() - self._began
                self._version += 1

    def _train(self, crew: Crew, lots: Sequence[_Lot]) -> None:
        waiting, out = deque(lots), dict[Future[Part], _Lot]()
        while waiting or out:
            if self._lease is not None and time.monotonic() - self._asked > self._lease:
                self._stop.set()
            while waiting and len(out) < crew.workers and not self._stop.is_set():
                lot = waiting.popleft()
                out[self._sent(crew, lot)] = lot
            if self._stop.is_set():
                waiting.clear()
                out = {future: lot for future, lot in out.items() if not future.cancel()}
            for future in wait(out, 0.2, FIRST_COMPLETED).done:
                lot = out.pop(future)
                if self._came(lot, future) and not self._stop.is_set():
                    waiting.appendleft(lot)  # what has begun is finished first
            self._tell(lots)

    def _sent(self, crew: Crew, lot: _Lot) -> "Future[Part]":
        seconds = SLICE if lot.task.begun else FIRST_SLICE
        try:
            return crew.submit(advance, lot.task, seconds)
        except (RuntimeError, BrokenExecutor) as error:
            raise OSError(f"The workers take no more work: {error}") from error

    def _came(self, lot: _Lot, future: "Future[Part]") -> bool:
        """Take in what a worker has sent; return whether the task goes on."""
        try:
            part = future.result()
        except CancelledError:
            return False
        except Exception as error:  # whatever went wrong far away is told here
            lot.tries += 1
            if not _is_loss(error):
                self._fail(f"{error}")
                return False
            with self._lock:
                self._lost += 1
            if lot.tries < TRIES:
                return True
            self._fail(f"A worker was lost {TRIES} times at the same task; it is left out.")
            return False
        lot.tries, lot.epochs = 0, part.epochs if part.rest else float(lot.task.epochs)
        with self._lock:
            for number, rows, diverged in zip(part.numbers, part.rows, part.diverged, strict=True):
                before = self._outcomes[number]
                self._outcomes[number] = replace(
                    before,
                    rows=before.rows + rows,
                    diverged=diverged if before.diverged is None else before.diverged,
                    done=part.rest is None,
                )
        if part.rest is None:
            return False
        lot.task = part.rest
        return True

    def _tell(self, lots: Sequence[_Lot]) -> None:
        done = sum(lot.epochs * len(lot.task.numbers) for lot in lots)
        with self._lock:
            self._share = done / (len(self.sweep) * self.sweep.epochs)
            self._version += 1

    def _fail(self, trouble: str) -> None:
        with self._lock:
            self._trouble = trouble


def tasks(setups: Sequence[Setup], sweep: Sweep, workers: int) -> Iterator[Task]:
    """Yield tasks for all runs: stacks where that pays, else each by itself.

    Every worker gets something to do; a stack is no larger than it needs to be for that.
    """
    groups: dict[object, list[int]] = {}
    for number, setup in enumerate(setups):
        group = ("stack", alike(setup)) if pays(setup) else ("alone", number)
        groups.setdefault(group, []).append(number)
    share = max(1, -(-len(setups) // workers))
    for numbers in groups.values():
        parts = -(-len(numbers) // min(MOST_STACKED, share))
        for i in range(parts):
            some = numbers[i * len(numbers) // parts : (i + 1) * len(numbers) // parts]
            yield Task(tuple(some), tuple(setups[n] for n in some), sweep.epochs)


def _is_loss(error: BaseException) -> bool:
    """Tell whether a worker was lost, here or in a cluster, rather than a call refused."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"
