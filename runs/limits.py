"""How much one process takes on: by the machine's size, or as the environment says."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MB = 2**20
RUNS = "PLAYGROUND_RUNS"
VISITORS = "PLAYGROUND_VISITORS"
SOCKETS = "PLAYGROUND_SOCKETS"
UPLOADS = "PLAYGROUND_UPLOADS_MB"
MEMORY = "PLAYGROUND_MEMORY_MB"
FRAMES = "PLAYGROUND_FRAMES"
ROOMS = "PLAYGROUND_ROOMS"
IN_ROOMS = "PLAYGROUND_IN_ROOMS"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process takes on.

    Attributes
    ----------
    runs : int
        In memory; of more, those go first that nobody has looked at for longest.
    visitors : int
        Pages that are open, or were a moment ago.
    sockets : int
        Live sockets at once.
    uploads : int
        Bytes of uploaded files of all visitors together.
    memory : int
        Bytes of the whole process; above them nobody new is let in.
    frames : int
        A second, at most, to each page.
    rooms : int
        Lecture rooms that are open.
    in_rooms : int
        Pages in all of them together, each by a socket.
    """

    runs: int
    visitors: int
    sockets: int
    uploads: int
    memory: int
    frames: int
    rooms: int
    in_rooms: int


def limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """Return what holds here; what the environment names wins, nonsense in it does not."""
    memory = _named(environment, MEMORY, max(512, int(0.6 * machine_memory() / MB))) * MB
    visitors = _named(environment, VISITORS, min(150 * (os.cpu_count() or 1), memory // (8 * MB)))
    return Limits(
        runs=_named(environment, RUNS, min(1024, max(64, memory // (16 * MB)))),
        visitors=visitors,
        sockets=_named(environment, SOCKETS, 2 * visitors),
        uploads=_named(environment, UPLOADS, min(1024, max(100, memory // (20 * MB)))) * MB,
        memory=memory,
        frames=_named(environment, FRAMES, 40),
        rooms=_named(environment, ROOMS, 50),
        in_rooms=_named(environment, IN_ROOMS, 1500),
    )


def _named(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    text = environment.get(name, "").strip()
    return int(text) if text.isdecimal() and int(text) > 0 else otherwise


def machine_memory(groups: Path = Path("/sys/fs/cgroup")) -> int:
    """Return the bytes of the machine, or of the container that this process may not leave."""
    try:
        whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        whole = 4096 * MB  # where nobody says
    for name in ("memory.max", "memory/memory.limit_in_bytes"):  # in version 2, and 1
        with suppress(OSError, ValueError):
            whole = min(whole, int((groups / name).read_text("ascii")))
    return whole


def used_memory() -> int:
    """Return the bytes that this process takes, 0 where nobody says."""
    try:
        resident = Path("/proc/self/statm").read_text("ascii").split()[1]
        return int(resident) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0
