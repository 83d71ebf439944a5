"""The exported script repeats a run, its live changes included, where there is only NumPy."""

import os
import re
import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

import numpy as np
import pytest

from core.data.catalogue import DATASETS
from core.data.load import load
from core.edits import Edit
from core.formats.run_script import replay_script
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.history import Evaluated
from runs.recorder import TRAIN_EVALUATED
from runs.run import Run
from tests.core.data.test_load import spec
from tests.scripts import Scripts

# with the kernels of this process: others round otherwise
ENVIRONMENT = {k: v for k, v in os.environ.items() if k == "PATH" or k.startswith("OPENBLAS_")}

SETUPS = {
    "even or odd, changed twice": (
        DataSpec("even_odd"),
        NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
        TrainSpec(eta=0.6, batch_size=8),
        [(5, {"eta": 0.2, "batch_size": 16}), (70, {"optimizer": "adam", "dropout": 0.1})],
    ),
    "digits": (
        DataSpec("mnist_1000"),
        NetworkSpec((784, 10), ("sigmoid",)),
        TrainSpec(0.5, 100),
        [],
    ),
}


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """Return a Python that has NumPy and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    paths = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", vars=paths))
    bundled = Path(np.__file__).parent
    shutil.copytree(bundled, packages / "numpy", ignore=shutil.ignore_patterns("tests"))
    if (libraries := bundled.with_name("numpy.libs")).exists():
        shutil.copytree(libraries, packages / "numpy.libs")
    return Path(sysconfig.get_path("scripts", vars=paths)) / "python"


@pytest.fixture(scope="module")
def scripts(python):
    """Return what runs scripts with it."""
    running = Scripts(python, "-I", env=ENVIRONMENT)
    yield running
    running.close()


def test_the_empty_environment_has_none_of_our_packages(python):
    tried = "import importlib.util as u; print([n for n in {} if u.find_spec(n)])".format(
        ["numpy", "streamlit", "plotly", "PIL", "pandas", "onnx", "core", "runs"]
    )
    done = subprocess.run([python, "-I", "-c", tried], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['numpy']"


@pytest.mark.parametrize("name", SETUPS)
def test_the_script_prints_the_costs_of_the_run(name, tmp_path, python):
    data, network, settings, changes = SETUPS[name]
    run = Run(Setup(data, network, settings))
    while run.training.epoch < 2:
        for steps, values in changes:
            if run.training.steps == steps:
                run.change(TrainSpec.from_json({**run.settings.to_json(), **values}))
        run.step()
    assert_the_script_repeats(run, tmp_path, lambda script: alone(python, script))


def test_the_script_sets_by_hand_what_the_visitor_set(tmp_path, scripts):
    run = Run(Setup(*SETUPS["even or odd, changed twice"][:3]))
    edits = {5: Edit(1, 0, 9, 4.0), 30: Edit(1, 2, None, 0.0), 31: Edit(2, 1, -1, 0.1)}
    while run.training.epoch < 1:
        if run.training.steps in edits:
            run.edit(edits[run.training.steps])
        run.step()
    assert_the_script_repeats(run, tmp_path, scripts.run)


def test_the_script_begins_with_the_network_that_was_loaded(tmp_path, scripts):
    setup = Setup(*SETUPS["even or odd, changed twice"][:3])
    loaded = Network.initial(setup.network, 99).parameters
    run = Run(setup, loaded=loaded)
    while run.training.epoch < 1:
        run.step()
    assert_the_script_repeats(run, tmp_path, scripts.run)


KINDS = "age,smoker,since,kind\n" + "\n".join(
    f"{20 + i},{('no', 'yes')[i % 2]},2020-01-{1 + i % 28:02},{('cat', 'dog')[i % 2]}"
    for i in range(40)
)
PRICES = KINDS.replace("kind", "price").replace("cat", "1500.5").replace("dog", "2500")


@pytest.mark.parametrize(
    ("table", "output", "cost", "expected"),
    [
        (KINDS, "softmax", "log_likelihood", r"dog  \(cat 0\.0\d+, dog 0\.9\d+\)"),
        (PRICES, "linear", "quadratic", r"price = 2[45]\d\d\.\d+"),
    ],
)
def test_the_script_answers_a_row_in_the_tables_words_and_units(
    table, output, cost, expected, tmp_path, scripts
):
    data = DataSpec("csv", table=table, reading="answer=quantity" if output == "linear" else "")
    n = 2 if output == "softmax" else 1
    run = Run(Setup(data, NetworkSpec((3, 4, n), ("tanh", output), cost), TrainSpec(0.5, 10)))
    script = replay_script(run.setup, [], 60, train_evaluated=TRAIN_EVALUATED)
    assert "INPUTS = ('age', 'smoker', 'since')" in script
    assert f"ANSWERS = {('cat', 'dog') if n == 2 else ('price',)}" in script
    (tmp_path / "run.py").write_text(script, "utf-8")

    def said(row):
        done = scripts.run(tmp_path / "run.py", "--row", row)
        return done.stdout.splitlines()[-1] + done.stderr.rstrip()

    assert re.fullmatch(expected, said("31,yes,2020-01-12"))
    assert "'maybe' never stands in the column “smoker”: no, yes do." in said("31,maybe,")
    assert "The row has 2 cells; 3 are needed: age, smoker, since." in said("31;yes")


@pytest.mark.parametrize("name", DATASETS)
def test_the_script_of_every_data_set_runs(name, tmp_path, scripts):
    data = spec(name, samples=60)
    samples = load(data)
    sizes = (len(samples.input_names), 3, len(samples.output_names))
    output, cost = ("linear", "quadratic") if samples.regression else ("sigmoid", "cross_entropy")
    network = NetworkSpec(sizes, ("tanh", output), cost, "glorot")
    run = Run(Setup(data, network, TrainSpec(0.1, min(500, len(samples.train)))))
    while run.training.epoch < 1:
        run.step()
    assert_the_script_repeats(run, tmp_path, scripts.run)


def alone(python, script):
    """Run a script as a visitor would."""
    command = [python, "-I", script.name]
    return subprocess.run(
        command, cwd=script.parent, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def assert_the_script_repeats(run, folder, done_by):
    """Have the exported script run where there is only NumPy, and compare each epoch's costs."""
    (began, *_), epochs = run.story.changes, run.training.epoch
    script = replay_script(
        run.setup._replace(settings=began.settings),
        [(change.steps, change.settings, change.edits) for change in run.story.changes],
        epochs,
        train_evaluated=TRAIN_EVALUATED,
        loaded=run.loaded,
    )
    (folder / "run.py").write_text(script, "utf-8")
    done = done_by(folder / "run.py")
    assert done.returncode == 0, done.stderr
    printed = re.findall(r"training cost ([\d.e-]+)  validation cost ([\d.e-]+)", done.stdout)
    assert len(printed) == epochs + 1
    rows = [Evaluated(*row) for row in zip(*run.frame.epochs, strict=True)]
    ends = [row for row in rows if row.epoch == round(row.epoch)]
    for costs, row in zip(printed, ends, strict=True):
        shown = [f"{row.train_cost:.6g}", f"{row.cost:.6g}"]
        assert [f"{float(text):.6g}" for text in costs] == shown
