"""Time counts while a run plays; its speed is that of about the last second."""

from runs.stopwatch import RECENT, Stopwatch


def test_laps_add_up():
    watch = Stopwatch()
    watch.start()
    begun = watch._since
    watch.lap(begun + 0.5)
    watch.lap(begun + 0.75)
    assert watch.seconds == 0.75


def test_the_speed_is_that_of_recent_frames():
    watch = Stopwatch()
    for i in range(100):
        slow = watch.speed(i / 40, 10 * i)
    assert round(slow) == 400
    for i in range(RECENT):
        fast = watch.speed(100 / 40 + i / 40, 1000 + 100 * i)
    assert round(fast) == 4000


def test_without_two_moments_there_is_no_speed():
    assert Stopwatch().speed(1.0, 5) == 0


def test_what_ran_elsewhere_counts_as_time_and_not_as_speed():
    watch = Stopwatch()
    watch.speed(1.0, 0)
    watch.go_on(9.5)
    assert watch.seconds == 9.5
    assert watch.speed(1.001, 100_000) == 0
