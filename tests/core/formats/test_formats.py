"""Files: what is written comes back to the bit; anything else is refused whole."""

import base64
import io
import json
import os
import pickle
import subprocess
import sys
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats import (
    LOADERS,
    SAVERS,
    load_nielsen,
    load_npz,
    save_nielsen,
    save_npz,
    save_onnx,
    save_script,
)
from core.formats.npz import MAX_ABOUT, MAX_BYTES
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.costs import COSTS
from core.network import Network
from core.specs import NetworkSpec

SEVERAL = settings(deadline=None, max_examples=200)


def network_with(activation, dtype="float32", seed=1):
    """A 5-4-4-3 net with random biases too, ``activation`` inside and, if it can, outside."""
    inside = "tanh" if activation in OUTPUT_ONLY else activation
    cost = next(c for c, k in COSTS.items() if k.outputs is None or activation in k.outputs)
    spec = NetworkSpec((5, 4, 4, 3), (inside, inside, activation), cost, "normal", dtype)
    return Network.initial(spec, seed)


@pytest.fixture
def network():
    return network_with("softmax")


@pytest.fixture
def classic():
    return network_with("sigmoid", "float64")


def written(save, *arguments):
    file = io.BytesIO()
    save(file, *arguments)
    return file.getvalue()


def spoilt(network):
    network.parameters[3] = np.nan
    return network


@pytest.mark.parametrize("save", [save_npz, save_nielsen, save_onnx, save_script])
def test_a_network_that_diverged_is_not_saved(save, classic):
    more = [{}] if save is save_npz else []
    with pytest.raises(ValueError, match="finite"):
        written(save, spoilt(classic), *more)


@pytest.mark.parametrize("ending", SAVERS)
def test_every_format_takes_paths_and_open_files(ending, classic, tmp_path):
    path = tmp_path / f"net{ending}"
    SAVERS[ending](path, classic, {})
    assert path.read_bytes() == written(SAVERS[ending], classic, {})
    if ending in LOADERS:
        for file in (path, str(path), io.BytesIO(path.read_bytes())):
            loaded, _ = LOADERS[ending](file)
            np.testing.assert_array_equal(loaded.parameters, classic.parameters)


@pytest.mark.parametrize("ending", LOADERS)
def test_a_file_that_is_not_there_is_a_value_error(ending, tmp_path):
    with pytest.raises(ValueError, match="cannot be read"):
        LOADERS[ending](tmp_path / "nothing")


# -- .npz -----------------------------------------------------------------------------


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_npz_keeps_every_bit(activation, dtype):
    network = network_with(activation, dtype)
    loaded, recipe = load_npz(io.BytesIO(written(save_npz, network, {"seed": 1})))
    assert loaded.spec == network.spec
    assert loaded.parameters.dtype == dtype
    assert recipe == {"seed": 1}
    np.testing.assert_array_equal(loaded.parameters, network.parameters)


def test_npz_in_16_bits_is_smaller_and_near(network):
    content = written(save_npz, network, {}, "float16")
    loaded, _ = load_npz(io.BytesIO(content))
    assert loaded.parameters.dtype == np.float32
    np.testing.assert_array_equal(loaded.parameters, network.parameters.astype(np.float16))
    network.parameters[0] = 1e6
    with pytest.raises(ValueError, match="finite numbers in float16"):
        written(save_npz, network, {}, "float16")


def test_the_largest_network_possible_fits():
    spec = NetworkSpec((4096,) + (1024,) * 7, ("relu",) * 7, "quadratic", dtype="float64")
    assert 8 * spec.parameter_count + MAX_ABOUT < MAX_BYTES


def test_damaged_npz_is_refused(network):
    good = written(save_npz, network, {})
    for bad in (b"", b"PK", good[:200], b"x" + good, pickle.dumps({"a": 1}), good[:-30]):
        with pytest.raises(ValueError, match="not a network"):
            load_npz(io.BytesIO(bad))


def changed(network, save=np.savez, **arrays):
    file = io.BytesIO()
    with np.load(io.BytesIO(written(save_npz, network, {}))) as old:
        save(file, **(dict(old) | arrays))
    file.seek(0)
    return file


def about(network, **changes):
    description = {"network": network.spec.to_json() | changes, "recipe": {}}
    return np.frombuffer(json.dumps(description).encode(), np.uint8)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (np.full(59, np.nan, np.float32), "finite"),
        (np.full(59, 1e300), "finite"),  # not in 32 bits
        (np.zeros(3, np.float16), "has 59 parameters"),
        (np.zeros((59, 1), np.float32), "not a network"),
        (np.zeros(59, np.int32), "not a network"),
        (np.zeros(59, np.complex64), "not a network"),
        (np.array([{"a": 1}], object), "not a network"),
        (np.zeros(2**20), "Too large"),
    ],
)
def test_wrong_parameters_are_refused(network, parameters, message):
    for save in (np.savez, np.savez_compressed):
        with pytest.raises(ValueError, match=message):
            load_npz(changed(network, save, parameters=parameters))


@pytest.mark.parametrize(
    "text",
    [
        b"{nonsense",
        b"[" * 10_000,
        b"null",
        b"[]",
        b'{"network": {}}',
        b'{"network": 1, "recipe": {}}',
        b'{"network": {}, "recipe": 3}',
        b"\xff\xfe",
    ],
)
def test_wrong_descriptions_are_refused(network, text):
    with pytest.raises(ValueError, match=r"not a network|Expected settings"):
        load_npz(changed(network, about=np.frombuffer(text, np.uint8)))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sizes": 5}, "wrong kind|too large|must be|Unknown"),
        ({"sizes": [5, 10**400, 3]}, "wrong kind|too large|must be|Unknown"),
        ({"cost": {}}, "Cost must be|wrong kind"),
        ({"activations": [[], [], []]}, "Unknown|wrong kind"),
        ({"sizes": [5, 4, 4, 10**9]}, "between 1 and 1,024"),
        ({"sizes": [5, 4, 3]}, "as many activations"),
        ({"colour": "red"}, "Unknown setting"),
    ],
)
def test_wrong_specs_are_refused(network, changes, message):
    with pytest.raises(ValueError, match=message):
        load_npz(changed(network, about=about(network, **changes)))


def repacked(network, method=zipfile.ZIP_DEFLATED, replace=None, more=0):
    """The same arrays in an archive made by hand."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written(save_npz, network, {}))) as old,
        zipfile.ZipFile(file, "w", method) as new,
    ):
        for name in old.namelist():
            new.writestr(name, (replace or {}).get(name, old.read(name)))
        for i in range(more):
            new.writestr(f"{i}.npy", b"")
    file.seek(0)
    return file


def test_a_size_that_is_claimed_is_not_believed(network):
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (99999999,), }"
    array = b"\x93NUMPY\x01\x00" + (len(header) + 1).to_bytes(2, "little") + header + b"\n"
    assert load_npz(repacked(network))
    with pytest.raises(ValueError, match="not a network"):
        load_npz(repacked(network, replace={"parameters.npy": array + bytes(100)}))
    with pytest.raises(ValueError, match="Too large"):  # 50 MB of zeros in 50 kB
        load_npz(repacked(network, replace={"parameters.npy": array + bytes(50_000_000)}))


def test_rare_archives_are_refused(network):
    for file in (repacked(network, zipfile.ZIP_LZMA), repacked(network, more=100)):
        with pytest.raises(ValueError, match="not a network"):
            load_npz(file)


# -- Nielsen's JSON -------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("cost", ["quadratic", "cross_entropy"])
def test_nielsen_keeps_every_bit(dtype, cost):
    spec = NetworkSpec((4, 3, 2), ("sigmoid", "sigmoid"), cost, "normal", dtype)
    network = Network.initial(spec, 3)
    loaded = load_nielsen(io.BytesIO(written(save_nielsen, network)), dtype)
    assert loaded.spec.cost == cost
    assert loaded.parameters.dtype == dtype
    np.testing.assert_array_equal(loaded.parameters, network.parameters)


def test_nielsen_is_laid_out_as_in_the_book(classic):
    values = json.loads(written(save_nielsen, classic))
    assert list(values) == ["sizes", "weights", "biases", "cost"]
    assert values["sizes"] == [5, 4, 4, 3]
    assert [np.shape(w) for w in values["weights"]] == [(4, 5), (4, 4), (3, 4)]
    assert [np.shape(b) for b in values["biases"]] == [(4, 1), (4, 1), (3, 1)]
    x = np.random.default_rng(0).standard_normal((5, 1))
    a = x
    for w, b in zip(values["weights"], values["biases"], strict=True):
        a = 1 / (1 + np.exp(-(np.array(w) @ a + np.array(b))))
    np.testing.assert_allclose(classic.forward(x.T).a[3], a.T, rtol=1e-12)


def test_nielsen_without_a_cost_is_quadratic(classic):
    values = json.loads(written(save_nielsen, classic))
    del values["cost"]
    assert load_nielsen(io.BytesIO(json.dumps(values).encode())).spec.cost == "quadratic"


def test_nielsen_knows_sigmoid_and_two_costs_only(network):
    for other in (network, network_with("tanh")):
        with pytest.raises(ValueError, match="knows sigmoid layers only"):
            written(save_nielsen, other)


def edited(classic, **changes):
    values = json.loads(written(save_nielsen, classic)) | changes
    return json.dumps({name: value for name, value in values.items() if value is not None})


WRONG_NIELSEN = [
    ({"sizes": None}, "not a network as network2.py saves it"),
    ({"sizes": 5}, "must be a list"),
    ({"sizes": []}, "at least an input"),
    ({"sizes": [5, -4, 4, 3]}, "between 1 and"),
    ({"sizes": [5, 10**9, 4, 3]}, "between 1 and"),
    ({"sizes": [5, 10**400, 4, 3]}, "wrong kind|too large|must be|Unknown"),
    ({"sizes": [5, [4], 4, 3]}, "whole number"),
    ({"sizes": [5, 4, 3]}, "list of 2 matrices"),
    ({"cost": "os.system"}, "cost must be one of CrossEntropyCost"),
    ({"cost": ["QuadraticCost"]}, "cost must be one of"),
    ({"weights": {}}, "list of 3 matrices"),
    ({"weights": [[], [], []]}, "layer 1 must be 4 rows of 5 numbers"),
    ({"biases": [[0] * 4, [[0]] * 4, [[0]] * 3]}, "biases of layer 1 must be 4 rows of 1"),
    ({"biases": [[[0]] * 4, [[0]] * 3 + [[0, 0]], [[0]] * 3]}, "biases of layer 2"),
    ({"biases": [[["0"]] * 4, [[0]] * 4, [[0]] * 3]}, "biases of layer 1"),
    ({"biases": [[[True]] * 4, [[0]] * 4, [[0]] * 3]}, "biases of layer 1"),
    ({"biases": [[[[0]]] * 4, [[0]] * 4, [[0]] * 3]}, "biases of layer 1"),
    ({"biases": [[[10**400]] * 4, [[0]] * 4, [[0]] * 3]}, "too large"),
    ({"biases": [[[float("nan")]] * 4, [[0]] * 4, [[0]] * 3]}, "finite"),
    ({"biases": [[[float("inf")]] * 4, [[0]] * 4, [[0]] * 3]}, "finite"),
]


@pytest.mark.parametrize(("changes", "message"), WRONG_NIELSEN)
def test_wrong_nielsen_is_refused(classic, changes, message):
    with pytest.raises(ValueError, match=message):
        load_nielsen(io.BytesIO(edited(classic, **changes).encode()))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not JSON"),
        (b"\x80\x04", "not JSON"),
        (pickle.dumps([1, 2]), "not JSON"),
        (b"[1, 2]", "not a network"),
        (b'{"sizes": ' + b"[" * 5000 + b"]" * 5000 + b"}", "nested too deeply"),
        (b"[" * 100_000, "too many parts"),
        (b"[" + b"1," * 2**21 + b"1]", "too many parts"),
        (b" " * (32 * 2**20 + 1), "Too large"),
    ],
)
def test_hostile_json_is_refused_early(content, message):
    with pytest.raises(ValueError, match=message):
        load_nielsen(io.BytesIO(content))


# -- anything at all ------------------------------------------------------------------

GOOD = {
    ".npz": written(save_npz, network_with("sigmoid"), {}),
    ".json": written(save_nielsen, network_with("sigmoid")),
}


def only_value_errors(ending, content):
    """A loader returns a whole network or raises ValueError; whatever else comes up is a bug."""
    try:
        network, _ = LOADERS[ending](io.BytesIO(content))
    except ValueError:
        return
    assert np.isfinite(network.parameters).all()


@pytest.mark.parametrize("ending", LOADERS)
@given(content=st.binary(max_size=300), sign=st.booleans())
@SEVERAL
def test_random_bytes_are_refused(ending, content, sign):
    only_value_errors(ending, GOOD[ending][:4] * sign + content)


@pytest.mark.parametrize("ending", LOADERS)
@given(data=st.data())
@SEVERAL
def test_changed_bytes_are_refused_or_harmless(ending, data):
    content = bytearray(GOOD[ending])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        new = data.draw(st.binary(max_size=4))
        content[at : at + data.draw(st.integers(0, 4))] = new
        if not content:
            break
    only_value_errors(ending, bytes(content))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(name=st.sampled_from(["sizes", "weights", "biases", "cost"]), value=JSON)
@SEVERAL
def test_other_json_in_nielsens_places_is_refused_or_harmless(name, value):
    values = json.loads(GOOD[".json"]) | {name: value}
    only_value_errors(".json", json.dumps(values).encode())


@given(name=st.sampled_from(sorted(NetworkSpec().to_json())), value=JSON)
@SEVERAL
def test_other_json_in_our_description_is_refused_or_harmless(name, value):
    network = network_with("sigmoid")
    only_value_errors(".npz", changed(network, about=about(network, **{name: value})).getvalue())


# -- ONNX -----------------------------------------------------------------------------


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_onnx_computes_the_same(activation, dtype):
    import onnxruntime

    network = network_with(activation, dtype)
    session = onnxruntime.InferenceSession(
        written(save_onnx, network), providers=["CPUExecutionProvider"]
    )
    (x_info,), (a_info,) = session.get_inputs(), session.get_outputs()
    assert (x_info.name, x_info.shape) == ("x", ["batch", 5])
    assert (a_info.name, a_info.shape) == ("a", ["batch", 3])
    for m in (1, 7):
        x = np.random.default_rng(m).standard_normal((m, 5)).astype(np.float32)
        (a,) = session.run(["a"], {"x": x})
        np.testing.assert_allclose(a, network.forward(x).a[3], rtol=1e-5, atol=1e-6)


def test_onnx_says_when_its_package_is_missing(classic, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(ValueError, match="pip install onnx"):
        written(save_onnx, classic)


# -- a script -------------------------------------------------------------------------


def run_script(path, *arguments):
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-W", "error", path.name, *arguments],
        cwd=path.parent,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_script_computes_the_same(activation, dtype, tmp_path):
    network = network_with(activation, dtype)
    path = tmp_path / "net.py"
    save_script(path, network)
    x = np.random.default_rng(0).standard_normal((6, 5))
    np.save(tmp_path / "x.npy", x)
    done = run_script(path, "x.npy")
    assert done.stderr == ""
    printed = np.loadtxt(io.StringIO(done.stdout), ndmin=2)
    rtol = 2e-6 if dtype == "float32" else 1e-14
    np.testing.assert_allclose(printed, network.forward(x).a[3], rtol=rtol, atol=rtol / 10)


def test_the_script_holds_the_same_numbers(network, tmp_path):
    text = written(save_script, network).decode()
    assert max(map(len, text.splitlines())) <= 100
    assert "core" not in text
    names = {}
    exec(compile(text, "net.py", "exec"), names)
    np.testing.assert_array_equal(names["LAYERS"][1][0], network.w[2])
    np.testing.assert_array_equal(names["LAYERS"][2][1], network.b[3])
    with pytest.raises(ValueError, match=r"Inputs must be \(m, 5\), not \(5,\)"):
        names["predict"](np.zeros(5))
    weights = text.partition('WEIGHTS = """\n')[2].partition('"""')[0]
    assert base64.b64decode(weights) == network.parameters[:48].astype("<f4").tobytes()


def test_the_script_tells_how_it_is_used(network, tmp_path):
    path = tmp_path / "net.py"
    save_script(path, network)
    assert "Usage: python net.py inputs.npy" in run_script(path).stderr
