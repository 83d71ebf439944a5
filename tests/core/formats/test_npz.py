"""NPZ files: every bit comes back; what is damaged or claims too much is refused."""

import io
import json
import pickle
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats import (
    LOADERS,
    load_npz,
    save_npz,
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


def written(save, *arguments):
    file = io.BytesIO()
    save(file, *arguments)
    return file.getvalue()


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


def only_value_errors(ending, content):
    """A loader returns a whole network or raises ValueError; whatever else comes up is a bug."""
    try:
        network, _ = LOADERS[ending](io.BytesIO(content))
    except ValueError:
        return
    assert np.isfinite(network.parameters).all()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(name=st.sampled_from(sorted(NetworkSpec().to_json())), value=JSON)
@SEVERAL
def test_other_json_in_our_description_is_refused_or_harmless(name, value):
    network = network_with("sigmoid")
    only_value_errors(".npz", changed(network, about=about(network, **{name: value})).getvalue())
