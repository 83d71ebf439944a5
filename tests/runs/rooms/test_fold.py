"""What a room is follows from what happened in it, and from nothing else."""

import pytest

from runs.rooms import parts
from runs.rooms.deeds import checked, fold, happen
from runs.rooms.events import About, Event, plain

ABOUT = About("key", "ABCDEF", "owner", 0.0, 100.0)
ASKED = {"text": "2 + 2?", "choices": ["3", "4"], "right": 1}


class Log:
    """Events as they are noted, and the state after them."""

    def __init__(self):
        self.events, self.state = [], fold(ABOUT, [])

    def do(self, mark, kind, **said):
        about = checked(self.state, mark, kind, said)
        self.events.append(Event(len(self.events) + 1, mark, kind, about))
        happen(self.state, self.events[-1])
        return self.events[-1].number


@pytest.fixture
def log():
    made = Log()
    made.do("ann", "join", name="Ann")
    made.do("ben", "join", name="")
    return made


def test_members_are_numbered_as_they_come_and_coming_again_changes_the_name_only(log):
    log.do("ann", "join", name="Anna")
    assert [(one.number, one.name) for one in log.state.members.values()] == [
        (0, ""),
        (1, "Anna"),
        (2, ""),
    ]


def test_a_replica_that_reads_all_of_it_at_once_comes_to_the_same(log):
    number = log.do("owner", "start", activity="question", settings=ASKED)
    log.do("ann", "act", of=number, choice=1)
    log.do("owner", "lock", on=True)
    log.do("owner", "place", page="lab", run="r", idea="")
    log.do("owner", "person", number=2, muted=True)
    again = fold(ABOUT, log.events)
    for part in (parts.student, parts.lecturer, parts.wall):
        assert part(again) == part(log.state)


def test_answers_are_hidden_until_the_lecturer_shows_them_and_the_latest_counts(log):
    number = log.do("owner", "start", activity="question", settings=ASKED)
    log.do("ann", "act", of=number, choice=0)
    log.do("ann", "act", of=number, choice=1)
    log.do("ben", "act", of=number, choice=0)
    for part in (parts.student, parts.wall, parts.lecturer):
        seen = part(log.state)["state"]
        assert seen["counts"] is None
        assert seen["right"] is None
    assert parts.wall(log.state)["state"]["answered"] == 2
    assert parts.own(log.state, log.state.members["ann"])["mine"] == {"choice": 1}
    log.do("owner", "act", of=number, reveal=True)
    seen = parts.student(log.state)["state"]
    assert (seen["counts"], seen["right"]) == ([1, 1], 1)
    with pytest.raises(ValueError, match="shown already"):
        log.do("ann", "act", of=number, choice=0)


@pytest.mark.parametrize(
    ("mark", "kind", "said", "why"),
    [
        ("stranger", "act", {"of": 1}, "not in this room"),
        ("ann", "lock", {"on": True}, "Only the lecturer"),
        ("ann", "start", {"activity": "question", "settings": ASKED}, "Only the lecturer"),
        ("ann", "person", {"number": 2, "removed": True}, "Only the lecturer"),
        ("ann", "act", {"of": 99, "choice": 1}, "over"),
        ("ann", "act", {"of": [], "choice": 1}, "over"),
        ("ann", "join", {"name": 5}, "no text"),
        ("ann", "fly", {}, "no such thing"),
        ("owner", "person", {"number": 0, "removed": True}, "nobody"),
        ("owner", "person", {"number": 1}, "Say whether"),
        ("owner", "start", {"activity": "x", "settings": {}}, "no such activity"),
        ("owner", "start", {"activity": "question", "settings": {"text": ""}}, "choices"),
        ("owner", "start", {"activity": "question", "settings": ASKED | {"text": ""}}, "Write"),
        ("owner", "start", {"activity": "question", "settings": ASKED | {"right": 7}}, "one of"),
        (
            "owner",
            "start",
            {"activity": "question", "settings": ASKED | {"choices": ["a", " "]}},
            "2 to 6",
        ),
    ],
)
def test_what_is_not_possible_is_refused_with_a_reason(log, mark, kind, said, why):
    with pytest.raises(ValueError, match=why):
        checked(log.state, mark, kind, said)


def test_who_is_muted_is_not_heard_and_who_is_removed_does_not_come_back(log):
    number = log.do("owner", "start", activity="question", settings=ASKED)
    log.do("owner", "person", number=1, muted=True)
    with pytest.raises(ValueError, match="does not hear"):
        log.do("ann", "act", of=number, choice=1)
    log.do("ann", "join", name="Rude words")
    assert log.state.members["ann"].name == "Ann"
    log.do("owner", "person", number=1, removed=True)
    with pytest.raises(ValueError, match="taken out"):
        log.do("ann", "join", name="Ann")
    assert parts.lecturer(log.state)["joined"] == 1


def test_a_name_that_is_hidden_is_not_shown_and_another_one_is_not_either(log):
    log.do("owner", "person", number=1, hidden=True)
    log.do("ann", "join", name="Rude words")
    ann = log.state.members["ann"]
    assert (ann.name, ann.shown) == ("Rude words", "")
    log.do("owner", "person", number=1, hidden=False)
    assert ann.shown == "Rude words"


def test_nobody_fills_the_log_with_names(log):
    for n in range(19):
        log.do("ann", "join", name=f"Ann {n}")
    with pytest.raises(ValueError, match="many names"):
        log.do("ann", "join", name="Ann again")
    log.do("ann", "join", name="Ann 18")  # a page that comes back


PLACE = {"page": "descent", "run": "", "idea": "fog", "title": "Descent: Fog"}
LATER = {"activity": "question", "settings": ASKED, "title": "A question"}


def test_one_press_goes_on_in_the_agenda_and_everybody_follows(log):
    log.do("owner", "plan", items=[PLACE, LATER, {**PLACE, "page": "", "title": "Train"}])
    titles = [item["title"] for item in parts.lecturer(log.state)["agenda"]]
    assert titles == ["Descent: Fog", "A question", "Train"]
    log.do("owner", "go", index=0)
    there = {"page": "descent", "run": "", "idea": "fog", "questions": "", "pair": ""}
    assert parts.student(log.state)["place"] == there
    log.do("owner", "place", page="", run="my run", idea="")
    log.do("owner", "go", index=1)
    assert parts.student(log.state)["activity"]["kind"] == "question"
    log.do("owner", "place", page="descent", run="", idea="")
    log.do("owner", "go", index=2)
    assert parts.student(log.state)["activity"] is None
    assert parts.student(log.state)["place"]["run"] == "my run"  # the one that was shown last
    assert parts.lecturer(log.state)["at"] == 2


def test_a_stop_that_asks_puts_its_question_before_its_place_is_seen(log):
    asks = {"activity": "question", "settings": ASKED}
    log.do("owner", "plan", items=[{**PLACE, "asks": asks, "minutes": 3, "note": "Hands"}, PLACE])
    first, second = parts.lecturer(log.state)["agenda"]
    assert (first["asks"], first["minutes"], first["note"]) == (True, 3, "Hands")
    assert not second["asks"]
    number = log.do("owner", "go", index=0)
    seen = parts.student(log.state)
    assert (seen["place"]["idea"], seen["activity"]["kind"]) == ("fog", "question")
    assert seen["ahead"]
    log.do("ann", "act", of=number, choice=1)
    log.do("owner", "act", of=number, reveal=True)
    assert parts.lecturer(log.state)["led"]
    log.do("owner", "stop")
    seen = parts.student(log.state)
    assert (seen["place"]["idea"], seen["activity"], seen["ahead"]) == ("fog", None, False)
    log.do("owner", "start", **asks)  # by hand: whoever likes may look at the lecturer's page
    assert not parts.student(log.state)["ahead"]
    log.do("owner", "go", index=1)
    assert parts.student(log.state)["activity"] is None


def test_an_agenda_is_changed_while_it_is_gone_through(log):
    log.do("owner", "plan", items=[PLACE, LATER, PLACE])
    log.do("owner", "go", index=1)
    log.do("owner", "unplan", index=0)
    assert parts.lecturer(log.state)["at"] == 0
    log.do("owner", "unplan")
    assert (parts.lecturer(log.state)["agenda"], parts.lecturer(log.state)["at"]) == ([], -1)


@pytest.mark.parametrize(
    ("kind", "said", "why"),
    [
        ("plan", {"items": "all"}, "is a list"),
        ("plan", {"items": [{}]}, "no text"),
        ("plan", {"items": [{"title": ""}]}, "has a title"),
        ("plan", {"items": [PLACE] * 61}, "at most"),
        ("plan", {"items": [LATER | {"settings": {"text": "x"}}]}, "choices"),
        ("plan", {"items": [PLACE | {"asks": {"activity": "x"}}]}, "no such activity"),
        ("plan", {"items": [PLACE | {"minutes": "3"}]}, "some minutes"),
        ("go", {"index": 0}, "no such item"),
        ("unplan", {"index": True}, "no such item"),
        ("timer", {"seconds": 1e9}, "two hours"),
        ("timer", {"seconds": "soon"}, "two hours"),
    ],
)
def test_an_agenda_and_a_timer_make_sense(log, kind, said, why):
    with pytest.raises(ValueError, match=why):
        checked(log.state, "owner", kind, said)


def test_a_timer_rings_at_the_same_moment_for_all(log):
    happen(log.state, Event(9, "owner", "timer", {"seconds": 180}, at=1000.0))
    for part in (parts.student, parts.lecturer, parts.wall):
        assert part(log.state)["timer"] == 1180.0
    log.do("owner", "timer", seconds=0)
    assert parts.student(log.state)["timer"] == 0


def test_black_is_the_projector_alone(log):
    log.do("owner", "black", on=True)
    assert parts.wall(log.state)["black"]
    assert "black" not in parts.student(log.state)


def test_what_came_too_late_changes_nothing(log):
    number = log.do("owner", "start", activity="question", settings=ASKED)
    log.do("owner", "stop")
    happen(log.state, Event(9, "ann", "act", {"of": number, "choice": 1}))
    assert log.state.activities[number].state.answers == {}
    assert log.state.last == 9


def test_a_room_takes_so_many_and_no_more(log, monkeypatch):
    monkeypatch.setattr("runs.rooms.deeds.MOST_MEMBERS", 2)
    with pytest.raises(ValueError, match="full"):
        log.do("carl", "join", name="")
    log.do("ann", "join", name="still in")


def test_a_name_is_one_short_line_without_what_cannot_be_seen():
    assert plain("  a\n\tb \u202e<b>\x00", 24) == "a b <b>"
    assert len(plain("x" * 1000, 24)) == 24
