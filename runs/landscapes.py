"""The cost around a run's weights, measured in the background while somebody looks at it.

It has a thread of its own, which ends when there is nothing more to measure. All runs of a process
take turns at it, so that together they cost the trainings at most a tenth of their time.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np

from core.arrays import FloatArray
from core.data.samples import Dataset
from core.explain import landscape
from core.explain.landscape import Bounds, Landscape, WeightPlane
from core.network import Network
from core.specs import NetworkSpec
from core.training import Checkpoint

SLICE = 0.004  # seconds of work at a time
PLAYING, RESTING = 9, 2  # times as long it rests after each, while the run plays and when not
LEASE = 5.0  # seconds: what nobody has asked for since then is not measured further
NEWS = 2.0  # seconds, at most, between two times that whoever looks is told, and so asks again
RENEWED = 1.0  # seconds, at least, until a landscape that is whole follows a run that plays
PATH = 0.3  # seconds between looks at how the path goes on
FAIR = 0.001  # seconds in which another run may take its turn
IDLE = 0.05  # seconds between looks whether there is anything to do
POINTS, NUMBERS = 100, 750_000  # of the path: how many at most, and their parameters in all
KEPT = 4  # landscapes of one run
SEED = 0  # of random directions: networks of one shape get the same, and can be compared
_TURN = threading.Lock()

Directions = Literal["path", "random"]
Kind = Literal["weights", "path", "random"]


class Wish(NamedTuple):
    """What is asked for: the directions, and how many times the part shown is halved."""

    directions: Directions = "path"
    closer: int = 0


class Now(NamedTuple):
    """How the run stands."""

    steps: int
    playing: bool
    parameters: FloatArray


@dataclass(frozen=True, eq=False)
class Surveyed:
    """What is known.

    Attributes
    ----------
    kind : str
        "weights" where there are exactly two, whatever directions were asked for.
    plane, bounds
        Which plane, and what part of it.
    heights : (side, side)
        The cost; rows go up. (0, 0) while nothing is known.
    path : (k, 3)
        Places of the run's checkpoints, and how far each is off the plane.
    steps : (k,)
        After how many steps each was taken.
    samples : int
        Training samples on which the cost was measured.
    """

    kind: Kind
    plane: WeightPlane
    bounds: Bounds
    heights: FloatArray
    path: FloatArray
    steps: tuple[int, ...]
    samples: int


class Landscapes:
    """All that are looked at of one run.

    Parameters
    ----------
    spec : NetworkSpec
    data : () -> Dataset
    now : () -> Now
    checkpoints : () -> sequence of Checkpoint
        Of the run; all may be called from any thread.
    told : () -> None
        Called in the background when more is known, and while there is more to be measured: who
        still looks asks again.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        data: Callable[[], Dataset],
        now: Callable[[], Now],
        checkpoints: Callable[[], Sequence[Checkpoint]],
        told: Callable[[], None],
    ) -> None:
        self._spec, self._data = spec, data
        self._now, self._checkpoints, self._told = now, checkpoints, told
        self._surveys: dict[Wish, _Survey] = {}  # the latest that was asked for last
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._threadless = False

    def seen(self, wish: Wish) -> Surveyed | None:
        """Return what is known, and have more of it measured if there is any."""
        with self._lock:
            survey = self._surveys.pop(wish, None) or _Survey(self._spec, self._data(), wish)
            survey.asked = time.monotonic()
            self._surveys[wish] = survey
            while len(self._surveys) > KEPT:
                self._surveys.pop(next(iter(self._surveys)))
            if self._thread is None and not self._threadless and survey.wants(self._now()):
                self._start()
        if self._threadless and survey.wants(now := self._now()):
            survey.go_on(now, self._checkpoints)
            self._told()  # so that it is asked for again
        return survey.shown

    def join(self, timeout: float | None = None) -> bool:
        """Wait until nothing is measured any more; return whether that is so."""
        thread = self._thread
        if thread is not None:
            thread.join(timeout)
        return self._thread is None

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._work, name="landscape", daemon=True)
        try:
            self._thread.start()
        except RuntimeError:  # a platform without threads: whoever looks does a little
            self._thread, self._threadless = None, True

    def _work(self) -> None:
        told = time.monotonic()
        with np.errstate(all="ignore"):  # a network may have been trained to extremes
            while (survey := self._next()) is not None:
                with _TURN:
                    now, since = self._now(), time.perf_counter()
                    more = survey.go_on(now, self._checkpoints)
                    self._rest(time.perf_counter() - since)
                if more or time.monotonic() - told >= NEWS:
                    self._told()
                    told = time.monotonic()
                time.sleep(FAIR)
                if survey.knows_enough(now):
                    time.sleep(IDLE)
            if self._unfinished():
                self._told()  # so that whoever looks next asks for it, and it goes on

    def _rest(self, spent: float) -> None:
        """Leave the trainings their time; it may be over sooner when the run comes to rest."""
        since = time.perf_counter()
        while True:
            rest = spent * (PLAYING if self._now().playing else RESTING)
            left = since + rest - time.perf_counter()
            if left <= 0:
                return
            time.sleep(min(left, IDLE))

    def _next(self) -> "_Survey | None":
        """Return what to go on with; None, and no thread any more, if there is nothing."""
        now, moment = self._now(), time.monotonic()
        with self._lock:
            for survey in reversed(self._surveys.values()):
                if moment - survey.asked < LEASE and survey.wants(now):
                    return survey
            self._thread = None
            return None

    def _unfinished(self) -> bool:
        """Tell whether there is more to be measured, if somebody asked."""
        now = self._now()
        with self._lock:
            return any(survey.wants(now) for survey in self._surveys.values())


class _Survey:
    """One landscape as it is being measured, and as it is shown meanwhile."""

    def __init__(self, spec: NetworkSpec, data: Dataset, wish: Wish) -> None:
        self._spec, self._data, self._wish = spec, data, wish
        self.asked = 0.0
        self.shown: Surveyed | None = None
        self._coming: Surveyed | None = None  # what is shown when enough of it is known
        self._measured: Landscape | None = None
        self._about: FloatArray | None = None  # the weights that it is around
        self._seen = -1  # steps of the run when its path was looked at last
        self._begun = self._looked = 0.0
        self._placed: dict[int, tuple[FloatArray, WeightPlane, FloatArray]] = {}
        self._outgrown = False  # whether the run has left what was measured before

    def wants(self, now: Now) -> bool:
        """Tell whether anything is to be done, perhaps a little later."""
        if not np.isfinite(now.parameters).all():
            return False  # there is nothing around it, and the run is about to go back
        return self._measured is None or not self._measured.done or self._moved(now)

    def knows_enough(self, now: Now) -> bool:
        """Tell whether it waits for its turn to follow a run that goes on."""
        known = self._measured is not None and self._measured.side >= landscape.LEVELS[1]
        return known and now.playing and self._moved(now)

    def _moved(self, now: Now) -> bool:
        return self._about is None or not np.array_equal(now.parameters, self._about)

    def go_on(self, now: Now, checkpoints: Callable[[], Sequence[Checkpoint]]) -> bool:
        """Measure for a moment; return whether there is more to be shown."""
        moment = time.monotonic()
        if self._over(now, moment):
            self._outgrown = self._measured is not None and self._left(now)
            self._begin(now, checkpoints())
            self._begun = self._looked = moment
            if self.shown is None:
                self.shown = self._coming
            return True
        assert self._measured is not None
        side = self._measured.side
        if not self.knows_enough(now):
            deadline = time.perf_counter() + SLICE
            while not self._measured.done and time.perf_counter() < deadline:
                self._measured.go_on()
        return self._grown(side, now) | self._followed(now, moment, checkpoints)

    def _over(self, now: Now, moment: float) -> bool:
        """Tell whether it has to begin anew, around other weights."""
        if self._measured is None:
            return True
        if not self._moved(now):
            return False
        if not now.playing or (self.knows_enough(now) and moment - self._begun >= RENEWED):
            return True
        return self._measured.side > 0 and self._left(now)

    def _left(self, now: Now) -> bool:
        """Tell whether the run has gone out of the part that is measured."""
        assert self._measured is not None
        x, y, _ = self._measured.plane.places(now.parameters[None])[0]
        left, right, bottom, top = self._measured.bounds
        return not (left <= x <= right and bottom <= y <= top)

    def _begin(self, now: Now, checkpoints: Sequence[Checkpoint]) -> None:
        steps, weights = path(now, checkpoints)
        network = Network(self._spec, now.parameters)
        plane = landscape.own_plane(network)
        kind: Kind = "weights" if plane is not None else self._wish.directions
        closer = self._wish.closer
        if plane is None and kind == "path":
            plane = landscape.along_path(np.stack(weights))
        elif plane is None:
            plane = landscape.random_plane(network, SEED)
        places = self._places(plane, weights)
        half = 0.5**closer
        part = (-half, half, -half, half) if kind == "random" else landscape.bounds(places, closer)
        samples = landscape.subset(self._data.train, now.parameters.size)
        self._measured = Landscape(network, samples, plane, part)
        self._about = now.parameters
        self._seen = now.steps
        none = np.zeros((0, 0))
        self._coming = Surveyed(kind, plane, part, none, places, steps, self._measured.samples)

    def _places(self, plane: WeightPlane, weights: Sequence[FloatArray]) -> FloatArray:
        """Return the places of weights; those of checkpoints that were asked for before are kept.

        A place is that of one array in one plane, so both are kept with it.
        """
        before, self._placed = self._placed, {}
        for one in weights:
            kept = before.get(id(one))
            if kept is None or kept[0] is not one or kept[1] is not plane:
                kept = one, plane, plane.places(one[None])[0]
            self._placed[id(one)] = kept
        return np.array([self._placed[id(one)][2] for one in weights])

    def _grown(self, before: int, now: Now) -> bool:
        """Show a finer grid if there is one."""
        assert self._measured is not None
        side = self._measured.side
        if side == before or self._coming is None:
            return False
        self._coming = replace(self._coming, heights=self._measured.grid())
        first = self.shown is None or not len(self.shown.heights)
        same = self.shown is not None and self.shown.plane is self._coming.plane
        finer = now.playing and not self._outgrown  # what is shown until now, and as good
        if finer and not (first or same) and side < landscape.LEVELS[1]:
            return False
        self.shown = self._coming
        return True

    def _followed(
        self, now: Now, moment: float, checkpoints: Callable[[], Sequence[Checkpoint]]
    ) -> bool:
        """Look how the path goes on in the plane that is shown."""
        if self.shown is None or now.steps == self._seen or moment - self._looked < PATH:
            return False
        self._seen, self._looked = now.steps, moment
        steps, weights = path(now, checkpoints())
        places = self._places(self.shown.plane, weights)
        again = self.shown is self._coming
        self.shown = replace(self.shown, path=places, steps=steps)
        if again:
            self._coming = self.shown
        return True


def path(
    now: Now, checkpoints: Sequence[Checkpoint]
) -> tuple[tuple[int, ...], Sequence[FloatArray]]:
    """Return steps and weights (parameter_count,) along a run up to now, evenly chosen."""
    before = [one for one in checkpoints if one.steps < now.steps]
    most = max(2, min(POINTS, NUMBERS // now.parameters.size))
    n = min(len(before), most - 1)
    chosen = [before[i * len(before) // n] for i in range(n)]
    steps = (*(one.steps for one in chosen), now.steps)
    return steps, [*(one.parameters for one in chosen), now.parameters]
