"""The lessons, driven through their widgets without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.explain.faults import FAULTS
from ui.lessons.equations.own_net import SIZES
from ui.lessons.even_odd.published import PUBLISHED, PUBLISHED_END
from ui.shell import server
from ui.shell.lessons import LESSONS

PAGES = Path(__file__).parents[2] / "pages"


def opened(name, idea=1, **state):
    at = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
    at.session_state[f"{name}.idea"] = idea
    for key, value in state.items():
        at.session_state[key] = value
    at.run()
    assert not at.exception
    return at


def with_net(sizes, idea, output=("sigmoid", "quadratic")):
    """Open the lesson on the four equations, choose a net, and go to an idea."""
    at = opened("equations")
    at.session_state["equations.sizes"] = sizes
    at.session_state["equations.output"] = output
    at.run()
    at.session_state["equations.idea"] = idea
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("name", LESSONS)
def test_every_idea_opens_one_after_another(name):
    at = opened(name)
    while f"{name}.idea.on" not in {button.key for button in at.button}:
        at.button(key=f"{name}.idea+1").click().run()
        assert not at.exception


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("output", [("sigmoid", "quadratic"), ("softmax", "log_likelihood")])
def test_every_step_forward_and_back(sizes, output):
    at = with_net(sizes, 2, output)
    seen = []
    while True:
        seen.append(at.get("bidi_component")[0].proto)
        if at.button(key="equations.next").disabled:
            break
        at.button(key="equations.next").click().run()
        assert not at.exception
    layers = sizes.count("-")
    assert len(seen) == 5 * layers + 1
    assert any("→" in text.value for text in at.markdown)  # the cost before and after
    for _ in seen[1:]:
        at.button(key="equations.back").click().run()
        assert not at.exception
    assert at.button(key="equations.back").disabled


@pytest.mark.parametrize("wrong", ["banana", "9-9", "2", "1-1-1-1-1", "2--1", ""])
def test_a_net_that_is_none_is_explained(wrong):
    at = opened("equations", **{"equations.sizes": wrong})
    assert "such as 2-3-2" in at.error[0].value
    assert at.get("bidi_component")[0].key == "equations.given"  # a net is shown all the same


@pytest.mark.parametrize("fault", FAULTS)
def test_each_way_to_break_it_makes_the_check_red(fault):
    at = with_net("3-3-3", 4)
    assert "The check passes" in at.success[0].value
    assert not at.error
    at.toggle(key=f"equations.fault.{fault}").set_value(True).run()
    assert "The check fails" in at.error[0].value
    assert not at.success
    at.toggle(key=f"equations.fault.{fault}").set_value(False).run()
    assert not at.error
    assert not at.exception


def test_a_missing_transpose_that_does_not_fit_is_explained():
    at = with_net("2-3-2", 4)
    assert at.toggle(key="equations.fault.transpose").disabled
    assert "w of layer 2 is 2×3" in at.toggle(key="equations.fault.transpose").help


def test_both_ways_to_a_gradient_are_measured():
    at = opened("equations", 5)
    assert any("11,856" in text.value for text in at.markdown)  # for [784, 30, 10]
    at.button(key="equations.measure").click().run()
    assert sum("measured here" in text.value for text in at.markdown) == 2
    assert not at.exception


@pytest.mark.parametrize(
    ("lesson", "idea", "question", "right"),
    [
        ("descent", 5, "descent.edge", 1),
        ("descent", 5, "descent.steepest", 0),
        ("descent", 5, "descent.noise.question", 1),
        ("gates", 6, "gates.one_layer", 2),
        ("gates", 6, "gates.starts", 1),
        ("gates", 6, "gates.linear", 1),
        ("equations", 6, "equations.symmetry", 0),
        ("equations", 6, "equations.vanishing", 2),
        ("equations", 6, "equations.sign", 2),
        ("even_odd", 5, "even_odd.seeds", 0),
        ("even_odd", 5, "even_odd.unseen", 0),
        ("even_odd", 5, "even_odd.true_parity", 2),
    ],
)
def test_predictions_are_answered_by_experiment(lesson, idea, question, right):
    at = opened(lesson, idea)
    assert at.button(key=f"{question}.reveal").disabled
    at.radio(key=f"{question}.chosen").set_value(right).run()
    at.button(key=f"{question}.reveal").click().run()
    assert "As you predicted" in at.success[0].value
    at.radio(key=f"{question}.chosen").set_value((right + 1) % 2).run()
    assert "Measured" in at.info[0].value
    assert not at.exception


def test_the_published_run_comes_out_digit_for_digit():
    at = opened("even_odd", 3)
    at.button(key="even_odd.reproduce").click().run()
    tables = "\n".join(text.value for text in at.markdown)
    for name, figure in [
        *((str(e), f) for e, f in PUBLISHED.items()),
        *PUBLISHED_END.items(),
    ]:
        assert f"| {name} | {figure} | {figure} | same |" in tables
    assert "differs" not in tables
    assert not at.exception


@pytest.mark.parametrize("idea", [1, 2, 4])
@pytest.mark.parametrize("bits", [3, 5, 12])
def test_any_number_of_bits(idea, bits):
    at = opened("even_odd", idea, **{"even_odd.bits": bits, "even_odd.which": "A net that can"})
    assert not at.error
    name = "even_odd.run.parity" if idea == 4 else "even_odd.run.lsb"
    assert server.runs().get(at.session_state[name]).setup.network.sizes[0] == bits


def test_play_moves_the_net_of_the_lesson():
    at = opened("even_odd")
    next(button for button in at.button if button.label == "Play").click().run()
    run = server.runs().get(at.session_state["even_odd.run.lsb"])
    assert run.playing
    next(button for button in at.button if button.label == "Pause").click().run()
    assert not run.playing
    at.button(key="even_odd.watch.reset").click().run()
    assert run.frame.steps == 0
    assert not at.exception
