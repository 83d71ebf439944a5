"""Which runs this replica holds, and which it shows of others."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from runs.hub import commands
from runs.hub.hub import Hub, HubError, parcel, unwrapped
from runs.hub.mirror import Mirror
from runs.hub.news import frame_of, told, whole_of
from runs.registry import Runs
from runs.run import Run

_LOG = logging.getLogger(__name__)
RENEW = 1.0  # seconds between two times that a replica says what it holds
FRAMES = 0.1  # seconds between two frames to other replicas, at least
A_SECOND = 20e6  # bytes of frames of one run, at most
WATCHED = 5.0  # seconds that a replica which watches a run need not say so again
VIEWED = 10.0  # seconds after which a run of another replica is shown no longer if nobody looks
ANSWER = 3.0  # seconds for the answer of a run's home
SEARCH = 9.0  # seconds until a run whose home is gone must be had from the store
EVERYBODY = "everybody"  # the channel that all replicas listen to

Load = Callable[[str], tuple[Run | None, bool]]
"""Brings a run back from the store, and tells whether it played."""


class Homes:
    """What one replica has to do with all runs.

    Parameters
    ----------
    runs : () -> Runs
        The runs of this replica; it uses ``find``, ``enter`` and ``leave`` of this object.
    """

    def __init__(
        self, hub: Hub, runs: Callable[[], Runs[Run]], load: Load, start: commands.Start
    ) -> None:
        self._hub, self._runs, self._load, self._start = hub, runs, load, start
        self._watched: dict[str, float] = {}  # until when others watch a run of ours
        self._shown: dict[str, tuple[int, str]] = {}  # version and story that they know
        self._next: dict[str, float] = {}  # when they may be sent the next frame
        self._heard: dict[str, Callable[[bytes], None]] = {EVERYBODY: self._hear}
        self._stopped = threading.Event()
        self._wake = threading.Event()
        if hub.shared:
            hub.listen(self._heard)
            hub.serve(self._answer)
            for work, name in ((self._hold, "homes"), (self._attend, "mirrors")):
                threading.Thread(target=work, name=name, daemon=True).start()

    @property
    def trouble(self) -> str:
        """Why other replicas cannot be reached; '' if they can, or there are none."""
        return self._hub.trouble

    def own(self) -> Iterable[Run]:
        """Return the runs in memory whose home this replica is."""
        return [run for run in self._runs().all() if not run.elsewhere]

    def mirrors(self) -> list[Mirror]:
        """Return what is shown here of other replicas' runs."""
        return [run for run in self._runs().all() if isinstance(run, Mirror)]

    def hear_also(self, channel: str, hear: Callable[[bytes], None]) -> None:
        """Listen to a channel that is about something else than runs, too."""
        self._heard[channel] = hear
        self._wake.set()

    # -- a run is looked for -----------------------------------------------------------

    def find(self, key: str) -> tuple[Run, Callable[[], None]] | None:
        """Return a run that is not here, and what is to be done once it is; None if there is none.

        A home that does not answer is waited for until it has lost the run.
        """
        until = time.monotonic() + SEARCH
        while True:
            home = self._claim(key)
            if home is None:
                return self._loaded(key)
            if (mirror := self._mirror(key, home)) is not None:
                return mirror, self._wake.set
            if time.monotonic() > until or self._stopped.wait(FRAMES):
                return None

    def _claim(self, key: str) -> str | None:
        """Return who holds a run; None if this replica does from now on.

        It does also where nobody can be asked: better here than nowhere.
        """
        if not self._hub.shared:
            return None
        try:
            return self._hub.claim([key]).get(key)
        except HubError:
            return None

    def _loaded(self, key: str) -> tuple[Run, Callable[[], None]] | None:
        run, played = self._load(key)
        if run is None:
            self._release([key])
            return None
        return run, partial(self._start, run, run.play) if played else lambda: None

    def _mirror(self, key: str, home: str) -> Mirror | None:
        try:
            _, found = self._question(home, {"do": "open", "run": key}, ANSWER)
            return Mirror.of(home, found, self._ask) if found else None
        except (HubError, ValueError):
            return None

    # -- what this replica holds -------------------------------------------------------

    def enter(self, run: Run) -> None:
        """Hold a run that is about to be here."""
        if not run.elsewhere and self._hub.shared:
            self._claim(run.key)

    def leave(self, run: Run) -> None:
        """Hold a run no longer that was here, and has been saved."""
        if not run.elsewhere:
            self._release([run.key])

    def _release(self, keys: Sequence[str]) -> None:
        with suppress(HubError):  # they are lost by themselves
            self._hub.release(keys)

    def _hold(self) -> None:
        """Say again and again what is held, and send those who watch it their frames."""
        renewed = -RENEW
        while not self._stopped.wait(FRAMES):
            try:
                if (now := time.monotonic()) - renewed >= RENEW:
                    renewed = now
                    self._renew()
                self._send(now)
            except HubError:
                self._stopped.wait(RENEW)
            except Exception:  # whatever else goes wrong once: what is held must stay so
                _LOG.exception("What is held could not be told")

    def _renew(self) -> None:
        lost = self._hub.claim([run.key for run in self.own()])
        for key in lost:
            # Another one holds it, as after a time without the others: two of it must not go on.
            _LOG.warning("A run was taken over by another replica")
            self._runs().remove(key)

    def _send(self, now: float) -> None:
        for key, until in list(self._watched.items()):
            run = self._runs().here(key)
            if now > until or run is None or run.elsewhere:
                self._watched.pop(key)
                self._shown.pop(key, None)
                self._next.pop(key, None)
                continue
            version, story = self._shown.get(key, (-1, ""))
            if run.frame.version == version or now < self._next.get(key, 0):
                continue
            self._shown[key] = run.frame.version, told(run)
            frame = frame_of(run, story)
            self._next[key] = now + len(frame) / A_SECOND
            self._hub.publish(_channel(key), frame)

    # -- what other replicas ask -------------------------------------------------------

    def _answer(self, question: bytes) -> bytes:
        try:
            said, contents = unwrapped(question)
            return self._answered(said, contents)
        except (ValueError, KeyError, TypeError) as error:
            return parcel({"error": str(error)})

    def _answered(self, said: Mapping[str, Any], contents: Sequence[bytes]) -> bytes:
        if said["do"] == "watch":
            return parcel({"here": self._watch(said["runs"])})
        run = self._runs().get(said["run"])
        if run is None or run.elsewhere:
            raise ValueError("That run is no longer there.")
        match said["do"]:
            case "open":
                return parcel({}, whole_of(run), frame_of(run))
            case "whole":
                return whole_of(run)
        made = commands.do(run, said, contents, self._start)
        return parcel({"made": made}, frame_of(run))

    def _watch(self, wanted: Mapping[str, Sequence[Any]]) -> list[str]:
        """Note what another replica watches, and has seen of it; return what of it is here."""
        here = []
        for key, (seen, *names) in wanted.items():
            run = self._runs().touch(key)
            if run is not None and not run.elsewhere:
                run.watch(names)
                self._watched[key] = time.monotonic() + WATCHED
                if not run.playing and seen != run.frame.version and key in self._shown:
                    self._shown[key] = -1, self._shown[key][1]  # it listened too late
                here.append(key)
        return here

    def _hear(self, news: bytes) -> None:
        """Hear what concerns all replicas: that one owner's runs are another's."""
        self._give(*json.loads(news))

    def _give(self, before: str, after: str) -> None:
        for run in self._runs().all():
            if run.owner == before:
                run.owner = after

    def give(self, before: str, after: str) -> None:
        """Have all runs in memory, anywhere, of one owner be another's, by their marks."""
        self._give(before, after)
        if self._hub.shared:
            with suppress(HubError):  # what the store has is given already
                self._hub.publish(EVERYBODY, json.dumps([before, after]).encode())

    # -- what this replica shows of others' runs ---------------------------------------

    def _question(
        self, home: str, said: Mapping[str, Any], seconds: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        answer = self._hub.ask(home, parcel(said), seconds)
        if answer is None:
            raise HubError("The home of that run does not answer.")
        return unwrapped(answer)

    def _ask(self, run: Run, said: Mapping[str, Any], contents: Sequence[bytes]) -> bytes:
        """Have a run's home answer, which may be this replica by now."""
        question = parcel({**said, "run": run.key}, *contents)
        now = self._runs().here(run.key)
        if now is not None and not now.elsewhere:
            return self._answer(question)
        home = now.home if isinstance(now, Mirror) else getattr(run, "home", "")
        try:
            answer = self._hub.ask(home, question, ANSWER)
        except HubError as error:
            raise ValueError(f"That did not work: {error}") from error
        if answer is None:
            raise ValueError("The server that trains this run does not answer. Try again.")
        return answer

    def _attend(self) -> None:
        """Keep what is shown here of others' runs alive and complete."""
        while not self._stopped.is_set():
            self._wake.wait(RENEW)
            self._wake.clear()
            try:
                self._attend_once()
            except (HubError, ValueError) as error:
                _LOG.info("Another replica does not answer: %s", error)
            except Exception:  # as above: without this thread no run would be taken over
                _LOG.exception("What others train could not be followed")

    def _attend_once(self) -> None:
        looked_at = {run.key for run in self._runs().watched(VIEWED)}
        mirrors = self.mirrors()
        for mirror in mirrors:
            if mirror.key not in looked_at:
                self._runs().remove(mirror.key)
        mirrors = [mirror for mirror in mirrors if mirror.key in looked_at]
        self._hub.listen(
            self._heard | {_channel(mirror.key): partial(self._show, mirror) for mirror in mirrors}
        )
        by_home: dict[str, list[Mirror]] = {}
        for mirror in mirrors:
            by_home.setdefault(mirror.home, []).append(mirror)
        for home, of_it in by_home.items():
            wanted = {mirror.key: [mirror.seen, *sorted(mirror.wanted)] for mirror in of_it}
            here: list[str] = []
            try:
                said, _ = self._question(home, {"do": "watch", "runs": wanted}, RENEW)
                here = said.get("here", [])
            except HubError:
                self._wake.set()  # it may be gone: no time is to be lost
            for mirror in of_it:
                if mirror.key not in here:
                    self._take_over(mirror)
                elif mirror.stale:
                    with suppress(ValueError):  # it is asked for again
                        mirror.take_whole(self._ask(mirror, {"do": "whole"}, ()))

    def _show(self, mirror: Mirror, frame: bytes) -> None:
        try:
            mirror.take(frame)
        except ValueError as error:
            _LOG.warning("A frame of another replica is not shown: %s", error)
        if mirror.stale:
            self._wake.set()

    def _take_over(self, mirror: Mirror) -> None:
        """Hold a run whose home has none of it any more, unless somebody else does by now."""
        home = self._claim(mirror.key)
        if home is not None:
            mirror.home, mirror.seen, mirror.stale = home, -1, True
            return
        found = self._loaded(mirror.key)
        if found is None:
            self._runs().remove(mirror.key)
            return
        run, then = found
        run.audience.add(mirror.follow)
        self._runs().add(run)
        then()

    def stop(self) -> None:
        """Hold nothing any more: all has been saved."""
        self._stopped.set()
        self._release([run.key for run in self.own()])
        self._hub.stop()


def _channel(key: str) -> str:
    return f"frames:{key}"
