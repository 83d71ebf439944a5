"""Results out of a file on the page of many runs: alone, behind others, or refused."""

import pytest

from runs.batch.saved import to_file
from runs.batch.sweep import Axis
from tests.app import opened, text
from tests.runs.batch.given import Here, computed, seeds
from ui.seeds import figures
from ui.seeds.outcome import band
from ui.shell import server

SHORT = {"data": "xor", "layers": "2", "batch": "4", "eta": "3", "init": "normal", "each": "30"}


@pytest.fixture
def at(monkeypatch):
    """A page whose sweeps are computed in this process."""
    monkeypatch.setattr("ui.seeds.page.crew", Here)
    return opened("seeds", seeds="3", **SHORT)


def loaded(at, content):
    at.file_uploader[0].upload("sweep.json", content, "application/json").run()
    assert not at.exception
    return at


def test_a_file_is_shown_where_nothing_is_computed(at):
    sweep = seeds(n=4, epochs=20)
    loaded(at, to_file(sweep, computed(sweep).outcomes))
    assert "After 20 epochs the median accuracy is" in text(at)
    assert "of 4 got stuck" in text(at)


def test_a_file_lies_behind_what_is_computed_and_its_cell_is_chosen(at):
    at.button(key="seeds.start").click().run()
    assert server.batches().get(at.session_state["seeds.batch"]).join(60)
    at.run()
    sweep = seeds(n=2, epochs=20, axes=(Axis("eta", (0.5, 3.0)),))
    loaded(at, to_file(sweep, computed(sweep).outcomes))
    assert "The file (green, dashed; 2-2-1, 2 seeds, Learning rate η 0.5)" in text(at)
    at.selectbox(key="seeds.file.cell").select(1).run()
    assert "2 seeds, Learning rate η 3)" in text(at)
    assert "After 30 epochs" in text(at)


def test_what_is_no_file_of_results_is_refused_with_words(at):
    loaded(at, b"\x80\x04K\x01.")
    assert "no file of results" in at.error[0].value
    assert at.button(key="seeds.start")


def test_the_median_of_a_file_is_drawn_beside_the_computed_one():
    mine, theirs = (computed(seeds(n=3, epochs=n)).outcomes for n in (10, 20))
    saved = band(theirs, "cost")
    figure = figures.curves(mine, band(mine, "cost"), "cost", "cost", None, saved)
    drawn = next(trace for trace in figure.data if trace.name == "median of the file")
    assert list(drawn.y) == list(saved.median)
    assert drawn.line.dash == "dash"
