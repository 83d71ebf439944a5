"""The lesson on the chain rule: its numbers are the core's, and the race ends as it says."""

import json
import math
import re

import numpy as np
import pytest

from core.explain.chain import chain, travel
from core.explain.graph import example, graph, reverse_mode
from core.explain.numbers import number
from core.explain.plain import backprop
from core.network import Network
from tests.app import lesson_page, opened, text
from ui.lessons.chain_rule import modes, own_chain, pictures, questions

NET = chain([1.2, -1.5])


def alts(at):
    shown = [one.proto for one in at.get("bidi_component") if "picture" in one.proto.id]
    return [re.search('aria-label="([^"]*)"', json.loads(one.json)[0]["svg"])[1] for one in shown]


@pytest.mark.parametrize(("name", "layer"), [("w²", 2), ("w¹", 1)])
def test_the_ratios_of_a_nudge_multiply(name, layer):
    at = lesson_page("chain_rule", 1)
    at.radio(key="chain_rule.travels.which").set_value(name).run()
    stops = travel(NET, 1.0, own_chain.Y, layer, 1.0)
    limit = math.prod(stop.slope for stop in stops)
    end = f"| product = ΔC/Δ{name} | **{number(stops[-1].change)}** | **{number(limit)}** |"
    assert end in text(at)
    assert alts(at) == [", ".join(f"Δ{s.name} = {number(s.change)}" for s in stops) + "."]


@pytest.mark.parametrize("by", [-2.0, -1.0, 0.3, 2.0])
@pytest.mark.parametrize("x", [-2.0, 1.0])
def test_every_arrow_is_as_long_as_its_number_says_and_stays_on_its_line(x, by):
    stops = travel(NET, x, own_chain.Y, 1, by)
    dots = re.findall(r'<circle cx="([^"]*)"', pictures.lines(stops))
    start, *ends = (float(at) for at in [dots[0], *dots[1::2]])
    assert all(60 <= end <= 460 for end in ends)
    lengths = np.array([end - start for end in ends])
    changes = np.array([stop.change for stop in stops])
    assert lengths / lengths[0] == pytest.approx(changes / changes[0], abs=0.01)


def test_the_lab_opens_the_net_that_the_question_asks_about():
    assert "blame" in lesson_page("chain_rule", 5).button(key="chain_rule.lab").label
    network = Network.initial(questions.SETUP.network, questions.SETUP.settings.seed)
    assert (network.parameters == questions.network().parameters).all()


@pytest.mark.parametrize("values", [{"x": 0.0}, {"by": 0.0}, {"w1": 0.0, "w2": 0.0}, {"x": -2.0}])
@pytest.mark.parametrize("idea", [1, 2])
def test_no_place_of_a_slider_breaks_it(idea, values):
    at = lesson_page("chain_rule", idea, **{f"{own_chain.KEY}.values": (1, values)})
    for radio in at.radio:
        for option in radio.options:
            radio.set_value(option.split()[-1]).run()
            assert not at.exception


def test_all_gradients_follow_from_the_blame():
    at = lesson_page("chain_rule", 2)
    found = backprop(NET, np.array([[1.0]]), np.array([[own_chain.Y]]))
    for name, value in (
        ("δ²", found.delta[2]),
        ("δ¹", found.delta[1]),
        ("∂C/∂b²", found.nabla_b[2][None]),
        ("∂C/∂w²", found.nabla_w[2]),
        ("∂C/∂w¹", found.nabla_w[1]),
    ):
        assert re.search(
            rf"\| \*\*{name}\*\* \|.*\| \*\*{re.escape(number(float(value[0, 0])))}\*\* \|",
            text(at),
        )


def test_two_ways_add_up_on_the_page():
    at = lesson_page("chain_rule", 3, **{"chain_rule.ways.values": (1, {"by": 0.01})})
    one, two, both = re.search(
        r"way 1 (.+), way 2 (.+); together (.+)\.", alts(at)[0].replace("−", "-")
    ).groups()
    assert float(one) + float(two) == pytest.approx(float(both), abs=1e-3)


def test_the_race_ends_with_the_same_derivatives():
    whole = graph(*example())
    tracks = modes.all_sweeps(whole)
    last = sum(len(taken) for _, taken in tracks)
    at = lesson_page("chain_rule", 4, **{"chain_rule.modes.values": (1, {"done": last})})
    said = text(at) + " ".join(caption.value for caption in at.caption)
    assert "**Forward mode**: 7 of 7" in said
    assert "**Reverse mode**: 7 of 7" in said
    found, taken = reverse_mode(whole)
    for name in whole.learnt:
        assert said.count(f"{name} {number(found[name])}") == 2
    halfway = {"chain_rule.modes.values": (1, {"done": len(taken)})}
    said = text(lesson_page("chain_rule", 4, **halfway))
    assert "**Reverse mode**: 7 of 7" in said
    assert not re.search(r"\*\*Forward mode\*\*: [4-7] of 7", said)


def test_the_question_about_blame_shows_what_it_asks_about():
    at = opened("chain_rule", idea="3")
    assert "unit 1 with 0.294 and −0.736" in at.radio[0].label


@pytest.mark.parametrize("idea", [1, 2, 3])
def test_where_the_nudge_stands_at_zero_it_is_said_which_one_is_shown(idea):
    keys = (own_chain.KEY, "chain_rule.ways")
    at = lesson_page("chain_rule", idea, **{f"{key}.values": (1, {"by": 0.0}) for key in keys})
    assert "that of 0.01" in at.caption[0].value
    assert "that of 0.01" not in str(lesson_page("chain_rule", idea).caption)
