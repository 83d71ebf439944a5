"""Some of a hall's students: ``python -m benchmarks.room.student`` is started by the lecture.

Each opens the students' page and all that it asks for, joins by the code, and follows the run with
the views that the page shows, acknowledging each frame at once; then answers, draws, is a unit of
the net and has a run of its own, whenever the lecturer begins that. What each saw is printed as
JSON; times are those of the monotonic clock, which processes of one machine share.
"""

import asyncio
import json
import secrets
import sys
import time
from contextlib import AsyncExitStack
from typing import Any

from tests.deploy.visitor import PATIENCE, Seat, Watcher, seat, watching

TEXTS = ("start.js", "hall.css", "hall.js", "letters.woff2", "stage.js", "live_socket.js")
VIEWS = ("network", "decision", "thumbs", "hint")  # and the timeline
ARRIVE, ANSWER, DRAW, TRAIN = 10.0, 5.0, 10.0, 10.0  # seconds in which all do it
LAYERS = (0, 1, 2, 2, 2, 1)  # whose turn it is, in one step of the net
WRONG = 7.25  # which no unit's number is
POINTS = 100  # of a drawing


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


async def sometime(within: float) -> None:
    """Wait for a part of so many seconds, by chance."""
    await asyncio.sleep(secrets.randbelow(1000) / 1000 * within)


async def begun(taken: Seat, kind: str) -> int:
    """Wait until an activity of that kind is on; return its number."""
    await taken.when(lambda: (taken.seen.get("activity") or {}).get("kind") == kind)
    return int(taken.seen["activity"]["number"])


class Student:
    """One student, at a replica."""

    def __init__(self, host: str, replica: str, code: str) -> None:
        self.host, self.replica, self.code = host, replica, code
        self.me = secrets.token_urlsafe(18)

    async def study(self, seconds: float, begin: float) -> dict[str, Any]:
        """Come when it is time, and do all that is done; return what was seen."""
        await asyncio.sleep(max(0.0, begin - time.monotonic()))
        async with AsyncExitStack() as stack:
            since = time.monotonic()
            size, taken, watcher = await self.come(stack)
            joined = time.monotonic() - since
            found = {"joined": joined, "bytes": size, **await self.follow(taken, watcher, seconds)}
            found["drawn"] = await self.draw(taken)
            watcher.longest = 0.0
            await self.be_a_unit(taken)
            found["together"] = watcher.longest
            await self.train(taken)
            await taken.when(lambda: taken.seen["activity"] is None)
            return {**found, "heard": taken.heard}

    async def come(self, stack: AsyncExitStack) -> tuple[int, Seat, Watcher]:
        """Open the page, join, and wait for a frame; return also the bytes that were loaded."""
        host, replica = self.host, self.replica
        size = await get(host, f"/join/{self.code}", replica)
        for name in TEXTS:
            size += await get(host, f"/hall/{name}", replica)
        sitting = seat(host, replica, self.me, "student", self.code)
        taken = await stack.enter_async_context(sitting)
        await taken.until("code", self.code)
        await taken.say("join", name="")
        place = await taken.until("place")
        size += await get(host, f"/hall/stage?run={place['run']}", replica)
        opened = watching(host, replica, self.me, place["run"], *VIEWS)
        watcher = await stack.enter_async_context(opened)
        await watcher.until(steps=1)
        return size, taken, watcher

    async def follow(self, taken: Seat, watcher: Watcher, seconds: float) -> dict[str, Any]:
        """Note for so long when each step is seen, then answer what is asked."""
        number = await begun(taken, "question")  # when all are in
        seen, first, steps = [], watcher.frames, watcher.steps
        watcher.longest = 0.0
        started = time.monotonic()
        while (now := time.monotonic()) < started + seconds:
            await watcher.until(steps=steps + 1)
            now, steps = time.monotonic(), watcher.steps
            seen.append((now, steps))
        rate = (watcher.frames - first) / (time.monotonic() - started)
        gap = watcher.longest
        await sometime(ANSWER)
        await taken.say("act", of=number, choice=secrets.randbelow(3))
        return {"rate": rate, "seen": seen, "following": gap}

    async def draw(self, taken: Seat) -> tuple[int, float]:
        """Hang a drawing on the wall; return its number there, and when it was sent."""
        number = await begun(taken, "drawing")
        await sometime(DRAW)
        label = secrets.randbelow(2)
        slant = secrets.randbelow(60)
        line = [[140 + (slant + label * 60) * i / POINTS, 20 + 2.4 * i] for i in range(POINTS)]
        said = {"kind": "act", "of": number, "label": label, "consent": True, "strokes": [line]}
        sent = time.monotonic()
        if error := (await taken.ask(say=said))["error"]:
            raise RuntimeError(error)
        await taken.when(lambda: taken.seen["mine"]["drawn"])
        return taken.seen["mine"]["drawn"][0][0], sent

    async def be_a_unit(self, taken: Seat) -> None:
        """Send a wrong number whenever it is this unit's turn, for one step of the net."""
        number = await begun(taken, "net")
        for turn in range(len(LAYERS)):
            await taken.when(lambda turn=turn: taken.doing.get("at") == [0, turn])
            if (task := taken.seen["mine"]["task"]) is not None:
                await sometime(1)
                values = [WRONG] * len(task["asked"])
                await taken.say("act", of=number, at=[0, turn], values=values)

    async def train(self, taken: Seat) -> None:
        """Make the lecturer's run one's own, and do a step more."""
        await begun(taken, "task")
        await sometime(TRAIN)
        run = (await taken.ask(mine=True))["run"]
        async with watching(self.host, self.replica, self.me, run) as own:
            await own.say(do="step")


async def students(host: str, replicas: int, code: str, first: int, many: int, of: int) -> None:
    """Be so many of all students, and print what each saw."""
    seconds, begin = float(sys.argv[-2]), float(sys.argv[-1])
    coming = (
        Student(host, f"r{one % replicas + 1}", code).study(seconds, begin + ARRIVE * one / of)
        for one in range(first, first + many)
    )
    print(json.dumps(await asyncio.gather(*coming)), flush=True)


if __name__ == "__main__":
    host, replicas, code, first, many, of = sys.argv[1:7]
    asyncio.run(students(host, int(replicas), code, int(first), int(many), int(of)))
