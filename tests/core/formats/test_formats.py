"""Files: what is written comes back to the bit; anything else is refused whole."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats import (
    LOADERS,
    SAVERS,
    Meaning,
    save_nielsen,
    save_npz,
    save_onnx,
    save_script,
)
from core.functions.activations import OUTPUT_ONLY
from core.functions.costs import COSTS
from core.network import Network
from core.specs import NetworkSpec
from tests.core.formats import others

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
    SAVERS[ending](path, classic, {}, Meaning())
    assert path.read_bytes() == written(SAVERS[ending], classic, {}, Meaning())
    if ending in LOADERS:
        for file in (path, str(path), io.BytesIO(path.read_bytes())):
            loaded, _ = LOADERS[ending](file)
            np.testing.assert_allclose(
                loaded.parameters,
                classic.parameters,
                rtol=1e-6 if ending == ".onnx" else 0,  # it has 32 bits
            )


@pytest.mark.parametrize("ending", LOADERS)
def test_a_file_that_is_not_there_is_a_value_error(ending, tmp_path):
    with pytest.raises(ValueError, match="cannot be read"):
        LOADERS[ending](tmp_path / "nothing")


# -- .npz -----------------------------------------------------------------------------


def changed(network, save=np.savez, **arrays):
    file = io.BytesIO()
    with np.load(io.BytesIO(written(save_npz, network, {}))) as old:
        save(file, **(dict(old) | arrays))
    file.seek(0)
    return file


# -- Nielsen's JSON -------------------------------------------------------------------


# -- anything at all ------------------------------------------------------------------

GOOD = {
    ".npz": written(save_npz, network_with("sigmoid"), {}),
    ".json": written(save_nielsen, network_with("sigmoid")),
    ".onnx": others.onnx(network_with("sigmoid")),
    ".safetensors": others.safetensors(network_with("sigmoid")),
    ".keras": others.keras(network_with("sigmoid")),
    ".h5": others.weights_h5(network_with("sigmoid")),
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


# -- ONNX -----------------------------------------------------------------------------


# -- a script -------------------------------------------------------------------------
