"""Files: what is written comes back; anything else is refused whole."""

import io
import pickle

import numpy as np
import pytest

from core.formats import load_npz, save_npz
from core.network import Network
from core.specs import NetworkSpec


@pytest.fixture
def network():
    return Network.initial(NetworkSpec((5, 4, 3), ("relu", "softmax"), "log_likelihood"), 1)


def saved(network):
    file = io.BytesIO()
    save_npz(file, network, {"seed": 1})
    return file.getvalue()


def test_round_trip(network):
    loaded, recipe = load_npz(io.BytesIO(saved(network)))
    assert loaded.spec == network.spec
    assert recipe == {"seed": 1}
    np.testing.assert_allclose(loaded.parameters, network.parameters, rtol=1e-3)


def test_damaged_files_are_refused(network):
    good = saved(network)
    for bad in (b"", b"PK", good[:200], b"x" + good, pickle.dumps({"a": 1}), good[:-30]):
        with pytest.raises(ValueError, match="not a network"):
            load_npz(io.BytesIO(bad))


def changed(network, **arrays):
    file = io.BytesIO()
    with np.load(io.BytesIO(saved(network))) as old:
        np.savez(file, **(dict(old) | arrays))
    file.seek(0)
    return file


def test_wrong_contents_are_refused(network):
    nan = np.full(network.parameters.size, np.nan, np.float16)
    with pytest.raises(ValueError, match="finite"):
        load_npz(changed(network, parameters=nan))
    with pytest.raises(ValueError, match="has 39 parameters"):
        load_npz(changed(network, parameters=np.zeros(3, np.float16)))
    with pytest.raises(ValueError, match="not a network"):
        load_npz(changed(network, about=np.frombuffer(b"{nonsense", np.uint8)))
    with pytest.raises(ValueError, match="not a network"):
        load_npz(changed(network, parameters=np.array([{"a": 1}], object)))
    with pytest.raises(ValueError, match="too large"):
        load_npz(changed(network, parameters=np.zeros(40 * 2**20, np.float16)))
