"""Runs as one file to take elsewhere: a zip of JSON and of arrays without pickle.

Each run has a folder: ``about.json``, ``curves.npz``, ``latest.npz``, from which it goes on bit for
bit, and in ``moments`` as many moments to rewind to as there is room for.
"""

import io
import secrets
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace

from core.training import Checkpoint
from runs import saved as saved_run
from runs.checked import checked
from runs.saved import Saved

MOST_BYTES = 20_000_000  # of the file
MOST_RUNS = 100
_ROOM = 0.8  # of the bytes, for what is not moments' heads and the zip's own


def write(runs: Sequence[Saved]) -> bytes:
    """Return the file.

    Raises
    ------
    ValueError
        If they are too many, or too large for what ``read`` takes.
    """
    if not 1 <= len(runs) <= MOST_RUNS:
        raise ValueError(f"One file takes between 1 and {MOST_RUNS} runs.")
    wholes = [
        (run.about().encode(), run.arrays(), saved_run.pack_moment(run.latest)) for run in runs
    ]
    left = _ROOM * MOST_BYTES - sum(map(len, (part for whole in wholes for part in whole)))
    if left < 0:
        raise ValueError(
            f"These runs take more than {MOST_BYTES / 1e6:.0f} MB together: choose fewer of them."
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, (run, (about, curves, latest)) in enumerate(zip(runs, wholes, strict=True)):
            anonymous = replace(run, owner="").about().encode() if run.owner else about
            for name, part in (
                ("about.json", anonymous),
                ("curves.npz", curves),
                ("latest.npz", latest),
            ):
                archive.writestr(zipfile.ZipInfo(f"{number:04d}/{name}"), part)
            most = int(left / len(runs) / (len(latest) + 500))
            for i, moment in enumerate(_some(run, most)):
                name = f"{number:04d}/moments/{i:04d}.npz"
                archive.writestr(zipfile.ZipInfo(name), saved_run.pack_moment(moment))
    return out.getvalue()


def _some(run: Saved, most: int) -> Sequence[Checkpoint]:
    """Return at most so many of its moments, evenly over the run, the first one among them."""
    every = -(-len(run.moments) // most) if most else len(run.moments) + 1
    return run.moments[::every] if most else ()


def read(content: bytes) -> list[Saved]:
    """Return the runs in a file that ``write`` made, under keys of their own; they are nobody's.

    Raises
    ------
    ValueError
        If it is no such file, or anything in it makes no sense: with a message for the visitor.
    """
    if len(content) > MOST_BYTES:
        raise ValueError(f"The file is too large: at most {MOST_BYTES / 1e6:.0f} MB are read.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            folders = _folders(archive)
    except (
        *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
        *(RuntimeError, NotImplementedError, UnicodeDecodeError),
    ) as error:
        raise ValueError("This is no file of runs, or a damaged one.") from error
    if not 1 <= len(folders) <= MOST_RUNS:
        raise ValueError(f"A file of runs holds between 1 and {MOST_RUNS} of them.")
    return [_run(number, parts) for number, parts in enumerate(folders.values(), start=1)]


def _folders(archive: zipfile.ZipFile) -> dict[str, dict[str, bytes]]:
    """Return the files of each folder by their names, not more in all than a file may have."""
    found: dict[str, dict[str, bytes]] = {}
    left = MOST_BYTES
    for part in sorted(archive.infolist(), key=lambda part: part.filename):
        folder, _, name = part.filename.partition("/")
        if not folder.isdigit() or not name:
            continue
        with archive.open(part) as opened:
            data = opened.read(left + 1)
        left -= len(data)
        if left < 0:
            raise ValueError("What is in the file is too large.")
        found.setdefault(folder, {})[name] = data
    return found


def _run(number: int, parts: dict[str, bytes]) -> Saved:
    moments = [parts[name] for name in sorted(parts) if name.startswith("moments/")]
    try:
        about, curves, latest = (parts[n] for n in ("about.json", "curves.npz", "latest.npz"))
        text = about.decode()
        found = checked(saved_run.load(text, curves, moments, latest))
    except (KeyError, ValueError, RecursionError) as error:
        raise ValueError(f"Run {number} in the file cannot be used: {error}") from error
    return replace(found, key=secrets.token_urlsafe(9), beside=None)
