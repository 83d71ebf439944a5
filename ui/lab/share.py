"""Links to this very set-up, and all that can be taken away from a run."""

import csv
import importlib.util
import io
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from core.formats import SAVERS, Meaning
from core.formats.framework_code import save_keras, save_torch
from core.formats.run_script import replay_script
from core.network import Network
from runs.recorder import TRAIN_EVALUATED
from runs.run import Run
from ui.shell import links, navigation, session

_NETS = {
    ".npz": ("NumPy (.npz)", "application/octet-stream", "Weights, biases and the recipe"),
    ".json": ("Nielsen's JSON", "application/json", "As the code of Nielsen's book saves it"),
    ".onnx": ("ONNX", "application/octet-stream", "For ONNX Runtime and other programs"),
    ".py": ("Python that predicts", "text/x-python", "The network as one file of source code"),
}
_CODE = {
    "net_torch.py": ("PyTorch code", save_torch),
    "net_keras.py": ("Keras code", save_keras),
}
_EXHIBIT = {"embed": "true", "hide": "setup,settings,hint,rewind,views", "play": "true"}


def panel(run: Run) -> None:
    """Show links and downloads, once it is unfolded."""
    popover = st.popover(
        "Share and export",
        key="share",
        icon=":material/share:",
        width="stretch",
        help="Links to this very run, and files to take away",
        on_change="rerun",
    )
    if not popover.open:
        return
    with popover:
        content(run)


def content(run: Run) -> None:
    """Show links and downloads."""
    st.markdown(
        "**Link to this run.** Whoever opens it gets the same run to the last bit, changes on "
        "the way included."
    )
    st.code(link(run, {}), language=None, wrap_lines=True)
    if links.story_to_text(run.story.told()) is None:
        st.caption(
            "So many changes on the way do not fit a link: it begins with the settings that "
            "hold now. The Python script below repeats them all."
        )
    st.page_link(
        navigation.seeds(),
        label="Is it luck? The same run with many seeds",
        icon=":material/casino:",
    )
    st.markdown("**For a course page:** an exhibit without controls around it.")
    st.code(link(run, _EXHIBIT, page="lab"), language=None, wrap_lines=True)
    if run.setup.data.table and "table" not in session.setup_keys(run):
        st.caption("Your own data is too long for a link: pass the file on as well.")
    if run.loaded is not None:
        st.caption(
            "This run began with a network that had learned before. A link begins with random "
            "weights; the Python script below begins as it did."
        )
    st.markdown("**Take it away**")
    _download(
        "Curves (CSV)",
        partial(curves_as_csv, run),
        "curves.csv",
        "text/csv",
        "Cost and accuracy each time they were measured",
    )
    for ending, (label, mime, help_) in _NETS.items():
        if ending == ".onnx" and importlib.util.find_spec("onnx") is None:
            st.caption("ONNX: `pip install onnx` on the server, and it appears here.")
            continue
        _download(f"Network: {label}", partial(saved, run, ending), f"net{ending}", mime, help_)
    for name, (label, save) in _CODE.items():
        _download(
            f"Network: {label}",
            partial(as_code, run, save),
            name,
            "text/x-python",
            "One file that builds the network with its weights in it",
        )
    _download(
        "The run as a Python script",
        partial(script, run),
        "run.py",
        "text/x-python",
        "Trains the same network again, step by step, and answers rows",
    )
    st.caption(
        "The script repeats the run with NumPy alone, changes on the way included; `--row` has it "
        "answer a row as it stands in the data. With MNIST it carries the images: 15 MB. Every "
        "diagram has its own button for a picture."
    )


def _download(label: str, data: Callable[[], bytes], name: str, mime: str, help_: str) -> None:
    st.download_button(
        label, data, name, mime, on_click="ignore", width="stretch", key=name, help=help_
    )


def link(run: Run, more: dict[str, str], *, page: str = "") -> str:
    """Return the address of the run's set-up on a page, by default the first, with other keys."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit(
        (
            *parts[:2],
            f"{parts.path.rpartition('/')[0]}/{page}",
            urlencode({**session.setup_keys(run), **more}, safe=","),
            "",
        )
    )


def curves_as_csv(run: Run) -> bytes:
    """Return the measurements at each evaluation."""
    file = io.StringIO()
    rows = csv.writer(file)
    measure = "R2" if run.training.data.regression else "accuracy"
    rows.writerow(
        [
            "epoch",
            "training cost",
            "validation cost",
            f"training {measure}",
            f"validation {measure}",
        ]
    )
    rows.writerows([f"{value:.9g}" for value in row] for row in zip(*run.frame.epochs, strict=True))
    return file.getvalue().encode()


def saved(run: Run, ending: str) -> bytes:
    """Return the network as the latest frame shows it, as a file of that kind."""
    frame = run.frame
    recipe = {
        "data": run.setup.data.relevant().to_json(),
        "train": frame.settings.to_json(),
        "steps": frame.steps,
    }
    file = io.BytesIO()
    SAVERS[ending](file, run.network(), recipe, Meaning.of(run.training.data))
    return file.getvalue()


def as_code(run: Run, save: Callable[[io.BytesIO, Network, Meaning], None]) -> bytes:
    """Return the network as the latest frame shows it, as code for another framework."""
    file = io.BytesIO()
    save(file, run.network(), Meaning.of(run.training.data))
    return file.getvalue()


def script(run: Run) -> bytes:
    """Return the run as one Python file."""
    began, *later = run.story.told()
    changes = [(change.steps, change.settings, change.edits) for change in later]
    text = replay_script(
        run.setup._replace(settings=began.settings),
        changes,
        max(1, run.frame.epoch),
        train_evaluated=TRAIN_EVALUATED,
        loaded=run.loaded,
    )
    return text.encode()
