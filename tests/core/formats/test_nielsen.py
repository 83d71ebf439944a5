"""Files of the book's own program."""

import io
import json
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats import (
    LOADERS,
    load_nielsen,
    save_nielsen,
    save_npz,
)
from core.functions.activations import OUTPUT_ONLY
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


def test_dialects_of_forks(classic):
    flat = [b.tolist() for b in classic.b.values()]
    forks = edited(
        classic,
        biases=flat,
        sizes=[5.0, 4, 4, 3],
        cost="network2.CrossEntropyCost",
        activation="ReLU",
    )
    loaded = load_nielsen(
        io.BytesIO(b"\xef\xbb\xbf" + json.dumps(json.loads(forks), indent=4).encode())
    )
    assert loaded.spec.activations == ("relu",) * 3
    np.testing.assert_array_equal(loaded.parameters, classic.parameters)
    one_less = edited(classic, activations=["tanh", "nn.Tanh"], cost="CrossEntropyCost")
    loaded = load_nielsen(io.BytesIO(one_less.encode()))
    assert loaded.spec.activations == ("tanh", "tanh", "sigmoid")
    assert loaded.spec.cost == "cross_entropy"


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
    ({"biases": [[0] * 3, [[0]] * 4, [[0]] * 3]}, "biases of layer 1 must be 4 rows of 1"),
    ({"activation": "step"}, "'step', which is not known"),
    ({"activations": ["relu"] * 7}, "7 activations for 3 layers"),
    ({"activations": ["softmax", "relu", "relu"]}, "is for the output"),
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
