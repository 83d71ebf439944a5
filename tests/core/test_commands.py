"""The command line: every setting is there, errors are one line, a run ends in a file."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.commands import PAGE_ONLY, SPECS, parse, train
from core.formats import load_nielsen, load_npz
from core.specs import NetworkSpec, TrainSpec

ROOT = Path(__file__).parents[2]
SMALL = ["train", "--data", "even_odd", "--layers", "3", "--eta", "3", "--batch-size", "7"]


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "core", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_setting_is_an_argument_with_its_default():
    arguments = vars(parse(["train"]))
    for spec in SPECS:
        for field in dataclasses.fields(spec):
            name = f"{spec.__name__}.{field.name}"
            if "setting" in field.metadata and name not in PAGE_ONLY:
                assert arguments[name] == field.default


def test_arguments_reach_the_network_and_the_recipe(tmp_path):
    path = tmp_path / "net.npz"
    more = ["--layers", "4", "3", "--activation", "tanh", "--output", "softmax", "--seed", "5"]
    more += ["--cost", "log_likelihood", "--optimizer", "momentum", "--bits", "6"]
    lines = list(train(parse([*SMALL, *more, "--out", str(path)]), None))
    network, recipe = load_npz(path)
    assert network.spec == NetworkSpec((6, 4, 3, 2), ("tanh", "tanh", "softmax"), "log_likelihood")
    assert recipe["train"] == TrainSpec(3, 7, optimizer="momentum", seed=5).to_json()
    assert recipe["data"]["bits"] == 6
    assert lines[-1] == f"Saved {path}: {path.stat().st_size:,} bytes"


def test_progress_is_told_within_each_epoch():
    shares = []
    list(train(parse([*SMALL, "--epochs", "2"]), shares.append))
    first = shares[: shares.index(1) + 1]
    assert 40 < len(first) < 60
    assert first == sorted(first)
    assert shares == 2 * first


def test_patience_ends_a_run():
    lines = list(train(parse([*SMALL, "--eta", "0", "--epochs", "9", "--patience", "2"]), None))
    assert len(lines) == 5
    assert lines[3] == "Stopped: the validation cost did not fall for 2 epochs."


def test_a_run_in_a_process_of_its_own(tmp_path):
    path = tmp_path / "net.json"
    done = run(*SMALL, "--epochs", "3", "--out", str(path))
    assert done.returncode == 0
    assert done.stderr == ""  # no progress bar: it is no terminal
    lines = done.stdout.splitlines()
    assert [line[:21] for line in lines[:3]] == [f"Epoch   {e}: validation" for e in (1, 2, 3)]
    assert lines[3].startswith("Test: cost ")
    assert load_nielsen(path).spec.sizes == (10, 3, 2)
    assert done.stdout == run(*SMALL, "--epochs", "3", "--out", str(path)).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "train | reproduce"),
        (["paint"], "invalid choice: 'paint'"),
        (["train", "--layers", "x"], "invalid int value: 'x'"),
        (["train", "--epochs", "0"], "whole number from 1, not '0'"),
        (["train", "--etta", "1"], "unrecognized arguments: --etta"),
        (["reproduce", "R9"], "there is no run R9; there are R1, R2"),
        (["reproduce", "R2", "--epochs", "3"], "R2 has a fixed number of epochs"),
    ],
)
def test_wrong_arguments_end_in_one_line(arguments, message, capsys):
    with pytest.raises(SystemExit) as stopped:
        parse(arguments)
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--eta", "nan"], "must be a number"),
        (["--cost", "guess"], "Cost must be one of"),
        (["--layers", "0"], "between 1 and 1,024"),
        (["--output", "softmax"], "choose log-likelihood"),
        (["--batch-size", "701"], "larger than the 700 training samples"),
        (["--out", "net.txt"], "must end in one of .npz, .json"),
        (["--out", "nowhere/net.npz"], "no such folder"),
        (["--activation", "relu", "--out", "net.json"], "sigmoid layers only"),
        (["--eta", "1000", "--activation", "linear", "--cost", "quadratic", "--output", "linear"],
         "diverged in epoch 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_before_training(arguments, message):
    with pytest.raises(ValueError, match=message):
        list(train(parse([*SMALL, *arguments]), None))


def test_an_error_is_one_line_and_code_2():
    done = run(*SMALL, "--eta", "-1")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "python -m core train: Learning rate η must be between 0 and 1,000, not -1.\n"
    )


def test_one_thread_for_products_unless_told_otherwise():
    code = "import os, core.__main__; print(os.environ['OPENBLAS_NUM_THREADS'])"
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    for given, expected in (({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")):
        out = subprocess.check_output(
            [sys.executable, "-c", code], cwd=ROOT, env=environment | given
        )
        assert out.decode().strip() == expected


def test_a_reader_that_leaves_early_is_no_error():
    process = subprocess.Popen(
        [sys.executable, "-m", "core", "reproduce", "R2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()
