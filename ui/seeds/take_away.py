"""Links to a sweep, and files of it."""

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from core.specs import DataSpec
from runs.batch.batch import State
from runs.batch.command import script
from runs.batch.results import as_csv, curves_as_csv
from runs.batch.saved import to_file
from runs.batch.sweep import Sweep
from ui.seeds import address
from ui.shell import links

_THRESHOLD = "seeds.threshold"


def show(sweep: Sweep, state: State) -> None:
    """Show them, once unfolded."""
    unfolded = st.expander(
        "Share and export", key="seeds.share", icon=":material/share:", on_change="rerun"
    )
    if not unfolded.open:
        return
    with unfolded:
        st.markdown("**Link.** It holds the description: started there, it gives the same numbers.")
        st.code(link(sweep), language=None, wrap_lines=True)
        threshold = float(st.session_state.get(_THRESHOLD) or 0.9)
        with st.container(horizontal=True, gap="small"):
            _download(
                "Results, to load again", lambda: to_file(sweep, state.outcomes), "sweep.json"
            )
            _download(
                "Results (CSV)", lambda: as_csv(sweep, state.outcomes, threshold), "sweep.csv"
            )
            _download("Curves (CSV)", lambda: curves_as_csv(sweep, state.outcomes), "curves.csv")
            _download("Python script", lambda: script(sweep).encode(), "sweep.py")
        if line := command(sweep):
            st.caption("On a command line:")
            st.code(line, language=None, wrap_lines=True)


def link(sweep: Sweep) -> str:
    """Return the address at which the fields say the same."""
    parts = urlsplit(st.context.url or "")
    keys = {**links.to_keys(sweep.setup), **address.to_keys(sweep)}
    path = f"{parts.path.rpartition('/')[0]}/seeds"
    return urlunsplit((*parts[:2], path, urlencode(keys, safe=",:~"), ""))


def command(sweep: Sweep) -> str:
    """Return what gives the same numbers on a command line; nothing if that is too much for one."""
    net, data = sweep.setup.network, sweep.setup.data
    if data.table or data.features != DataSpec().features or len(set(net.activations[:-1])) > 1:
        return ""
    words = ["python -m runs.batch", "--layers", *map(str, net.sizes[1:-1])]
    if len(net.sizes) > 2:
        words += ["--activation", net.activations[0]]
    words += ["--output", net.activations[-1]]
    keys = links.to_keys(sweep.setup)
    for key, value in keys.items():
        if key not in ("layers", "act", "frozen", "epochs"):
            words += [f"--{key}", value]
    words += ["--seeds", str(sweep.seeds), "--epochs", str(sweep.epochs)]
    for axis in sweep.axes:
        words.append(f"--sweep {axis.name}={','.join(f'{v}' for v in axis.values)}")
    return " ".join(words)


def _download(label: str, data: object, name: str) -> None:
    st.download_button(label, data, name, on_click="ignore", key=f"seeds.{name}")  # type: ignore[arg-type]
