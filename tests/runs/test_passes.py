"""A pass opens once, for some minutes, and what is kept of it does not tell the secret."""

import pytest
from sqlalchemy import create_engine, text

from runs import passes
from runs.passes import Passes
from runs.store.store import Store

SECRET = "of-24-letters-or-so-4711"


@pytest.fixture(params=["in the store", "in this process"])
def place(request, tmp_path):
    if request.param == "in this process":
        yield None
        return
    store = Store(f"sqlite:///{tmp_path / 'runs.sqlite'}")
    yield store
    store.close()


def test_it_opens_once(place):
    given = Passes(place)
    first, second = given.give_out(SECRET), given.give_out(SECRET)
    assert first != second
    assert given.take(first) == SECRET
    assert given.take(first) is None
    assert given.take("guessed") is None
    assert given.take(second) == SECRET


def test_it_is_over_after_some_minutes(place, monkeypatch):
    monkeypatch.setattr(passes, "LASTS", -1.0)
    given = Passes(place)
    assert given.take(given.give_out(SECRET)) is None


@pytest.mark.parametrize("secret", ["", "x" * 100])
def test_what_is_no_secret_of_ours_gets_none(place, secret):
    with pytest.raises(ValueError, match="not one of ours"):
        Passes(place).give_out(secret)


def test_the_store_tells_neither_secret_nor_pass(tmp_path):
    where = f"sqlite:///{tmp_path / 'runs.sqlite'}"
    store = Store(where)
    token = Passes(store).give_out(SECRET)
    engine = create_engine(where)
    with engine.connect() as connection:
        kept = str(connection.execute(text("SELECT * FROM passes")).all())
    engine.dispose()
    assert token not in kept
    assert SECRET not in kept
    other = Passes(store)  # of another process
    assert other.take(token) == SECRET
    store.close()


def test_without_a_store_they_are_bounded(monkeypatch):
    monkeypatch.setattr(passes, "MOST", 2)
    given = Passes(None)
    first, *others = [given.give_out(SECRET) for _ in range(3)]
    assert given.take(first) is None
    assert [given.take(token) for token in others] == [SECRET, SECRET]
