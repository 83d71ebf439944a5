"""The Draw page, driven through its widgets without a browser."""

import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.formats import save_nielsen, save_npz
from core.formats.bundled import bundled
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from ui.components.digit_canvas import Drawn
from ui.components.kit.packing import unpack
from ui.draw import readers
from ui.shell import server

PAGE = str(Path(__file__).parents[2] / "pages" / "draw.py")
SECTIONS = ["Steps", "Why?", "Teach it", "My drawings", "Spoil the test"]
SEVEN = np.array([[85, 60, 0], [190, 58, 100], [130, 230, 300]], np.float32)


def opened(run=None, strokes=(SEVEN,), section=None):
    at = AppTest.from_file(PAGE, default_timeout=60)
    if run is not None:
        server.runs().add(run)
        at.query_params["run"] = run.key
    at.session_state["digit:drawing"] = Drawn(list(strokes), 1)
    if section is not None:
        at.session_state["draw.section"] = section
    at.run()
    assert not at.exception
    return at


def trained(*sizes, data="mnist"):
    sizes = sizes or (784, 30, 10)
    run = Run(
        Setup(DataSpec(data), NetworkSpec(sizes, ("sigmoid",) * (len(sizes) - 1)), TrainSpec())
    )
    run.step()
    return run


def shown(at):
    """Return what the canvas shows."""
    return unpack(at.get("bidi_component")[0].proto.bytes)[0]


def described(at):
    return at.caption[0].value


def labelled(at, label):
    return next(button for button in at.button if button.label == label)


def test_the_bundled_network_reads_if_there_is_no_other():
    at = opened()
    assert "bundled network" in described(at)
    assert [reader["label"] for reader in shown(at)["readers"]] == [7]


def test_an_empty_canvas_has_no_answer():
    assert shown(opened(strokes=()))["readers"] == []


def test_ones_own_network_reads_first():
    at = opened(trained())
    assert "your network" in described(at)
    assert "784-30-10" in described(at)


@pytest.mark.parametrize("run", [trained(10, 3, 2, data="even_odd"), trained(data="mnist_raw")])
def test_networks_that_read_no_such_pictures_are_not_offered(run):
    at = opened(run)
    assert "bundled network" in described(at)
    assert at.button_group[0].options == ["Bundled", "Textbook"]


def test_four_read_side_by_side():
    at = opened(trained())
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


def test_below_the_visitors_confidence_it_does_not_know():
    at = opened(trained())  # one step: it can know nothing yet
    assert shown(at)["readers"][0]["line"] == "I don’t know"
    at.session_state["draw.options"] = True
    at.run()
    at.slider(key="draw.keep_above").set_value(0).run()
    assert shown(at)["readers"][0]["label"] >= 0


def test_a_scribble_is_no_digit():
    points = np.random.default_rng(5).uniform(40, 240, (25, 2))
    scribble = np.column_stack([points, np.arange(25)]).astype(np.float32)
    assert shown(opened(strokes=[scribble]))["readers"][0]["line"] == "No digit"


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("strokes", [(), (SEVEN,)], ids=["empty", "drawn"])
def test_every_section_opens(section, strokes):
    assert not opened(strokes=strokes, section=section).error


@pytest.mark.parametrize("sizes", [(784, 10), (784, 31, 17, 10)])
@pytest.mark.parametrize("section", ["Why?", "Teach it"])
def test_sections_suit_every_depth(sizes, section):
    assert not opened(trained(*sizes), section=section).error


def test_a_step_is_switched_off():
    at = opened(section="Steps")
    arrays = unpack(at.get("bidi_component")[0].proto.bytes)[1]
    at.toggle(key="draw.step.box").set_value(False).run()
    without = unpack(at.get("bidi_component")[0].proto.bytes)[1]
    assert (arrays[0] != without[0]).any()
    assert any("with your switches" in text.value for text in at.markdown)


def test_a_step_of_learning_lasts_until_it_is_forgotten():
    at = opened(section="Teach it")
    before = bundled().network.parameters.copy()
    at.session_state["draw.label.11"] = 4
    at.run()
    labelled(at, "Take one step").click().run()
    assert not at.exception
    assert "went from" in " ".join(text.value for text in at.markdown)
    assert "It took 1 step " in described(at)
    labelled(at, "Take one step").click().run()
    assert "It took 2 steps" in described(at)
    np.testing.assert_array_equal(bundled().network.parameters, before)  # it is everybody's
    labelled(at, "Forget the steps").click().run()
    assert "It took" not in described(at)
    assert shown(at)["readers"][0]["label"] == 7


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
    at = AppTest.from_function(page)
    at.session_state["content"] = out.getvalue()
    at.run()
    assert not at.exception
    reader = at.session_state["draw.saved"]
    image = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)
    expected = bundled("textbook").network.forward(image.reshape(1, -1) / np.float32(255)).a[2][0]
    np.testing.assert_allclose(reader.outputs(image), expected, atol=1e-6)
