"""``python -m benchmarks.sessions``: many visitors of one server, each with a run of their own.

Every session trains MNIST [784, 30, 10] flat out with curves and weights open. Its frames go over a
real socket to another process, which acknowledges each at once, as a browser on a machine of its
own would. Printed are frames a second of each session, and the steps of all sessions together as a
share of those of one run with no page. Both take turns; medians of the rounds.
"""

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from statistics import median

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from benchmarks import threads
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from runs.turns import SLICE
from ui.shell import server
from ui.stream.socket import TOGETHER, serve

WARM_UP, SECONDS = 2, 4
# Takes the server's port, times, what a page acknowledges together, and the runs' keys; prints each
# one's frames.
VIEWERS = """
import asyncio, json, sys, time
from websockets.asyncio.client import connect
port, warm_up, seconds, most, *keys = sys.argv[1:]
async def look(key):
    origin = f"http://127.0.0.1:{port}"
    url = f"ws://127.0.0.1:{port}/live?run={key}"
    async with connect(url, origin=origin, max_size=None) as socket:
        want = {"progress": {}, "hint": {}, "rewind": {}, "curves": {}, "weights": {}}
        await socket.send(json.dumps({"want": want, "at": None}))
        await socket.send('{"do": "play"}')
        begin = time.monotonic() + float(warm_up)
        frames = unsaid = 0
        together = 1
        while (now := time.monotonic()) < begin + float(seconds):
            if isinstance(await socket.recv(), bytes):
                frames += now >= begin
                unsaid += 1
                if unsaid == together:
                    await socket.send(json.dumps({"ack": unsaid}))
                    unsaid, together = 0, int(most)
        await socket.send('{"do": "pause"}')
        return frames
async def main():
    print(json.dumps(await asyncio.gather(*map(look, keys))))
asyncio.run(main())
"""


def new_run() -> Run:
    """Return a run as the page has it; its first epoch, with more evaluations, is over."""
    run = Run(Setup(DataSpec(), NetworkSpec(), TrainSpec()))
    run.play()
    while run.training.epoch < 1:
        run.advance(SLICE)
    run.pause()
    return run


def alone() -> float:
    """Return steps a second of one run with no page."""
    run = new_run()
    run.play()
    start, steps = time.perf_counter(), run.training.steps
    while time.perf_counter() - start < SECONDS:
        run.advance(SLICE)
    return (run.training.steps - steps) / (time.perf_counter() - start)


def together(port: int, sessions: int) -> tuple[list[float], float]:
    """Return each session's frames a second, and all sessions' steps a second."""
    runs = [new_run() for _ in range(sessions)]
    for run in runs:
        server.runs().add(run)
    numbers = [str(number) for number in (port, WARM_UP, SECONDS, TOGETHER)]
    viewers = subprocess.Popen(
        [sys.executable, "-c", VIEWERS, *numbers, *(run.key for run in runs)],
        stdout=subprocess.PIPE,
        text=True,
    )
    while not all(run.playing for run in runs):
        time.sleep(0.1)
    time.sleep(WARM_UP)
    start, before = time.perf_counter(), [run.training.steps for run in runs]
    time.sleep(0.8 * SECONDS)  # they all still play then
    done = sum(run.training.steps for run in runs) - sum(before)
    steps = done / (time.perf_counter() - start)
    printed, _ = viewers.communicate()
    return [frames / SECONDS for frames in json.loads(printed)], steps


def main() -> int:
    """Print a line for one session, then one for many."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--sessions", type=int, default=15)
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    if not threads.fixed(1):
        return threads.run("benchmarks.sessions", sys.argv[1:])
    routes = [WebSocketRoute("/live", serve)]
    server = uvicorn.Server(
        uvicorn.Config(
            Starlette(routes=routes), port=0, log_level="warning", ws_per_message_deflate=False
        )
    )
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    print("sessions   frames a second of each (slowest)   steps of all, a second   share")
    for sessions in (1, chosen.sessions):
        rates, slowest, totals, shares = [], [], [], []
        for _ in range(chosen.rounds):
            bare = alone()
            frames, steps = together(port, sessions)
            rates.append(median(frames))
            slowest.append(min(frames))
            totals.append(steps)
            shares.append(steps / bare)
        print(
            f"{sessions:8}   {median(rates):15.1f} ({median(slowest):.1f})"
            f"   {median(totals):24,.0f}   {median(shares):5.2f}",
            flush=True,
        )
    print(f"load {os.getloadavg()[0]:.1f}")
    server.should_exit = True
    serving.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
