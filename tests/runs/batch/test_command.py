"""The command line: a table, a file for each run, and a script that comes to the same."""

import runpy
import sys

import pytest

from runs.batch.__main__ import main
from runs.batch.command import files, parse, script, sweep_of, table
from tests.runs.batch.given import computed, seeds

XOR = ["--data", "xor", "--layers", "2", "--batch", "4", "--eta", "3", "--init", "normal"]


def test_it_says_what_each_cell_came_to(tmp_path):
    file = tmp_path / "all.csv"
    arguments = parse(
        [*XOR, "--seeds", "3", "--epochs", "20", "--sweep", "eta=0.1,3", "--csv", str(file)]
    )
    sweep = sweep_of(arguments)
    state = computed(sweep)
    head, *cells, last = table(sweep, state, arguments.threshold)
    assert head.split()[:3] == ["eta", "accuracy", "cost"]
    assert [line.split()[0] for line in cells] == ["0.1", "3"]
    assert last.startswith("6 runs in ")
    assert list(files(arguments, sweep, state)) == [f"Saved {file}"]
    assert len(file.read_text().splitlines()) == 7


@pytest.mark.parametrize(
    ("argument", "words"),
    [("eta", "written as"), ("eta=x", "must be a number"), ("batch=9", "larger than")],
)
def test_nonsense_ends_with_one_line(monkeypatch, capsys, argument, words):
    monkeypatch.setattr(sys, "argv", ["runs.batch", *XOR, "--sweep", argument])
    assert main() == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_the_script_comes_to_the_same(tmp_path):
    sweep = seeds(n=2, epochs=15)
    sweep = type(sweep)(sweep.setup, 2, 15, sweep_of(parse([*XOR, "--sweep", "units=2,3"])).axes)
    path = tmp_path / "sweep.py"
    path.write_text(script(sweep), encoding="utf-8")
    found = list(runpy.run_path(str(path))["sweep"]())
    outcomes = computed(sweep).outcomes
    assert [tuple(values) for values, *_ in found] == [(2,), (2,), (3,), (3,)]
    assert [seed for _, seed, *_ in found] == [one.seed for one in outcomes]
    for (_, _, cost, accuracy), one in zip(found, outcomes, strict=True):
        assert cost == pytest.approx(one.rows[-1].cost, rel=1e-5)
        assert accuracy == one.rows[-1].accuracy
