"""``python -m runs.batch``: seeds and sweeps on all cores, or on the cluster that is named."""

import os
import sys

# Before NumPy is imported: at these sizes more threads are slower.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BAR = 40  # characters


def main() -> int:
    """Do what the command line asks for; return the exit code."""
    from runs.batch.batch import Batch
    from runs.batch.command import files, parse, sweep_of, table
    from runs.batch.crews import crew

    arguments = parse(sys.argv[1:])
    try:
        sweep = sweep_of(arguments)
        batch = Batch(sweep, crew)
        batch.start()
        try:
            while not batch.join(0.2):
                if sys.stderr.isatty():
                    state = batch.state()
                    _progress(state.share, state.left)
        except KeyboardInterrupt:
            batch.cancel()
            batch.join()
            return 130
        state = batch.state()
        if state.trouble:
            raise ValueError(state.trouble)
        if sys.stderr.isatty():
            _progress(1.0, None)
        for line in (*table(sweep, state, arguments.threshold), *files(arguments, sweep, state)):
            print(line)
    except (ValueError, OSError) as error:
        print(f"python -m runs.batch: {error}", file=sys.stderr)
        return 2
    return 0


def _progress(share: float, left: float | None) -> None:
    """Draw how much is done, and about how long the rest takes; the whole of it wipes it out."""
    done = round(share * BAR)
    more = "" if left is None else f", about {left:.0f} s more"
    bar = f"[{'=' * done}{' ' * (BAR - done)}] {share:4.0%}{more:<22}"
    print(f"\r{bar if share < 1 else ' ' * len(bar)}\r", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
