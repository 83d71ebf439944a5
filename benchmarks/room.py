"""``python -m benchmarks.room``: a lecture room with a hall of students, over real sockets.

Replicas run behind nginx as ``deploy/start.py`` starts them. A lecturer's run plays. Students in
other processes open the students' page and all that it asks for, join by the code, and follow the
run with the views that the page shows, acknowledging each frame at once; then all answer a question
within some seconds. Printed are how long joining took until the first frame, frames a second of
each, how much later than at the lecturer's a step is seen, how long until all answers were counted,
and processor time and memory of the replicas.
"""

import argparse
import asyncio
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.deploy.fleet import Fleet, fleet
from tests.deploy.visitor import PATIENCE, Watcher, page, seat, watching

MOST_STUDENTS, MOST_SECONDS = 1000, 120
LECTURER = "lecturer-of-the-room-000000"
QUERY = "preset=spiral&play=true"
TEXTS = ("start.js", "hall.css", "hall.js", "letters.woff2", "stage.js", "live_socket.js")
VIEWS = ("network", "decision", "thumbs", "hint")  # and the timeline
ASKED = {"text": "2 + 2?", "choices": ["3", "4", "5"], "right": 1}
PACE = 100  # steps a second, as on the stage; the run must not be done before the end
ARRIVE, ANSWER = 10.0, 5.0  # seconds in which all come in, and answer
WARM_UP = 2.0
EACH = 100  # students of one process


async def get(host: str, path: str, replica: str) -> int:
    """Return the bytes that an answer has, as they travel."""
    name, _, port = host.partition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    lines = f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close", "Accept-Encoding: gzip"
    writer.write("\r\n".join((*lines, f"Cookie: replica={replica}", "", "")).encode())
    async with asyncio.timeout(PATIENCE):
        content = await reader.read()
    writer.close()
    if b" 200 " not in content[:20]:
        raise RuntimeError(f"{path}: {content[:60]!r}")
    return len(content)


async def study(
    host: str, replica: str, code: str, seconds: float, begin: float, stack: AsyncExitStack
) -> dict[str, Any]:
    """Be a student; return what was seen, times as of the monotonic clock."""
    await asyncio.sleep(max(0.0, begin - time.monotonic()))
    since, me = time.monotonic(), secrets.token_urlsafe(18)
    size = await get(host, f"/join/{code}", replica)
    for name in TEXTS:
        size += await get(host, f"/hall/{name}", replica)
    taken = await stack.enter_async_context(seat(host, replica, me, "student", code))
    await taken.until("code", code)
    await taken.say("join", name="")
    place = await taken.until("place")
    size += await get(host, f"/hall/stage?run={place['run']}", replica)
    opened = watching(host, replica, me, place["run"], *VIEWS)
    watcher: Watcher = await stack.enter_async_context(opened)
    await watcher.until(steps=1)
    joined = time.monotonic() - since
    activity = await taken.until("activity")  # the lecturer asks when all are in
    seen, first, steps = [], watcher.frames, watcher.steps
    started = time.monotonic()
    while (now := time.monotonic()) < started + seconds:
        await watcher.until(steps=steps + 1)
        now, steps = time.monotonic(), watcher.steps
        seen.append((now, steps))
    rate = (watcher.frames - first) / (time.monotonic() - started)
    await asyncio.sleep(secrets.randbelow(1000) / 1000 * ANSWER)
    await taken.say("act", of=activity["number"], choice=secrets.randbelow(3))
    await taken.until("counts", doing=True)
    return {"joined": joined, "bytes": size, "rate": rate, "seen": seen}


async def students(host: str, replicas: int, code: str, first: int, many: int, of: int) -> None:
    """Be so many of all students, and print what each saw."""
    seconds, begin = float(sys.argv[-2]), float(sys.argv[-1])
    async with AsyncExitStack() as stack:
        coming = (
            study(
                host,
                f"r{one % replicas + 1}",
                code,
                seconds,
                begin + ARRIVE * one / of,
                stack,
            )
            for one in range(first, first + many)
        )
        found = await asyncio.gather(*coming)
        print(json.dumps(found), flush=True)


def used(site: Fleet, replicas: int) -> tuple[float, float]:
    """Return the CPU seconds that all replicas have taken, and the megabytes that they take."""
    seconds = pages = 0.0
    for i in range(replicas):
        process = Path(f"/proc/{site.pid(f'r{i + 1}')}")
        spent = process.joinpath("stat").read_text().rpartition(")")[2].split()[11:13]
        seconds += sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")
        pages += int(process.joinpath("statm").read_text().split()[1])
    return seconds, pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def delays(lecturer: list[tuple[float, int]], seen: list[tuple[float, int]]) -> list[float]:
    """Return how much later than the lecturer a student saw each step, in seconds."""
    steps = [number for _, number in lecturer]
    found = []
    for when, number in seen:
        at = bisect_left(steps, number)
        if at < len(steps):
            found.append(max(0.0, when - lecturer[at][0]))
    return found


async def lecture(site: Fleet, chosen: argparse.Namespace) -> None:
    """Be the lecturer, and print what came of it."""
    replicas, many = chosen.replicas, chosen.students
    code = site.open_room(LECTURER)
    async with (
        page(site.host, "r1", LECTURER, QUERY) as (run, _),
        watching(site.host, "r1", LECTURER, run, *VIEWS) as watcher,
        seat(site.host, "r1", LECTURER, "lecturer") as room,
    ):
        await room.until("code", code)
        await watcher.say(pace=PACE)
        await room.say("place", page="", run=run, idea="")
        begin = time.monotonic() + 3
        counts = [EACH] * (many // EACH) + ([many % EACH] if many % EACH else [])
        command = [sys.executable, "-m", "benchmarks.room", "--be", site.host]
        halls = []
        for i, count in enumerate(counts):
            said = replicas, code, i * EACH, count, many, chosen.seconds, begin
            halls.append(
                subprocess.Popen([*command, *map(str, said)], stdout=subprocess.PIPE, text=True)
            )
        before, _ = used(site, replicas)
        try:
            await room.until("present", many)
        finally:
            print(f"{room.seen.get('present')} of {many} are in", flush=True)
        joining = time.monotonic() - begin
        busy = used(site, replicas)[0] - before
        print(f"joining: all {many} sat after {joining:.1f} s, {busy:.1f} CPU seconds", flush=True)
        await asyncio.sleep(WARM_UP + 3)
        await room.say("start", activity="question", settings=ASKED)
        activity = await room.until("activity")
        (before, _), since = used(site, replicas), time.monotonic()
        seen: list[tuple[float, int]] = []
        while time.monotonic() < since + chosen.seconds:
            await watcher.until(steps=watcher.steps + 1)
            seen.append((time.monotonic(), watcher.steps))
        (after, megabytes), took = used(site, replicas), time.monotonic() - since
        await room.until("answered", many, doing=True)
        answered = time.monotonic() - since - took
        await room.say("act", of=activity["number"], reveal=True)
        printed = await asyncio.gather(*(asyncio.to_thread(hall.communicate) for hall in halls))
    found = [one for text, _ in printed for one in json.loads(text)]
    joined, rates = [one["joined"] for one in found], [one["rate"] for one in found]
    late = sorted(delay for one in found for delay in delays(seen, one["seen"]))
    print(f"{many} students follow a run on {replicas} replicas:")
    print(f"  until the first frame: median {median(joined):.1f} s, slowest {max(joined):.1f} s")
    print(f"  that took {median(one['bytes'] for one in found) / 1000:.0f} kB each")
    print(f"  frames a second: median {median(rates):.1f}, slowest {min(rates):.1f}")
    print(
        f"  after the lecturer: median {median(late):.2f} s, p95 {quantiles(late, n=20)[-1]:.2f} s"
    )
    print(f"  answers given within {ANSWER:.0f} s: all counted after {answered:.1f} s")
    print(f"  replicas: {(after - before) / took:.2f} processors busy, {megabytes:.0f} MB in all")


def main() -> int:
    """Hold a lecture, or be some of its students."""
    if sys.argv[1:2] == ["--be"]:
        host, replicas, code, first, many, of = sys.argv[2:8]
        asyncio.run(students(host, int(replicas), code, int(first), int(many), int(of)))
        return 0
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
