"""The published runs on gates."""

import pytest

from tests.app import lesson_page, text
from tests.core.reproduce.test_reproduce import exp_is_the_published_one
from ui.lessons.gates import published


def test_the_toy_fills_in_and_ends_in_the_published_digits():
    at = lesson_page("gates", 4)
    before = text(at)
    for figure in (*published.ONE_LAYER, *published.HIDDEN):
        assert f"| {figure} |  |" in before
    at.button(key="gates.reproduce").click().run()
    begun = text(at)
    assert "| wrong |" in begun
    assert "same" not in begun
    toy = at.session_state["gates.toy"]
    while not toy.finished:
        toy.advance()
    assert [round(float(a)) for a in toy.answers[0] + toy.answers[1]] == [0, 0, 1, 1, 0, 1, 1, 0]
    at.run()
    assert not at.exception
    after = text(at)
    for figure in (*published.ONE_LAYER, *published.HIDDEN):
        assert f"| {figure} | {figure} | same |" in after
    if exp_is_the_published_one():
        for figure in published.ERRORS.values():
            assert f"| {figure} · {figure} · same |" in after
    else:
        assert any("round the last digits differently" in said.value for said in at.caption)


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("0.00578945986250781", "0.00578945986250781", "same"),
        ("0.00578945986250799", "0.00578945986250781", "first 13 of 15 digits"),
        ("0.9", "0.0012", "first 0 of 2 digits"),
        ("0.00123", "0.0012", "first 2 of 2 digits"),
    ],
)
def test_agreement_is_counted_in_digits_that_mean_something(ours, theirs, said):
    assert published.agreement(ours, theirs) == said


@pytest.mark.parametrize("alike", [True, False])
def test_a_process_of_its_own_is_told_of_only_where_there_was_one(alike):
    digits = published.Digits([], dict(published.ERRORS), [], alike)
    assert ("process of its own" in published._said(published.Toy(), digits)) == alike
