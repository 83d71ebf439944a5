"""A remedy's name says it whole: what comes back from a browser does what was offered."""

import numpy as np
import pytest

from runs.run import Run
from ui.shell.presets import PRESETS
from ui.views.shared.hints import named
from ui.views.shared.hints.remedy import STRUCTURAL, again, back, live, times

SETUP = PRESETS["spiral"].setup


def test_what_was_offered_is_done_though_the_run_has_gone_on():
    run = Run(SETUP.changed("eta", 0.5))
    offered = live("Divide η by 10", eta=0.05)
    run.advance_by(30)
    assert named(offered.name).on(run) is run
    assert run.settings.eta == 0.05
    named(offered.name).on(run)  # a second click changes nothing more
    assert run.settings.eta == 0.05


def test_another_run_begins_again_or_from_an_earlier_moment():
    run = Run(SETUP)
    run.advance_by(40)
    new = named(again("", eta=0.2, frozen=(1,)).name).on(run)
    assert (new.frame.steps, new.settings.eta, new.settings.frozen) == (0, 0.2, (1,))
    old = named(back(20, "", eta=0.2).name).on(run)
    assert (old.frame.steps, old.settings.eta) == (20, 0.2)
    assert run.settings == SETUP.settings


@pytest.mark.parametrize("name", STRUCTURAL)
def test_those_of_more_than_settings_have_names_of_their_own(name):
    assert named(name) is STRUCTURAL[name]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "live",
        "live 3",
        "live [1]",
        "back {}",
        "back:x {}",
        "live:3 {}",
        "wild {}",
        "back:" + "9" * 5000 + " {}",
        "live " + "[" * 10_000,
    ],
    ids=lambda name: name[:12],
)
def test_nonsense_is_no_remedy(name):
    assert named(name) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ('live {"eta": "x"}', "must be a number"),
        ('live {"height": 3}', "Unknown setting"),
        ('live {"seed": 5}', "needs a new run"),
    ],
)
def test_settings_that_make_no_sense_are_refused(name, why):
    run = Run(SETUP)
    run.advance_by(10)
    with pytest.raises(ValueError, match=why):
        named(name).on(run)
    assert run.settings == SETUP.settings


def test_random_weights_take_the_place_of_weights_that_were_loaded():
    setup = SETUP.changed("init", "scaled")
    loaded = np.zeros(setup.network.parameter_count, np.float32)
    assert not Run(setup, None, loaded).frame.parameters.any()
    assert STRUCTURAL["random"].on(Run(setup, None, loaded)).frame.parameters.any()


def test_the_larger_network_stays_in_its_bounds():
    setup = SETUP.changed("sizes", (2, 16, 1000, 1))
    assert STRUCTURAL["wider"].of(setup).network.sizes == (2, 32, 1024, 1)


def test_eta_has_no_dust():
    assert times(0.03, 10) == 0.3
    assert times(0.7, 0.1) == 0.07
