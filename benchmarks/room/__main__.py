"""``python -m benchmarks.room``: a lecture room with a hall of students, over real sockets.

Replicas run behind nginx as ``deploy/start.py`` starts them. A lecturer's run plays; students in
other processes (``benchmarks.room.student``) come, follow it, and answer a question; then they do
the other things that a class does together. Printed are how long joining took until the first
frame, frames a second of each, how much later than at the lecturer's a step is seen, how long it
took until the projector had everybody's answer, drawing, unit or run and what that sent it, and
processor time and memory of the replicas.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from benchmarks.room.student import ANSWER, DRAW, LAYERS, TRAIN, VIEWS
from tests.deploy.fleet import Fleet, fleet
from tests.deploy.visitor import Seat, Watcher, page, seat, watching

MOST_STUDENTS, MOST_SECONDS = 1000, 120
LECTURER = "lecturer-of-the-room-000000"
QUERY = "preset=spiral&play=true"
ASKED = {"text": "2 + 2?", "choices": ["3", "4", "5"], "right": 1}
TASK = {"text": "Train it", "measure": "weights", "goal": 50, "data": ""}
PACE = 100  # steps a second, as on the stage; the run must not be done before the end
WARM_UP = 2.0
EACH = 100  # students of one process


class Lecture:
    """What the lecturer has: the replicas, a seat as lecturer and one as projector, a run."""

    def __init__(
        self, site: Fleet, replicas: int, room: Seat, wall: Seat, watcher: Watcher
    ) -> None:
        self.site, self.replicas = site, replicas
        self.room, self.wall, self.watcher = room, wall, watcher

    def used(self) -> tuple[float, float]:
        """Return the CPU seconds that all replicas have taken, and the megabytes they take."""
        seconds = pages = 0.0
        for i in range(self.replicas):
            process = Path(f"/proc/{self.site.pid(f'r{i + 1}')}")
            spent = process.joinpath("stat").read_text().rpartition(")")[2].split()[11:13]
            seconds += sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")
            pages += int(process.joinpath("statm").read_text().split()[1])
        return seconds, pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    @contextmanager
    def measured(self, what: str) -> Iterator[None]:
        """Print what something took, of the replicas and of the projector's line."""
        wall, since = self.wall, time.monotonic()
        (before, _), heard, wall.largest = self.used(), wall.heard, 0
        yield
        took, (after, megabytes) = time.monotonic() - since, self.used()
        print(
            f"  {what}: {took:.1f} s, {(after - before) / took:.2f} processors busy, "
            f"{megabytes:.0f} MB; the projector is told {(wall.heard - heard) / 1000:.0f} kB, "
            f"at most {wall.largest / 1000:.1f} at once",
            flush=True,
        )

    async def start(self, activity: str, settings: object) -> int:
        """Begin an activity; return its number when the projector has it."""
        await self.room.say("start", activity=activity, settings=settings)
        for one in (self.room, self.wall):
            await one.when(lambda one=one: (one.seen.get("activity") or {}).get("kind") == activity)
        return int(self.room.seen["activity"]["number"])

    async def follow(self, many: int, seconds: float) -> list[tuple[float, int]]:
        """Return when each step is seen for so long; then have all answer."""
        await self.start("question", ASKED)
        since, seen = time.monotonic(), list[tuple[float, int]]()
        with self.measured("all follow"):
            while time.monotonic() < since + seconds:
                await self.watcher.until(steps=self.watcher.steps + 1)
                seen.append((time.monotonic(), self.watcher.steps))
        with self.measured(f"all answer, within {ANSWER:.0f} s"):
            await self.wall.until("answered", many, doing=True)
        return seen

    async def draw(self, many: int) -> dict[str, float]:
        """Have all draw, and a network learn it; return when each drawing was on the projector."""
        activity = await self.start("drawing", {"symbols": ["7", "1"]})
        with self.measured(f"all draw, within {DRAW:.0f} s"):
            await self.wall.when(lambda: sum(self.wall.doing.get("drawn", [])) == many)
        hung = dict(self.wall.since)
        with self.measured("a network learns the drawings"):
            await self.room.say("act", of=activity, learn=True)
            await self.wall.until("net", doing=True)
        return hung

    async def be_the_net(self, many: int) -> None:
        """Have all be units that get it wrong, and play what is missing, for one step."""
        activity, wall = await self.start("net", {}), self.wall
        units = wall.doing["units"]
        assert sum(unit["phones"] for unit in units) == many
        with self.measured("all are the net, for one step"):
            for turn, layer in enumerate(LAYERS):
                phones = sum(unit["phones"] for unit in units if unit["layer"] == layer)
                await wall.when(
                    lambda all=phones: sum(one["wrong"] for one in wall.doing["units"]) == all
                )
                at = [0, turn]
                await self.room.say("act", of=activity, at=at, rest=True)
                await wall.when(lambda at=at: wall.doing["at"] != at)
        before, after = wall.doing["costs"]
        print(f"    its cost fell from {before} to {after}")

    async def train(self, many: int) -> None:
        """Have all train, until each run is a point on the projector."""
        await self.start("task", TASK)
        with self.measured(f"all train a run of their own, begun within {TRAIN:.0f} s"):
            await self.wall.when(
                lambda: sum(name.startswith("point.") for name in self.wall.doing) == many
            )


def delays(lecturer: list[tuple[float, int]], seen: list[tuple[float, int]]) -> list[float]:
    """Return how much later than the lecturer a student saw each step, in seconds."""
    steps = [number for _, number in lecturer]
    found = []
    for when, number in seen:
        at = bisect_left(steps, number)
        if at < len(steps):
            found.append(max(0.0, when - lecturer[at][0]))
    return found


def spread(values: Sequence[float]) -> str:
    """Return the median, the 95th percentile and the largest of some times."""
    late = quantiles(values, n=20)[-1]
    return f"median {median(values):.2f} s, p95 {late:.2f} s, longest {max(values):.2f} s"


async def lecture(site: Fleet, chosen: argparse.Namespace) -> None:
    """Be the lecturer, and print what came of it."""
    replicas, many = chosen.replicas, chosen.students
    code = site.open_room(LECTURER)
    async with (
        page(site.host, "r1", LECTURER, QUERY) as (run, _),
        watching(site.host, "r1", LECTURER, run, *VIEWS) as watcher,
        seat(site.host, "r1", LECTURER, "lecturer") as room,
        seat(site.host, f"r{min(2, replicas)}", LECTURER, "wall") as wall,
    ):
        lecturer = Lecture(site, replicas, room, wall, watcher)
        await room.until("code", code)
        await watcher.say(pace=PACE)
        await room.say("place", page="", run=run, idea="")
        begin = time.monotonic() + 3
        counts = [EACH] * (many // EACH) + ([many % EACH] if many % EACH else [])
        command = [sys.executable, "-m", "benchmarks.room.student", site.host]
        halls = []
        for i, count in enumerate(counts):
            said = replicas, code, i * EACH, count, many, chosen.seconds, begin
            halls.append(
                subprocess.Popen([*command, *map(str, said)], stdout=subprocess.PIPE, text=True)
            )
        print(f"{many} students on {replicas} replicas:", flush=True)
        try:
            with lecturer.measured("all come, and sit"):
                await room.until("present", many)
        except TimeoutError:
            print(f"only {room.seen.get('present')} came")
            raise
        print(f"    that is {time.monotonic() - begin:.1f} s after the first of them")
        await asyncio.sleep(WARM_UP + 3)
        seen = await lecturer.follow(many, chosen.seconds)
        hung = await lecturer.draw(many)
        await lecturer.be_the_net(many)
        await lecturer.train(many)
        await room.say("stop")
        printed = await asyncio.gather(*(asyncio.to_thread(hall.communicate) for hall in halls))
    found = [one for text, _ in printed for one in json.loads(text)]
    rates, told = [one["rate"] for one in found], [one["heard"] for one in found]
    late = [delay for one in found for delay in delays(seen, one["seen"])]
    shown = [hung[f"d{number}"] - sent for number, sent in (one["drawn"] for one in found)]
    print("Each of them:")
    print(f"  until the first frame: {spread([one['joined'] for one in found])}")
    print(f"    that took {median(one['bytes'] for one in found) / 1000:.0f} kB")
    print(f"  frames a second: median {median(rates):.1f}, fewest {min(rates):.1f}")
    print(f"  after the lecturer: {spread(late)}")
    print(f"  from a drawing to the projector: {spread(shown)}")
    print("  the longest time without a frame:")
    print(f"    while nothing else is done: {spread([one['following'] for one in found])}")
    print(
        f"    from the drawing to the end of the net: {spread([one['together'] for one in found])}"
    )
    print(f"  is told of the room {median(told) / 1000:.0f} kB")


def main() -> int:
    """Hold a lecture."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--replicas", type=int, default=3)
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=10)
    chosen = parser.parse_args()
    if not 1 <= chosen.students <= MOST_STUDENTS:
        parser.error(f"1 to {MOST_STUDENTS} students")
    if not 1 <= chosen.seconds <= MOST_SECONDS:
        parser.error(f"1 to {MOST_SECONDS} seconds")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with fleet(folder, chosen.replicas, PLAYGROUND_VISITORS="1000") as site:
            asyncio.run(lecture(site, chosen))
            log = site.log.read_text("utf-8", "replace")
    if "Traceback" in log:
        print(log[log.index("Traceback") :][:3000])
    print(f"load {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
