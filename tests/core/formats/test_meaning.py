"""A network of a table of one's own answers rows as they stand in it, wherever it is taken."""

import io
import json
import os
import subprocess
import sys

import numpy as np
import pytest

from core.data.load import load
from core.data.table_reading import read
from core.data.tables import _inputs
from core.formats import SAVERS, Meaning
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

_COLOURS = ("red", "blue", "lime")
_ROWS = [
    f"{150 + i * 7 % 40}.5,{i % 3 * 999 + i},{_COLOURS[i % 3]},2020-01-{1 + i % 28:02d},"
    for i in range(60)
]
KINDS = "height,weight,colour,day,kind\n" + "\n".join(
    row + ("small", 'it\'s "large"')[i * 7 % 40 > 19] for i, row in enumerate(_ROWS)
)
PRICES = "height,weight,colour,day,price\n" + "\n".join(
    f"{row}{200_000 + i * 1234.5}" for i, row in enumerate(_ROWS)
)
PAIRS = "x,y,k\n" + "\n".join(f"{i * 100},{i % 7},{i % 2}" for i in range(40))


def trained(table):
    """Return a training of a few steps, and the table's rows as they stand in it."""
    data = DataSpec("csv", table=table)
    made = load(data)
    spec = NetworkSpec(
        (len(made.input_names), 6, len(made.output_names)),
        ("tanh", "linear" if made.regression else "softmax"),
        "quadratic" if made.regression else "log_likelihood",
    )
    training = Training(Setup(data, spec, TrainSpec(0.1, 10)))
    for _ in range(30):
        training.step()
    found = read(table)
    raw = np.column_stack([_inputs(found.columns[i]) for i in found.inputs])
    return training, raw


def saved(training, ending):
    file = io.BytesIO()
    SAVERS[ending](file, training.network, {}, Meaning.of(training.data))
    return file.getvalue()


def page_answers(training, raw):
    """Return what the page answers, in the table's units."""
    data = training.data
    x = np.array(
        [
            [(v - u.middle) / u.spread for v, u in zip(row, data.input_units, strict=True)]
            for row in raw
        ]
    )
    a = training.network.forward(x.astype(np.float32)).a[2]
    return data.unit.own(a.astype(np.float64))


@pytest.mark.parametrize("table", [KINDS, PRICES, PAIRS])
def test_onnx_takes_rows_as_they_stand_and_answers_in_the_tables_units(table):
    import onnxruntime

    training, raw = trained(table)
    session = onnxruntime.InferenceSession(
        saved(training, ".onnx"), providers=["CPUExecutionProvider"]
    )
    (a,) = session.run(["a"], {"x": raw.astype(np.float32)})
    expected = page_answers(training, raw)
    scale = np.abs(expected).max()
    np.testing.assert_allclose(a, expected, rtol=1e-4, atol=1e-4 * scale)
    names = session.get_modelmeta().custom_metadata_map
    assert tuple(json.loads(names["inputs"])) == training.data.input_names
    if training.data.regression:
        assert json.loads(names["outputs"]) == ["price"]
        assert "classes" not in names
    else:
        assert tuple(json.loads(names["classes"])) == training.data.output_names


@pytest.mark.parametrize("table", [KINDS, PRICES, PAIRS])
def test_the_script_takes_rows_as_they_stand_and_answers_in_the_tables_units(table, tmp_path):
    training, raw = trained(table)
    (tmp_path / "net.py").write_bytes(saved(training, ".py"))
    np.save(tmp_path / "rows.npy", raw)
    done = subprocess.run(
        [sys.executable, "-W", "error", "net.py", "rows.npy"],
        cwd=tmp_path,
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    printed = np.loadtxt(io.StringIO(done.stdout), ndmin=2)
    np.testing.assert_allclose(printed, page_answers(training, raw), rtol=2e-6, atol=1e-6)


def test_the_script_names_the_classes():
    training, raw = trained(KINDS)
    script = {}
    exec(compile(saved(training, ".py").decode(), "net.py", "exec"), script)
    best = page_answers(training, raw).argmax(axis=1)
    assert script["answer"](raw) == [training.data.output_names[k] for k in best]
    assert script["INPUTS"] == training.data.input_names


def test_pixels_of_a_table_are_taken_as_they_stand():
    pixels = np.random.default_rng(0).integers(0, 256, (8, 784))
    text = "\n".join(f"{i % 3}," + ",".join(map(str, row)) for i, row in enumerate(pixels))
    meaning = Meaning.of(load(DataSpec("csv", table=text)))
    middle, spread = meaning.scaling()
    assert set(middle) == {0}
    assert set(spread) == {255}
