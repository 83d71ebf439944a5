"""Files and links spoiled at random: all are read whole, or refused in words.

A thousand here; FUZZ=2000 in the environment tries so many of each kind, and
``python -m benchmarks.fuzz`` as many as there is time for, with an eye on time and memory.
"""

import os

import numpy as np
import pytest

from tests.fuzzing import KINDS, refused_or_read, spoiled

EXAMPLES = int(os.environ.get("FUZZ", "60"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_was_changed_is_read_or_refused_in_words(kind):
    good, read = KINDS[kind]
    read(good)
    for example in range(EXAMPLES):
        try:
            refused_or_read(kind, spoiled(good, np.random.default_rng(example)))
        except Exception as error:
            error.add_note(f"{kind}, example {example}")
            raise
