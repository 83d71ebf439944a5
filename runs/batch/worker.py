"""A process that does what it is sent: ``python -m runs.batch.worker``, started by ``processes``.

Calls come in on standard input and answers go out on standard output, pickled; whoever started it
is the only one to hold both ends. When that one goes, the input ends, and so does this.
"""

import os
import pickle
import sys

LATER = 10  # niceness: pages and their runs go first


def main() -> None:
    """Answer calls until there are no more."""
    calls, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what anything prints is no answer
    if hasattr(os, "nice"):
        os.nice(LATER)
    while True:
        try:
            call, arguments = pickle.load(calls)
        except EOFError:
            return
        try:
            answer = True, call(*arguments)
        except Exception as error:  # whatever it is, whoever called is told
            answer = False, error
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


if __name__ == "__main__":
    main()
