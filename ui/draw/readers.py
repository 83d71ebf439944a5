"""Who reads a drawing: bundled networks, this session's run, one from a file."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import PurePath
from typing import Any

import numpy as np
import streamlit as st

from core.arrays import ByteArray, FloatArray
from core.data import drawings
from core.drawing.reading import DIGITS, WITH_CLASS
from core.explain.numbers import percent
from core.formats import LOADERS
from core.formats.bundled import BEST, bundled
from core.network import Batch, Network
from runs.run import Run

PIXELS = 28 * 28
OWN, SAVED = "own", "saved"
LABELS = {OWN: "Yours", BEST: "Bundled", "textbook": "Textbook", SAVED: "From a file"}
MOST_BYTES = 20_000_000

_SAVED = "draw.saved"
_TAUGHT = "draw.taught"
_KEPT = "draw.readers_kept"


@dataclass(frozen=True, eq=False)
class Reader:
    """A network that reads digits.

    Attributes
    ----------
    name : str
        A key of ``LABELS``.
    described : str
        One line that says which network it is, in Markdown.
    identity : hashable
        The same only as long as it answers the same.
    """

    name: str
    network: Network
    described: str
    identity: Hashable

    @property
    def label(self) -> str:
        """What it is called on screen."""
        return LABELS[self.name]

    @property
    def knows_no_digit(self) -> bool:
        """Whether it has an output for what is no digit."""
        return self.network.spec.sizes[-1] == WITH_CLASS

    @cached_property
    def batch(self) -> Batch:
        """A way through the network for one picture, made once."""
        return Batch(self.network, 1)

    def seen(self, image: ByteArray) -> Batch:
        """Send a picture (28, 28) through; the batch holds z and a of each layer."""
        np.divide(image.reshape(1, -1), np.float32(255), out=self.batch.x, casting="unsafe")
        with np.errstate(all="ignore"):  # a network may have been trained to extremes
            self.batch.forward()
        return self.batch

    def outputs(self, image: ByteArray) -> FloatArray:
        """Return the outputs for a picture: (10,) or, with one for "no digit", (11,)."""
        found: FloatArray = np.clip(np.nan_to_num(self.seen(image).a[self.network.L][0]), 0, 1)
        return found


def reads_digits(run: Run | None) -> bool:
    """Tell whether a run's network reads pictures like MNIST's."""
    if run is None:
        return False
    data, sizes = run.training.data, run.setup.network.sizes
    return (
        data.image_shape == (28, 28)
        and sizes[-1] == DIGITS
        and data.output_names == drawings.DIGITS
        and not data.regression
        and data.train.scale != 1.0  # raw pixels, 0 to 255
    )


def available(run: Run | None) -> list[str]:
    """Return the names of the readers there are; the first reads unless others are chosen."""
    own = [OWN] if reads_digits(run) else []
    saved = [SAVED] if _SAVED in st.session_state else []
    return [*own, BEST, "textbook", *saved]


def reader(name: str, run: Run | None) -> Reader:
    """Return the reader of that name as it is now, with what it was taught here."""
    found = _kept(name, run)
    base, learned = st.session_state.get(_TAUGHT, {}).get(name, (None, None))
    return learned if learned is not None and base == found.identity else found


def _kept(name: str, run: Run | None) -> Reader:
    """Return the reader without what it was taught, the same object while it is the same."""
    if name == SAVED:
        saved: Reader = st.session_state[_SAVED]
        return saved
    identity: Hashable = name
    if name == OWN:
        assert run is not None
        identity = run.key, run.frame.steps, run.frame.version if run.playing else 0
    readers: dict[str, Reader] = st.session_state.setdefault(_KEPT, {})
    found = readers.get(name)
    if found is None or found.identity != identity:
        found = readers[name] = _own(run, identity) if run and name == OWN else _bundled(name)
    return found


def _own(run: Run, identity: Hashable) -> Reader:
    frame = run.frame
    right = frame.epochs.accuracy[-1]
    return Reader(
        OWN,
        run.network(),
        f"Read by **your network** {chain(run.setup.network.sizes)}, trained for "
        f"{frame.epochs_done:,.1f} epochs: {percent(right)} right on validation images.",
        identity,
    )


def _bundled(name: str) -> Reader:
    found = bundled(name)
    which = "bundled network" if name == BEST else "textbook's network"
    return Reader(
        name,
        found.network,
        f"Read by the **{which}** {chain(found.network.spec.sizes)}, trained for "
        f"{found.recipe['epochs']} epochs: {percent(found.recipe['test_accuracy'])} right on test "
        f"images.{_eleventh(found.network)}",
        name,
    )


def _eleventh(network: Network) -> str:
    """Say what the output beyond the ten digits is for, if there is one."""
    return " Its eleventh output means “no digit”." if network.spec.sizes[-1] == WITH_CLASS else ""


def chain(sizes: tuple[int, ...]) -> str:
    """Write the units of each layer in a row."""
    return "-".join(map(str, sizes))


def load_saved(file_name: str, content: bytes) -> None:
    """Read with a network from a file from now on.

    Raises
    ------
    ValueError
        If it holds no network, or one that reads no digits.
    """
    ending = PurePath(file_name).suffix.lower()
    if ending not in LOADERS:
        raise ValueError(f"A network comes as {' or '.join(LOADERS)}, not as {ending or 'this'}.")
    if len(content) > MOST_BYTES:
        raise ValueError(f"The file is too large: at most {MOST_BYTES // 10**6} MB are read.")
    network, recipe = LOADERS[ending](BytesIO(content))
    n_in, n_out = network.spec.sizes[0], network.spec.sizes[-1]
    if n_in != PIXELS or n_out not in (DIGITS, WITH_CLASS):
        raise ValueError(
            f"This network has {n_in} inputs and {n_out} outputs. One that reads digits has "
            f"{PIXELS} and {DIGITS}."
        )
    before: Reader | None = st.session_state.get(_SAVED)
    number = 1 if before is None else before.identity[1] + 1  # type: ignore[index]
    told = _told(recipe)
    st.session_state[_SAVED] = Reader(
        SAVED,
        network,
        f"Read by the **network from your file** {chain(network.spec.sizes)}{told}."
        f"{_eleventh(network)}",
        (SAVED, number),
    )


def _told(recipe: dict[str, Any]) -> str:
    """Say what a file tells of its network's accuracy, if it is a number."""
    accuracy = recipe.get("test_accuracy")
    if isinstance(accuracy, float) and 0 <= accuracy <= 1:
        return f"; its file says {percent(accuracy)} right on test images"
    return ""


def teach(taught: Reader, run: Run | None, network: Network) -> Hashable:
    """Let ``network``, which learned from a drawing, read in place of a reader.

    Returns the identity of the reader that it is now.
    """
    base = _kept(taught.name, run)
    steps = taught.identity[2] + 1 if is_taught(taught) else 1  # type: ignore[index]
    described = f"{base.described} It took {steps} step{'s' * (steps > 1)} on your drawings here."
    learned = Reader(taught.name, network, described, (_TAUGHT, base.identity, steps))
    st.session_state.setdefault(_TAUGHT, {})[taught.name] = base.identity, learned
    return learned.identity


def is_taught(reader: Reader) -> bool:
    """Tell whether it learned something here."""
    return isinstance(reader.identity, tuple) and reader.identity[0] == _TAUGHT


def forget(name: str) -> None:
    """Take back what a reader was taught here."""
    st.session_state.get(_TAUGHT, {}).pop(name, None)
