"""Which run this browser looks at: its own, the address', or a new one."""

from tests.app import opened, run_of


def test_the_url_finds_the_run_again():
    first = opened("train")
    first.button(key="step").click().run()
    again = opened("train", run=run_of(first).key)
    assert run_of(again) is run_of(first)


def test_a_url_of_a_lost_run_starts_a_new_one():
    at = opened("train", run="<script>alert(1)</script>")
    assert at.toast[0].value.startswith("That run is no longer")
    assert run_of(at).frame.steps == 0
