"""The story of a run: what was changed when, what is planned, which marks curves have."""

from dataclasses import replace

from core.specs import TrainSpec
from runs.story import ONE_CHANGE, Change, Story

BEGAN = TrainSpec(0.5, 10)
LATER = replace(BEGAN, eta=0.1)


def test_what_was_made_comes_before_what_is_planned():
    story = Story(BEGAN, [Change(7, LATER), Change(9, BEGAN)])
    assert story.due(6) == []
    assert story.due(7) == [Change(7, LATER)]
    story.changed(7, LATER)
    assert [(c.steps, c.settings.eta) for c in story.told()] == [(0, 0.5), (7, 0.1), (9, 0.5)]
    assert story.changed_at(7) == (LATER,)


def test_a_slider_on_its_way_leaves_one_mark():
    story, old = Story(BEGAN), BEGAN
    for i in range(1, 6):
        new = replace(old, eta=0.1 * i)
        story.changed(i, new)
        story.mark(i / 10, old, new, alone=False)
        old = new
    assert [mark.label for mark in story.marks] == ["η 0.5"]
    assert [change.marked for change in story.told()] == [False] * 5 + [True]


def test_other_settings_and_later_changes_have_marks_of_their_own():
    story = Story(BEGAN)
    story.mark(1, BEGAN, LATER, alone=False)
    story.mark(2, LATER, replace(LATER, lmbda=5.0), alone=False)
    story._latest = (story._latest[0], story._latest[1] - 2 * ONE_CHANGE)
    story.mark(3, replace(LATER, lmbda=5.0), replace(LATER, lmbda=6.0), alone=False)
    assert [mark.label for mark in story.marks] == ["η 0.1", "λ 5.0", "λ 6.0"]


def test_settings_that_curves_do_not_show_leave_no_mark():
    story = Story(BEGAN)
    story.mark(1, BEGAN, replace(BEGAN, patience=3), alone=False)
    assert story.marks == []


def test_rewinding_forgets_what_came_later():
    story = Story(BEGAN)
    for steps in (5, 9):
        story.changed(steps, replace(BEGAN, eta=0.01 * steps))
        story.mark(steps / 10, BEGAN, replace(BEGAN, eta=0.01 * steps), alone=True)
    story.rewind(5, 0.5)
    assert len(story.changes) == 2
    assert len(story.marks) == 1


def test_a_change_knows_its_epoch_and_is_the_same_change_without_it():
    story = Story(BEGAN)
    story.changed(7, LATER, epoch=0.7)
    assert story.changes[-1].epoch == 0.7
    assert story.changes[-1] == Change(7, LATER)
