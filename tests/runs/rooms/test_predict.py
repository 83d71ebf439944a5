"""A lesson's question: what is right is measured, and a student's tally is kept for the room."""

import pytest

from runs.rooms import parts
from tests.runs.rooms.test_fold import Log

ASKED = {"lesson": "descent.edge", "text": "At η = 1?", "choices": ["Slowly.", "It jumps.", "Out."]}
MEASURED = {"right": 1, "sentence": "2, −2, 2, −2"}


@pytest.fixture
def log():
    made = Log()
    made.do("ann", "join", name="Ann")
    made.do("ben", "join", name="Ben")
    return made


def tally(log, mark):
    return parts.own(log.state, log.state.members[mark])["me"]["tally"]


def test_what_is_right_is_seen_when_it_was_measured_and_counts_for_those_who_answered(log):
    number = log.do("owner", "start", activity="predict", settings=ASKED)
    log.do("ann", "act", of=number, choice=1)
    seen = parts.wall(log.state)["state"]
    assert (seen["answered"], seen["counts"], seen["right"]) == (1, None, None)
    assert seen["sentence"] == ""
    assert tally(log, "ann") == [0, 0]
    log.do("owner", "act", of=number, reveal=True, measured=MEASURED)
    seen = parts.student(log.state)["state"]
    assert (seen["counts"], seen["right"]) == ([0, 1, 0], 1)
    assert seen["sentence"] == MEASURED["sentence"]

    following = log.do("owner", "start", activity="predict", settings=ASKED)
    log.do("ann", "act", of=following, choice=0)
    log.do("ben", "act", of=following, choice=1)
    log.do("owner", "act", of=following, reveal=True, measured=MEASURED)
    assert tally(log, "ann") == [1, 2]
    assert tally(log, "ben") == [1, 1]


def test_nothing_is_revealed_that_was_not_measured(log):
    number = log.do("owner", "start", activity="predict", settings=ASKED)
    for measured in (None, {"right": 7, "sentence": ""}, {"right": True, "sentence": ""}):
        with pytest.raises(ValueError, match="did not say"):
            log.do("owner", "act", of=number, reveal=True, measured=measured)
