"""``python -m core train`` and ``python -m core reproduce``: the core without a screen.

``core`` itself never prints; this file does, line by line as they come.
"""

import io
import os
import sys
from collections.abc import Iterable

# Before NumPy is imported: at these sizes more threads are slower.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

PATIENCE = 300.0  # seconds for a process of its own
BAR = 40  # characters


def main() -> int:
    """Do what the command line asks for; return the exit code."""
    from core.commands import parse, reproduce, train

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # for screens that know no Greek
    arguments = parse(sys.argv[1:])
    try:
        if arguments.command == "train":
            _show(train(arguments, _progress if sys.stderr.isatty() else None))
        else:
            for name in arguments.runs:
                if name != "R5" or not _shown_with_published_kernels(name):
                    _show(reproduce(name, arguments.epochs))
    except BrokenPipeError:  # whoever reads our lines, `head` perhaps, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    except (ValueError, OSError) as error:
        print(f"python -m core {arguments.command}: {error}", file=sys.stderr)
        return 2
    return 0


def _show(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _progress(share: float) -> None:
    """Draw how much of an epoch is done; the whole of it wipes the bar out."""
    done = round(share * BAR)
    bar = f"[{'=' * done}{' ' * (BAR - done)}] {share:4.0%}" if share < 1 else " " * (BAR + 7)
    print(f"\r{bar}\r", end="", file=sys.stderr, flush=True)


def _shown_with_published_kernels(name: str) -> bool:
    """Print a run made in a process of its own with OpenBLAS' AVX2 kernels, if that works here."""
    from core.reproduce.in_own_process import KERNELS, reproduced

    lines = None if os.environ.get(KERNELS) else reproduced(name, PATIENCE)
    _show(lines or ())
    return lines is not None


if __name__ == "__main__":
    sys.exit(main())
