"""Two runs that train in step: same data, same order, exactly one setting different."""

import secrets
import threading
import time

from core.specs import Setup
from runs.pace import Pace
from runs.run import Run

BURST = 64  # steps of one run before the other has its turn, at most


class Pair:
    """Runs ``a`` and ``b``; after every turn both have done the same number of steps.

    Raises
    ------
    ValueError
        If one of the set-ups does not fit together.
    """

    elsewhere, telling = False, 0.0

    def __init__(self, a: Setup, b: Setup, pace: float | None = None) -> None:
        self.key = secrets.token_urlsafe(9)
        self.a, self.b = Run(a), Run(b)
        self._pace = Pace(pace)
        self.playing = False
        self.toggled = 0
        self._stop_at: int | None = None
        self._lock = threading.RLock()
        self._pausing = False

    @property
    def steps(self) -> int:
        """Steps that both have done."""
        return min(self.a.frame.steps, self.b.frame.steps)

    @property
    def difference(self) -> float | None:
        """The largest difference of two weights or biases; None between unequal networks."""
        a, b = self.a.frame.parameters, self.b.frame.parameters
        return float(abs(a - b).max()) if a.shape == b.shape else None

    @property
    def pace(self) -> float | None:
        """Steps a second; None for as fast as possible."""
        return self._pace.per_second

    @pace.setter
    def pace(self, per_second: float | None) -> None:
        self._pace.per_second = per_second

    def play(self) -> None:
        """Train until paused."""
        with self._lock:
            self.toggled += 1
            self._stop_at = None
            self._pace.start()
            self.playing = True

    def play_epoch(self) -> None:
        """Train to the end of run A's epoch, then pause."""
        with self._lock:
            self.play()
            self._stop_at = self.a.training.epoch + 1

    def pause(self) -> None:
        """Stop after the present turn."""
        self._pausing = True
        with self._lock:
            self.toggled += 1
            self._pausing = self.playing = False

    def step(self) -> None:
        """Pause and do one mini-batch with each."""
        with self._lock:
            self.playing = False
            self._both(1)

    def reset(self) -> None:
        """Back to the initial weights."""
        with self._lock:
            self.playing = False
            self.a.reset()
            self.b.reset()

    def limit_memory(self, most_bytes: int) -> None:
        """Share ``most_bytes`` for checkpoints between both."""
        self.a.limit_memory(most_bytes // 2)
        self.b.limit_memory(most_bytes // 2)

    def advance(self, seconds: float) -> bool:
        """Train both for at most about ``seconds``; return whether there was anything to do."""
        with self._lock:
            deadline = time.perf_counter() + seconds
            worked, burst = False, 1
            while self.playing and not self._pausing and (now := time.perf_counter()) < deadline:
                if not self._pace.take(now):
                    break
                self._both(burst if self.pace is None else 1)
                worked = True
                spent = time.perf_counter() - now
                if spent < seconds / 4:
                    burst = min(2 * burst, BURST)
            return worked

    def until_next_step(self) -> float:
        """Return the seconds until a paced pair owes its next step."""
        return self._pace.until_next()

    def _both(self, steps: int) -> None:
        """Do so many steps with each, fewer where an epoch that they are to stop after ends."""
        training = self.a.training
        if self._stop_at is not None:
            n, m = len(training.data.train), training.settings.batch_size
            left = -(-(n - training.position) // m) if training.epoch < self._stop_at else 0
            steps = min(steps, left)
        if not self.a.frame.trouble and not self.b.frame.trouble and steps:
            self.a.advance_by(steps)
            self.b.advance_by(steps)
        if self.a.frame.trouble or self.b.frame.trouble:
            self.playing = False
        if self._stop_at is not None and training.epoch >= self._stop_at:
            self.playing = False
