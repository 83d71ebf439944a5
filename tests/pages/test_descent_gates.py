"""The lessons on descent and on gates, driven through their widgets without a browser."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.data.bits import GATES
from tests.core.reproduce.test_reproduce import exp_is_the_published_one
from ui.lessons.descent import bowl, parabola
from ui.lessons.gates import layers, published
from ui.shell import server

PAGES = Path(__file__).parents[2] / "pages"


def opened(name, idea=1, **state):
    at = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
    at.session_state[f"{name}.idea"] = idea
    for key, value in state.items():
        at.session_state[key] = value
    at.run()
    assert not at.exception
    return at


def text(at):
    return "\n".join(shown.value for shown in at.markdown)


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Crawl", "crawls"),
        ("Converge", "converges"),
        ("One step", "one step"),
        ("Oscillate", "oscillates"),
        ("Diverge", "diverges"),
    ],
)
def test_each_button_on_the_parabola_shows_what_it_says(label, said):
    at = opened("descent")
    value = dict(parabola.SHOWN)[label]
    at.button(key=f"{parabola.ETA}.{value}").click().run()
    assert not at.exception
    assert at.slider(key=parabola.ETA).value == value
    assert f"**{said}**" in text(at)


def test_one_step_ends_at_the_lowest_point():
    at = opened("descent", **{"descent.parabola.eta": 0.5, "descent.parabola.steps": 1})
    assert "x = **0**, f = 0" in text(at)


def test_the_printed_table_of_the_bowl_is_the_published_one():
    at = opened("descent", 2)
    found = text(at)
    for step, (point, error) in enumerate(bowl.PUBLISHED):
        assert f"| {step} | {point} | {error} | {point} {error} same |" in found
    assert "differs" not in found


def test_another_start_has_its_own_table_and_the_button_leads_back():
    at = opened("descent", 2)
    at.number_input(key="descent.bowl.a").set_value(-5.0).run()
    found = text(at)
    assert "| 0 | (-2.0, 4.0) | 125.0 |" in found
    assert "same" not in found
    at.button(key="descent.bowl.published").click().run()
    assert text(at).count(" same |") == 7
    assert not at.exception


@pytest.mark.parametrize("eta", [0.0, 0.5, 1.1])
@pytest.mark.parametrize("idea", [1, 2])
def test_any_eta_is_drawn(idea, eta):
    key = ("descent.parabola.eta", "descent.bowl.eta")[idea - 1]
    at = opened("descent", idea, **{key: eta})
    assert len(at.get("plotly_chart")) == (0, 2)[idea - 1]
    drawn = [one for one in at.get("bidi_component") if one.key != "scroll_to_top"]
    assert len(drawn) == (1, 0)[idea - 1]


def test_the_valley_can_be_driven_out_of_all_bounds():
    at = opened("descent", 3, **{"descent.valley.gd": 0.022})
    assert any("not in" in caption.value for caption in at.caption)


@pytest.mark.parametrize("size", [1, 1000])
def test_any_mini_batch_is_drawn(size):
    at = opened("descent", 4, **{"descent.noise.size": size})
    figure = json.loads(at.get("plotly_chart")[0].proto.spec)
    assert f"mini-batches of {size}" in [trace.get("name") for trace in figure["data"]]


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("hidden", [0, 2, 4])
def test_every_gate_is_played_and_paused(gate, hidden):
    at = opened("gates", **{"gates.gate": gate, "gates.hidden": hidden})
    run = server.runs().get(at.session_state["gates.run"])
    assert run.setup.data.name == gate
    assert run.setup.network.sizes == ((2, hidden, 1) if hidden else (2, 1))
    assert "of 4** right" in text(at)
    next(button for button in at.button if button.label == "Play").click().run()
    assert run.playing
    next(button for button in at.button if button.label == "Pause").click().run()
    assert not run.playing
    assert not at.exception


def test_no_line_for_xor_but_one_for_and():
    at = opened("gates", 2)
    assert "Your line gets **3 of 4** right" in text(at)
    assert "The best of all lines gets **3**" in text(at)
    assert "Why none can" in text(at)
    at.radio(key="gates.line.gate").set_value("and").run()
    at.slider(key="gates.line.b").set_value(-1.5).run()
    assert "Your line gets **4 of 4** right" in text(at)
    assert "Why none can" not in text(at)


@pytest.mark.parametrize("hidden", [2, 3, 4])
def test_each_hidden_unit_has_its_column(hidden):
    at = opened("gates", 3, **{"gates.inside": hidden})
    assert f"| unit {hidden} |" in text(at)
    assert f"unit {hidden + 1}" not in text(at)


def test_the_toy_fills_in_and_ends_in_the_published_digits():
    at = opened("gates", 4)
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


@pytest.mark.parametrize("method", layers.METHODS)
def test_each_method_stands_beside_its_equation(method):
    at = opened("gates", 5, **{"gates.method": method})
    assert at.latex
    name = layers.METHODS[method][1].__name__
    assert f"def {name}(" in at.code[0].value
    assert "| cost after | 0.0003 | 0.3749 |" in text(at)
