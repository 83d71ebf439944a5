"""``python -m benchmarks.load``: a hall full of visitors, all over real sockets on this machine.

Replicas run behind nginx as ``deploy/start.py`` starts them. Trainers each have a page and a run of
their own that plays flat out with curves and weights open, and command it once a second. Watchers
look at the first trainer's run. All are in other processes than the replicas, acknowledge each
frame at once, and stop by themselves. Printed are how long commands took, frames and steps of each,
and the memory that an idle page takes.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import mean, median, quantiles

from tests.deploy.fleet import Fleet, fleet
from tests.deploy.visitor import Watcher, page, watching

MOST_VISITORS, MOST_SECONDS = 1000, 120
QUERY = "preset=digits&play=true"
WARM_UP = 3.0  # seconds
EACH = 100  # visitors of one process


async def train(
    host: str, replica: str, number: int, seconds: float, all_there: asyncio.Barrier
) -> dict[str, object]:
    """Open a page, train and command its run once all are there; return what was seen of it."""
    me = f"trainer-{number:012d}-{os.getpid()}"
    async with page(host, replica, me, QUERY) as (run, _):
        print(run, flush=True)
        async with watching(host, replica, me, run, "curves", "weights") as watcher:
            await watcher.say(pace=None)
            await watcher.say(do="play")
            await all_there.wait()
            await asyncio.sleep(WARM_UP)
            frames, steps, since = watcher.frames, watcher.steps, time.monotonic()
            commands = []
            while time.monotonic() < since + seconds:
                commands.append((await watcher.say(pace=None))[1])
                await asyncio.sleep(1)
            took = time.monotonic() - since
            return {
                "frames": (watcher.frames - frames) / took,
                "steps": (watcher.steps - steps) / took,
                "commands": commands,
            }


async def look(host: str, replicas: int, run: str, many: int, seconds: float) -> list[float]:
    """Watch one run from many pages; return the frames a second of each."""
    async with AsyncExitStack() as stack:
        watchers: list[Watcher] = []
        for i in range(many):
            opened = watching(host, f"r{i % replicas + 1}", "", run)
            watchers.append(await stack.enter_async_context(opened))
        await asyncio.sleep(WARM_UP)
        before, since = [watcher.frames for watcher in watchers], time.monotonic()
        await asyncio.sleep(seconds)
        took = time.monotonic() - since
        pairs = zip(watchers, before, strict=True)
        return [(watcher.frames - frames) / took for watcher, frames in pairs]


async def trainers(host: str, replicas: int, first: int, many: int, seconds: float) -> None:
    """Be so many trainers, and print what each saw."""
    numbers = range(first, first + many)
    all_there = asyncio.Barrier(many)
    found = await asyncio.gather(
        *(train(host, f"r{one % replicas + 1}", one, seconds, all_there) for one in numbers)
    )
    print(json.dumps(found), flush=True)


async def watchers(host: str, replicas: int, run: str, many: int, seconds: float) -> None:
    """Be so many watchers, and print what each saw."""
    print(json.dumps(await look(host, replicas, run, many, seconds)), flush=True)


def spawn(*said: object) -> subprocess.Popen[str]:
    """Be some visitors in a process of their own."""
    command = [sys.executable, "-m", "benchmarks.load", "--be", *map(str, said)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def memory(site: Fleet, replicas: int) -> float:
    """Return the megabytes that all replicas take."""
    pages = 0
    for i in range(replicas):
        pages += int(Path(f"/proc/{site.pid(f'r{i + 1}')}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def idle(site: Fleet, replicas: int, many: int) -> float:
    """Return the megabytes that each of so many pages takes whose run rests."""
    async with AsyncExitStack() as stack:
        before = 0.0
        for i in range(replicas + many):
            if i == replicas:  # what the first page of each replica brings along is not counted
                before = memory(site, replicas)
            me = f"idle-visitor-{i:012d}"
            opened = page(site.host, f"r{i % replicas + 1}", me, "preset=spiral")
            await stack.enter_async_context(opened)
        return (memory(site, replicas) - before) / many


def measure(site: Fleet, chosen: argparse.Namespace) -> None:
    """Fill the hall, and print what came of it."""
    replicas, seconds = chosen.replicas, chosen.seconds
    if chosen.idle:
        each = asyncio.run(idle(site, replicas, chosen.idle))
        print(f"an idle page takes {each:.1f} MB ({chosen.idle} of them)", flush=True)
    training = spawn("trainers", site.host, replicas, 0, chosen.trainers, seconds + 2 * WARM_UP)
    assert training.stdout is not None
    runs = [training.stdout.readline().strip() for _ in range(chosen.trainers)]
    counts = [EACH] * (chosen.watchers // EACH) + [chosen.watchers % EACH]
    looking = [spawn("watchers", site.host, replicas, runs[0], n, seconds) for n in counts if n]
    printed, _ = training.communicate()
    found = json.loads(printed)
    commands = sorted(took for one in found for took in one["commands"])
    frames, steps = [one["frames"] for one in found], [one["steps"] for one in found]
    p95 = quantiles(commands, n=20)[-1]
    print(f"{chosen.trainers} trainers on {replicas} replicas:")
    print(f"  a command's answer: median {median(commands):.3f} s, p95 {p95:.3f} s")
    print(f"  frames a second of each: median {median(frames):.1f}, slowest {min(frames):.1f}")
    print(
        f"  steps a second: {sum(steps):,.0f} in all, the slowest {min(steps) / mean(steps):.0%} "
        "of the mean"
    )
    seen = [rate for one in looking for rate in json.loads(one.communicate()[0])]
    if seen:
        print(
            f"{len(seen)} watchers of one run: median {median(seen):.1f} frames a second, slowest "
            f"{min(seen):.1f}"
        )


def main() -> int:
    """Fill a hall, or be some of its visitors."""
    if sys.argv[1:2] == ["--be"]:
        kind, host, replicas, which, many, seconds = sys.argv[2:]
        numbers = int(replicas), int(many), float(seconds)
        if kind == "trainers":
            asyncio.run(trainers(host, numbers[0], int(which), *numbers[1:]))
        else:
            asyncio.run(watchers(host, numbers[0], which, *numbers[1:]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--replicas", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--trainers", type=int, default=40)
    parser.add_argument("--watchers", type=int, default=300)
    parser.add_argument("--idle", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=10)
    chosen = parser.parse_args()
    if chosen.trainers + chosen.watchers + chosen.idle > MOST_VISITORS:
        parser.error(f"at most {MOST_VISITORS} visitors")
    if not 1 <= chosen.seconds <= MOST_SECONDS:
        parser.error(f"1 to {MOST_SECONDS} seconds")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with fleet(Path(folder), chosen.replicas, PLAYGROUND_VISITORS="1000") as site:
            measure(site, chosen)
    print(f"load {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
