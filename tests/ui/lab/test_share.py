"""What can be taken away from a run: its curves, its network, its script, and links to it."""

import csv
import io

import numpy as np
import pytest

from core.formats import LOADERS, SAVERS
from runs.run import Run
from tests.app import opened, run_of, unfolded
from ui.lab import share
from ui.shell.presets import PRESETS


@pytest.fixture
def run():
    made = Run(PRESETS["even_odd"].setup)
    for _ in range(3):
        made.play_epoch()
        while made.playing:
            made.advance(0.1)
    return made


def test_curves_are_a_row_for_each_time_they_were_measured(run):
    head, *rows = csv.reader(io.StringIO(share.curves_as_csv(run).decode()))
    assert head[0] == "epoch"
    assert "validation accuracy" in head
    np.testing.assert_allclose(np.array(rows, float).T, np.array(run.frame.epochs), rtol=1e-6)


def test_curves_of_a_surface_measure_r_squared():
    head, *_ = csv.reader(io.StringIO(share.curves_as_csv(Run(PRESETS["bump"].setup)).decode()))
    assert "validation R2" in head


@pytest.mark.parametrize("ending", [ending for ending in LOADERS if ending in SAVERS])
def test_a_saved_network_answers_as_the_run_does(run, ending):
    network, _ = LOADERS[ending](io.BytesIO(share.saved(run, ending)))
    x = run.training.data.validation.x[:5]
    np.testing.assert_allclose(
        network.forward(x).a[2], run.network().forward(x).a[2], rtol=1e-5, atol=1e-6
    )


def test_the_links_on_the_page_describe_the_run():
    at = unfolded(opened("lab", preset="spiral"), "share")
    link, exhibit = (code.value for code in at.code[:2])
    assert "data=spiral" in link
    assert "run=" not in link
    assert exhibit.startswith(link.replace("/?", "/lab?"))
    assert "embed=true" in exhibit
    assert "hide=setup,settings,hint,rewind,views" in exhibit
    assert not at.exception
    assert run_of(at).frame.steps == 0
