"""How often a page may speak."""

from ui.stream.rate import Rate


def test_many_at_once_then_so_many_a_second():
    rate = Rate(per_second=2, at_once=3)
    now = 0.0  # seconds of a clock: of a late one, a second more is rounded
    assert [rate.allows(now) for _ in range(5)] == [True, True, True, False, False]
    assert [rate.allows(now + 1) for _ in range(3)] == [True, True, False]
    assert [rate.allows(now + 100) for _ in range(4)] == [True, True, True, False]
