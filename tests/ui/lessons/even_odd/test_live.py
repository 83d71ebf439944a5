"""A net that tells even from odd while one watches."""

import numpy as np
import pytest

from core.evaluation import evaluate
from core.explain.numbers import percent
from core.training import Training
from tests.app import button, lesson_page, spoken, text
from ui.lessons.even_odd import figures, net, parity
from ui.shell import server


@pytest.mark.parametrize("idea", [1, 2, 5])
@pytest.mark.parametrize("bits", [3, 5, 12])
def test_any_number_of_bits(idea, bits):
    at = lesson_page(
        "even_odd", idea, **{"even_odd.bits": bits, "even_odd.which": "A net that can"}
    )
    assert not at.error
    name = "even_odd.run.parity" if idea == 5 else "even_odd.run.lsb"
    assert server.runs().get(at.session_state[name]).setup.network.sizes[0] == bits


def test_play_moves_the_net_of_the_lesson():
    at = lesson_page("even_odd")
    button(at, "Play").click().run()
    run = server.runs().get(at.session_state["even_odd.run.lsb"])
    assert run.playing
    button(at, "Pause").click().run()
    assert not run.playing
    at.button(key="even_odd.watch.reset").click().run()
    assert run.frame.steps == 0
    assert not at.exception


def test_the_line_says_how_good_the_net_is_that_is_shown():
    at = lesson_page("even_odd")
    run = server.runs().get(at.session_state["even_odd.run.lsb"])
    run.advance_by(139)  # the run itself measured last when the epoch began
    at.run()
    right = evaluate(run.network(), run.look().data.test).accuracy
    assert right != run.frame.measured.accuracy
    assert f"Epoch 1.6 · right on numbers it never saw: **{percent(right)}**" in text(at)


def test_a_net_that_breaks_down_says_so():
    at = lesson_page("even_odd")
    run = server.runs().get(at.session_state["even_odd.run.lsb"])
    assert spoken(at) == ""
    run.step()
    run.training.network.w[1][:] = np.nan
    run.step()
    at.run()
    assert run.frame.trouble in at.error[0].value
    assert spoken(at) == "Stopped at step 1."


def test_of_parity_it_is_the_count_of_ones_that_is_even_on_the_map():
    at = lesson_page("even_odd", 5)
    network = server.runs().get(at.session_state["even_odd.run.parity"]).network()
    assert b"blue: even count of ones" in figures.numbers(network, "k", parity.ONES)
    assert b"count of ones" not in figures.numbers(network, "k")


@pytest.mark.parametrize("bits", [3, 4, 5, 6])
def test_few_bits_are_learnt_by_heart_and_half_of_the_unseen_or_more_stay_wrong(bits):
    training = Training(net.able_setup(bits))
    while training.evaluate(training.data.train).accuracy < 1:
        go_on(training, 20)
    for _ in range(5):
        assert training.evaluate(training.data.test).accuracy <= 0.5
        go_on(training, 100)


def go_on(training, epochs):
    until = training.epoch + epochs
    while training.epoch < until:
        training.step()
