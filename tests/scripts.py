"""A Python that runs one exported script after another, as each would run alone.

It has NumPy loaded; of the script before it knows nothing.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_LOOP = """
import contextlib, io, json, os, runpy, sys, traceback
import numpy
for line in sys.stdin:
    folder, *sys.argv = json.loads(line)
    path, failed, out, err = [*sys.path], 0, io.StringIO(), io.StringIO()
    os.chdir(folder)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            runpy.run_path(sys.argv[0], run_name="__main__")
        except SystemExit as end:
            if failed := int(end.code not in (None, 0)):
                print(end.code, file=err)
        except BaseException:
            failed = 1
            traceback.print_exc()
    sys.path[:] = path
    for name in [name for name in sys.modules if name.split(".")[0] == "core"]:
        del sys.modules[name]  # what the script had packed
    print(json.dumps([failed, out.getvalue(), err.getvalue()]), flush=True)
"""


class Done(NamedTuple):
    """What came of a script."""

    returncode: int
    stdout: str
    stderr: str


class Scripts:
    """A process of ``python``, which is a command with its options."""

    def __init__(self, *python: str | Path, env: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [*python, "-c", _LOOP],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, script: Path, *arguments: str) -> Done:
        """Run it in its own folder."""
        assert self._process.stdin
        assert self._process.stdout
        print(
            json.dumps([str(script.parent), script.name, *arguments]),
            file=self._process.stdin,
            flush=True,
        )
        return Done(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process, and fail if it did not end well."""
        self._process.communicate()
        assert self._process.returncode == 0
