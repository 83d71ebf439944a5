"""Which networks read a drawing: bundled ones, one's own, and those from a file."""

import json
from io import BytesIO

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.formats import save_nielsen, save_npz
from core.formats.bundled import bundled
from core.network import Network
from core.specs import NetworkSpec
from tests.ui.draw.drawn import described, draw_page, shown, trained
from ui.draw import readers


def test_the_bundled_network_reads_if_there_is_no_other():
    at = draw_page()
    assert "bundled network" in described(at)
    assert [reader["label"] for reader in shown(at)["readers"]] == [7]


def test_ones_own_network_reads_first():
    at = draw_page(trained())
    assert "your network" in described(at)
    assert "784-30-10" in described(at)


@pytest.mark.parametrize("run", [trained(10, 3, 2, data="even_odd"), trained(data="mnist_raw")])
def test_networks_that_read_no_such_pictures_are_not_offered(run):
    at = draw_page(run)
    assert "bundled network" in described(at)
    assert at.button_group[0].options == ["Bundled", "Textbook"]


def test_four_read_side_by_side():
    at = draw_page(trained())
    at.session_state["draw.saved"] = readers.Reader(
        "saved",
        bundled("textbook").network,
        "Read by the **network from your file**.",
        ("saved", 1),
    )
    at.run()
    at.session_state["draw.who.own"] = ["own", "drawings", "textbook", "saved"]
    at.run()
    header = shown(at)
    assert header["names"] == ["Yours", "Bundled", "Textbook", "From a file"]
    assert len(header["readers"]) == 4
    assert header["readers"][1]["label"] == header["readers"][2]["label"] == 7


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("net.pkl", b"", ".npz or .json"),
        ("net.json", b"[" * 100_000, "too many parts"),
        ("net.npz", b"PK\x03\x04", "not a network"),
        ("net.npz", bytes(readers.MOST_BYTES + 1), "too large"),
    ],
)
def test_bad_networks_are_refused_in_words(name, content, words):
    with pytest.raises(ValueError, match=words):
        readers.load_saved(name, content)


def test_networks_for_other_data_are_refused():
    out = BytesIO()
    save_npz(out, Network(NetworkSpec((10, 3, 2)), np.zeros(41, np.float32)), {})
    with pytest.raises(ValueError, match="10 inputs and 2 outputs"):
        readers.load_saved("net.npz", out.getvalue())


def test_a_saved_network_reads_as_before():
    def page():
        import streamlit as st

        from ui.draw import readers

        if "content" in st.session_state:
            readers.load_saved("net.json", st.session_state["content"])
        st.write(readers.available(None))

    out = BytesIO()
    save_nielsen(out, bundled("textbook").network)
    assert json.loads(out.getvalue())["sizes"] == [784, 30, 10]
    at = AppTest.from_function(page, default_timeout=60)
    at.session_state["content"] = out.getvalue()
    at.run()
    assert not at.exception
    reader = at.session_state["draw.saved"]
    image = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)
    expected = bundled("textbook").network.forward(image.reshape(1, -1) / np.float32(255)).a[2][0]
    np.testing.assert_allclose(reader.outputs(image), expected, atol=1e-6)
