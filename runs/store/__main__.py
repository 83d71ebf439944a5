"""What is kept, and how to make room.

python -m runs.store                      where it is, and each run
python -m runs.store prune --days 30      remove runs without a name that are older
python -m runs.store prune --megabytes 500
"""

import argparse
import sys
import time
from collections.abc import Sequence

from runs.store.database import ADDRESS, StoreError, address
from runs.store.store import MOST_BYTES, MOST_DAYS, Store


def main(given: Sequence[str] | None = None) -> int:
    """Show the store or prune it; return the exit code."""
    arguments = argparse.ArgumentParser(prog="python -m runs.store", description=__doc__)
    arguments.formatter_class = argparse.RawDescriptionHelpFormatter
    arguments.add_argument("what", nargs="?", choices=("show", "prune"), default="show")
    arguments.add_argument("--days", type=float, default=MOST_DAYS)
    arguments.add_argument("--megabytes", type=float, default=MOST_BYTES / 1e6)
    chosen = arguments.parse_args(given)
    where = address()
    if where is None:
        print(f"Nothing is kept: {ADDRESS} says so.")
        return 0
    try:
        store = Store(where)
        if chosen.what == "prune":
            gone = store.prune(int(chosen.megabytes * 1e6), chosen.days)
            print(f"{gone} runs removed.")
        runs = store.all()
        store.close()
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    total = sum(run.bytes for run in runs) / 1e6
    print(f"{where.rpartition('@')[2]}: {len(runs)} runs, {total:,.1f} MB")
    for run in runs:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.saved))
        print(f"{when}  {run.bytes / 1e6:8.1f} MB  {run.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
