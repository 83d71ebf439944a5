"""The lesson on luck: its counts, bands and intervals are the core's."""

import json

import pytest

from core.explain.luck import band, difference
from core.explain.numbers import number
from tests.app import lesson_page, text
from ui.lessons.luck import enough, net, questions
from ui.lessons.luck.twenty import told


def pictures(at):
    shown = [
        one.proto for one in at.get("bidi_component") if "still_svg" in one.proto.component_name
    ]
    return [json.loads(proto.json)[0]["svg"] for proto in shown]


def test_twenty_seeds_are_counted_for_whatever_net_is_chosen():
    at = lesson_page("luck", 1)
    assert told(net.trained(2, net.ETA)) in text(at)
    at.radio(key="luck.hidden").set_value(3)
    at.radio(key="luck.eta").set_value(10.0).run()
    found = net.trained(3, 10.0)
    assert told(found) in text(at)
    (svg,) = pictures(at)
    assert svg.count("<polyline") >= net.MANY


def test_the_band_is_read_at_an_epoch():
    at = lesson_page("luck", 2)
    at.select_slider(key="luck.epoch").set_value(500).run()
    found = net.trained(2, net.ETA)
    shown = band(found.cost[:, [net.EPOCHS.index(500)]])
    for line in (shown.low, shown.lower, shown.median, shown.upper, shown.high):
        assert number(float(line[0])) in text(at)


def test_the_words_of_a_picture_have_no_marks_for_bold_letters():
    shown = pictures(lesson_page("luck", 1))
    assert shown
    assert not any("**" in svg for svg in shown)


def test_every_rate_is_counted():
    svg = pictures(lesson_page("luck", 3))[0]
    for eta in net.ETAS:
        assert f"η {eta:g}: {int(net.trained(2, eta).solved.sum())}" in svg


@pytest.mark.parametrize("many", [2, 200])
def test_so_many_seeds_say_what_their_interval_says(many):
    at = lesson_page("luck", 4)
    at.select_slider(key="luck.many").set_value(many).run()
    a, b = (net.trained(hidden, net.ETA, net.MOST).solved[:many] for hidden in (2, 3))
    _, low, high = difference(a, b)
    assert ("cannot tell" in text(at)) == (low <= 0 <= high)
    assert f"**{100 * (b.mean() - a.mean()):g} points**" in text(at)


def test_other_seeds_are_others():
    at = lesson_page("luck", 4)
    before = text(at)
    at.button(key="luck.other").click().run()
    assert not at.exception
    assert text(at) != before
    assert enough.told(5, net.MOST) in text(at)


@pytest.mark.parametrize("question", [questions.TWENTY, questions.LARGE, questions.ENOUGH])
def test_an_experiment_answers_with_one_of_the_options(question):
    found = question.experiment()
    assert 0 <= found.right < len(question.options)


def test_the_question_of_enough_is_answered_by_the_intervals():
    telling = [
        n for n in (5, 20) if not (enough.compared(n)[1] <= 0 and enough.compared(n)[2] >= 0)
    ]
    right = questions.ENOUGH.experiment().right
    assert right == (0 if 5 in telling else 1 if 20 in telling else 2)
