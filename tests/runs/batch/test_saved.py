"""Results as a file: the same again, and nothing else is taken."""

import json
import pickle

import pytest

from runs.batch.saved import from_file, to_file
from runs.batch.sweep import Axis
from tests.runs.batch.given import computed, seeds

SWEEP = seeds(n=2, epochs=10, axes=(Axis("eta", (0.5, 3.0)),))


@pytest.fixture(scope="module")
def file():
    return to_file(SWEEP, computed(SWEEP).outcomes)


def test_a_file_gives_the_same_sweep_and_the_same_numbers(file):
    assert from_file(file) == (SWEEP, computed(SWEEP).outcomes)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[" * 100_000, b"[]", b'{"format": "other"}', pickle.dumps({"a": 1})],
)
def test_what_is_no_such_file_is_refused(content):
    with pytest.raises(ValueError, match="no file of results"):
        from_file(content)


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("version",), 2),
        (("setup",), None),
        (("setup", 1), {"sizes": "many"}),
        (("seeds",), 3),
        (("seeds",), "2"),
        (("epochs",), 10**9),
        (("axes", 0, "name"), "nonsense"),
        (("axes", 0, "values"), []),
        (("runs",), None),
        (("runs",), {}),
        (("runs", 0), None),
        (("runs", 0, "rows"), [[1, 2]]),
        (("runs", 0, "rows"), [[0.0] * 5] * 200),
        (("runs", 0, "rows", 0, 0), "1"),
        (("runs", 0, "rows", 0, 0), 10**400),
        (("runs", 0, "diverged"), "never"),
        (("runs", 0, "done"), 1),
    ],
)
def test_what_makes_no_sense_in_it_is_refused_with_words(file, where, value):
    told = json.loads(file)
    place = told
    for key in where[:-1]:
        place = place[key]
    place[where[-1]] = value
    with pytest.raises(ValueError, match="This file of results"):
        from_file(json.dumps(told).encode())
