"""A drawing, read by a network while it is drawn."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core.arrays import ByteArray
from core.drawing import answers, image_from_strokes
from core.network import Network
from runs.run import Run
from ui import process
from ui.components.digit_canvas import Answer, digit_canvas, read_strokes


@dataclass(frozen=True, eq=False)
class Reader:
    """A network that reads digits, and one line that says which it is."""

    network: Network
    described: str


def choose_reader(run: Run | None) -> Reader:
    """Let the visitor choose who reads: at first their own network, if it can read digits."""
    own = run if run is not None and _reads_digits(run) else None
    names = ["Your network", "Bundled network"] if own is not None else ["Bundled network"]
    name = st.radio("Who reads?", names, help="Yours is the one on the Train page.")
    if own is None and run is not None:
        st.caption("Your own run learns something other than digits.")
    elif own is None:
        st.caption("Train a network on MNIST, and it will read here.")
    if own is not None and name == names[0]:
        return _own(own)
    return _bundled()


def _reads_digits(run: Run) -> bool:
    return run.data_spec.name == "mnist"


def _own(run: Run) -> Reader:
    frame = run.frame
    return Reader(
        run.network(),
        f"Read by **your network** {_chain(run.network_spec.sizes)}, trained for "
        f"{frame.epochs_done:,.1f} epochs: {frame.epochs[4, -1]:.1%} right on validation images.",
    )


def _bundled() -> Reader:
    network, recipe = process.bundled_network()
    return Reader(
        network,
        f"Read by the **bundled network** {_chain(network.spec.sizes)}, trained for "
        f"{recipe['epochs']} epochs: {recipe['test_accuracy']:.1%} right on test images.",
    )


def _chain(sizes: tuple[int, ...]) -> str:
    return "-".join(map(str, sizes))


def probabilities(network: Network, image: ByteArray) -> NDArray[np.float32]:
    """Return what ``network`` answers to ``image`` (28, 28): (10,) between 0 and 1."""
    digits = answers(network, image[None])[0, :10]
    return digits.astype(np.float32)


@st.fragment
def canvas(chosen: Reader) -> None:
    """Show the canvas; each change of the drawing reruns just this."""
    strokes, seq = read_strokes("digit")
    image = image_from_strokes(strokes)
    answer = None if image is None else probabilities(chosen.network, image)
    digit_canvas(Answer(image, answer, seq), key="digit")
