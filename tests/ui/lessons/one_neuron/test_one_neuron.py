"""The lesson on one neuron: its numbers are the core's, and what it asks can be done."""

import json
import re

import numpy as np
import pytest

from core.explain.neuron import cost, curve, neuron, nudge
from core.explain.numbers import number
from core.functions.activations import ACTIVATIONS
from tests.app import lesson_page, text
from ui.lessons.one_neuron.nudge import STEPS
from ui.lessons.one_neuron.pictures import tangent
from ui.lessons.one_neuron.samples import FIRST, KEY, X, Y, answers

TRAINED = {"w₁": 8.0, "w₂": 8.0, "b": -12.0}


def pictures(at):
    shown = [one.proto for one in at.get("bidi_component") if "picture" in one.proto.id]
    return [json.loads(proto.json)[0]["svg"] for proto in shown]


def test_the_sum_is_written_out_and_drawn():
    at = lesson_page("one_neuron", 1)
    network = neuron([1.5, -1.0], 0.5)
    seen = network.forward(np.array([[1.0, 0.5]]))
    z, a = (number(float(found[1][0, 0])) for found in (seen.z, seen.a))
    assert f"z = 1.50 × 1 + (−1) × 0.500 + 0.500 = **{z}**" in text(at)
    assert f"**{a}**" in text(at)
    assert f"z = {z}, a = {a}" in pictures(at)[0]


def test_an_input_that_is_switched_off_counts_for_nothing():
    at = lesson_page("one_neuron", 1)
    at.button(key="one_neuron.weighing.off").click().run()
    assert "z = 1.50 × 0 + (−1) × 0.500 + 0.500 = **0**" in text(at)


def test_a_sum_of_nothing_is_nothing():
    by_hand = {"w1": 3.0, "b": -0.3, "x1": 0.1, "x2": 0.0}
    at = lesson_page("one_neuron", 1, **{"one_neuron.weighing.values": (1, by_hand)})
    assert "z = 3 × 0.100 + (−1) × 0 + (−0.300) = **0**" in text(at)
    assert "z = 0, a = 0.500" in pictures(at)[0]


@pytest.mark.parametrize("sign", [-1, 1])
def test_the_dot_stands_at_its_z_however_far_the_sliders_go(sign):
    ends = {"w1": 3.0 * sign, "w2": 3.0 * sign, "b": 3.0 * sign, "x1": 1.0, "x2": 1.0}
    at = lesson_page("one_neuron", 1, **{"one_neuron.weighing.values": (1, ends)})
    (picture,) = pictures(at)
    *_, (across, up) = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', picture)
    a = sigmoid(9.0 * sign)
    assert float(across) == pytest.approx(320 + 305 * (sign > 0), abs=0.1)
    assert float(up) == pytest.approx(50 + 230 * (1 - a), abs=0.1)


def sigmoid(z):
    return float(1 / (1 + np.exp(-z)))


def test_the_slope_is_read_off_for_every_activation():
    at = lesson_page("one_neuron", 2)
    for name, sigma in ACTIVATIONS.items():
        if sigma.couples:
            continue
        at.selectbox(key="one_neuron.slope.which").set_value(name).run()
        assert not at.exception
        slope = re.search(r"σ′\(z\) = \*\*(.+)\*\*:", text(at))[1]
        assert f"slope {slope}" in pictures(at)[0]


@pytest.mark.parametrize("name", [name for name, one in ACTIVATIONS.items() if not one.couples])
@pytest.mark.parametrize("z", [-5.0, -2.4, 0.8, 2.5, 5.0])
def test_the_tangent_is_read_off_inside_the_picture(name, z):
    drawn = tangent(name, z)
    (up,) = re.findall(r'<circle cx="[\d.]+" cy="(-?[\d.]+)"', drawn)
    assert 40 <= float(up) <= 40 + 265
    slope = float(curve(name, np.array([z]))[1][0])
    rises = re.findall(r'points="[\d.]+,([\d.]+) [\d.]+,([\d.]+)" fill="none" stroke="#e0661a" '
                       r'stroke-width="4"', drawn)  # fmt: skip
    unit = re.findall(r'points="[\d.]+,([\d.]+) [\d.]+,[\d.]+" fill="none" stroke="#80868f" '
                      r'stroke-width="0.5"', drawn)[:2]  # fmt: skip
    one = float(unit[0]) - float(unit[1])  # between the ticks of two whole numbers
    for start, end in rises:
        assert float(start) - float(end) == pytest.approx(slope * one, abs=3)
    assert rises or abs(slope * one) < 3


def test_the_gallery_has_all_activations_of_the_core():
    said = text(lesson_page("one_neuron", 3))
    for sigma in ACTIVATIONS.values():
        assert f"**{sigma.label}**" in said


def test_the_neuron_can_be_trained_by_hand():
    at = lesson_page("one_neuron", 4)
    assert "Not below" in text(at)
    assert number(cost(neuron(FIRST[:2], FIRST[2]), X, Y)) in text(at)
    at = lesson_page("one_neuron", 4, **{f"{KEY}.values": (1, TRAINED)})
    assert "Trained, by hand" in text(at)
    assert [a > 0.5 for a in answers(neuron([8, 8], -12))] == [False, False, False, True]
    assert any("0000000100" in caption.value for caption in at.caption)


@pytest.mark.parametrize(("name", "place"), [("w₁", 0), ("w₂", 1), ("b", 2)])
def test_smaller_and_smaller_nudges_are_beside_the_derivative(name, place):
    at = lesson_page("one_neuron", 5)
    at.radio(key="one_neuron.nudge.which").set_value(name).run()
    network = neuron(FIRST[:2], FIRST[2])
    for by in STEPS:
        made = nudge(network, place, by, X, Y)
        assert f"| {by:g} | {number(made.change)} | {number(made.ratio)} |" in text(at)
    assert f"∂C/∂{name} | **{number(made.slope)}** |" in text(at)


@pytest.mark.parametrize(("end", "rounded"), [(-10.0, True), (0.0, False), (10.0, False)])
def test_where_rounding_shows_in_the_ratios_it_is_said(end, rounded):
    at = lesson_page("one_neuron", 5, **{f"{KEY}.values": (1, {"w₁": end, "w₂": end, "b": end})})
    assert any("ΔC is rounded" in caption.value for caption in at.caption) == rounded
