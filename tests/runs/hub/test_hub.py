"""What replicas tell each other arrives, and one alone holds a run."""

import threading

import pytest

from runs.hub.hub import HubError, parcel, unwrapped
from runs.hub.redis import RedisHub

PATIENCE = 20


def test_one_replica_alone_holds_a_run_until_it_lets_go(connect):
    a, b = connect("a"), connect("b")
    assert a.claim(["x", "y"]) == {}
    assert b.claim(["x", "z"]) == {"x": "a"}
    assert a.claim(["x", "y", "z"]) == {"z": "b"}
    b.release(["x"])  # which is not its own
    assert b.claim(["x"]) == {"x": "a"}
    a.release(["x"])
    assert b.claim(["x", "y"]) == {"y": "a"}


def test_questions_are_answered_or_not(connect):
    a, b = connect("a"), connect("b")
    b.serve(lambda question: question.upper())
    assert a.ask("b", b"who?\x00", PATIENCE) == b"WHO?\x00"
    assert a.ask("nobody", b"who?", 0.05) is None


def test_news_reach_those_who_listen(connect):
    a, b = connect("a"), connect("b")
    heard, there = [], threading.Event()
    b.listen({"one": lambda news: (heard.append(news), there.set())})
    while not there.wait(0.05):  # until the server knows that it listens
        a.publish("other", b"not this")
        a.publish("one", b"\xff this")
    assert set(heard) == {b"\xff this"}


def test_who_says_nothing_any_more_loses_its_runs(redis):
    a, b = RedisHub(redis, "a"), RedisHub(redis, "b")
    assert a.claim(["mortal"]) == {}
    assert 0 < a._redis.pttl("playground:home:mortal") <= 5000
    a.stop()
    b.stop()


def test_a_server_that_is_not_there_is_told_of(tmp_path):
    hub = RedisHub(f"unix://{tmp_path / 'nowhere'}", "a")
    with pytest.raises(HubError):
        hub.claim(["x"])
    assert hub.trouble
    hub.stop()
    with pytest.raises(HubError, match="no address"):
        RedisHub("nonsense", "a")


@pytest.mark.parametrize("cut", [1, 5, 9, -1])
def test_parcels_are_whole_or_nothing(cut):
    message = parcel({"a": 1}, b"", b"content")
    assert unwrapped(message) == ({"a": 1}, [b"", b"content"])
    with pytest.raises(ValueError):  # noqa: PT011
        unwrapped(message[:cut])
