"""``python deploy/start.py``: several replicas of the app behind nginx, on one machine.

It starts redis-server unless ``PLAYGROUND_HUB`` names a server, one replica for each core, and
nginx, and starts again what ends by itself. SIGHUP restarts the replicas one after another, SIGTERM
and Ctrl + C end all of it. Standard library only; programs come from the system's packages.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))  # beside it lies proxy.py
import proxy

ROOT = Path(__file__).resolve().parents[1]
MB = 2**20
STARTS = 60.0  # seconds that a replica may take until it answers
STOPS = 15.0  # and until it has stored everything
REST = 1.0  # seconds before what ended is started again


class Program(NamedTuple):
    """What is to run: a command, and what it finds in its environment."""

    command: Sequence[str]
    environment: Mapping[str, str]


class Fleet:
    """Programs by name, all of which are to run until ``stop``."""

    def __init__(self) -> None:
        self._programs: dict[str, Program] = {}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str], **environment: str) -> None:
        """Start a program, and have it be started again when it ends."""
        self._programs[name] = Program(command, {**os.environ, **environment})
        self._start(name)

    def _start(self, name: str) -> None:
        command, environment = self._programs[name]
        self._running[name] = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def restart(self, name: str) -> None:
        """End a program and start it anew."""
        self._end(name)
        self._start(name)

    def revive(self) -> None:
        """Start what has ended."""
        for name, process in list(self._running.items()):
            if process.poll() is not None:
                say(f"{name} has ended ({process.returncode}) and is started again")
                self._start(name)

    def _end(self, name: str) -> None:
        process = self._running[name]
        process.terminate()
        try:
            process.wait(STOPS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def stop(self) -> None:
        """End all, what was started last first."""
        for name in reversed(self._running):
            self._end(name)


def say(text: str) -> None:
    """Tell whoever started this."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def program(name: str) -> str:
    """Return where a program is.

    Raises
    ------
    SystemExit
        If it is not there.
    """
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        raise SystemExit(f"{name} is missing: apt-get install nginx redis-server")
    return found


def healthy(port: int) -> bool:
    """Tell whether a replica answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
            return True
    except OSError:
        return False


def wait_until(there: Callable[[], bool], seconds: float) -> bool:
    """Wait for something; tell whether it came."""
    until = time.monotonic() + seconds
    while not there():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def memory() -> int:
    """Return the megabytes of this machine."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // MB


def main() -> int:
    """Start all, and see that it goes on until a signal comes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--replicas", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--listen", default="8501", help="nginx' port, or host:port (8501)")
    parser.add_argument("--first-port", type=int, default=8601, help="of the replicas (8601)")
    said = parser.parse_args()
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda got, _: asked.append(got))
    ports = {f"r{i + 1}": said.first_port + i for i in range(said.replicas)}
    fleet = Fleet()
    with tempfile.TemporaryDirectory(prefix="playground-") as folder:
        Path(folder).chmod(0o755)
        try:
            hub = os.environ.get("PLAYGROUND_HUB", "")
            if not hub:
                hub = f"unix://{folder}/hub.sock"
                options = {
                    "port": "0",
                    "unixsocket": f"{folder}/hub.sock",
                    "save": "",
                    "loglevel": "warning",
                    "dir": folder,
                }
                said_to_it = [part for name in options for part in (f"--{name}", options[name])]
                fleet.start("redis-server", [program("redis-server"), *said_to_it])
            environment = {
                "OPENBLAS_NUM_THREADS": "1",
                "PLAYGROUND_MEMORY_MB": str(int(0.6 * memory() / said.replicas)),
                "PLAYGROUND_VISITORS": "150",
                "PLAYGROUND_HUB": hub,
            }
            environment |= {name: os.environ[name] for name in environment if name in os.environ}
            for name, port in ports.items():
                app = [sys.executable, "-m", "streamlit", "run", "app.py"]
                where = ["--server.address=127.0.0.1", f"--server.port={port}"]
                command = [*app, *where, "--server.headless=true"]
                fleet.start(name, command, PLAYGROUND_REPLICA=name, **environment)
            for name, port in ports.items():
                if not wait_until(lambda port=port: healthy(port), STARTS):
                    raise SystemExit(f"{name} does not answer")
            config = Path(folder) / "nginx.conf"
            addresses = {name: f"127.0.0.1:{port}" for name, port in ports.items()}
            config.write_text(proxy.page(addresses, said.listen, folder), "utf-8")
            fleet.start("nginx", [program("nginx"), "-c", str(config), "-e", "stderr"])
            say(f"{len(ports)} replicas behind nginx, at {said.listen}.")
            say(f"kill -HUP {os.getpid()} restarts them one after another.")
            while not {signal.SIGTERM, signal.SIGINT} & set(asked):
                time.sleep(REST)
                if signal.SIGHUP in asked:
                    asked.remove(signal.SIGHUP)
                    for name, port in ports.items():
                        fleet.restart(name)
                        wait_until(lambda port=port: healthy(port), STARTS)
                        say(f"{name} is new")
                fleet.revive()
        finally:
            fleet.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
