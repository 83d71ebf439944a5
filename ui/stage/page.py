"""The Train page: the stage, and what opens over it."""

from collections.abc import Iterator, Sequence

import streamlit as st

from core.data.catalogue import DATASETS
from core.data.plane import FEATURES
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.optimizers import OPTIMIZERS
from core.specs import MAX_HIDDEN_LAYERS, MAX_UNITS
from runs.run import Run
from runs.snapshot import Look
from ui.components.stage import KEY, Named, Openable, Stage, mount
from ui.shell import navigation, server, session
from ui.stage import begin, panels, panels_open, requested, row, sentences, starts
from ui.stream.live_socket import LiveSocket, live_socket, lost
from ui.stream.socket import carries, obey
from ui.views import HINT, STAGE, VIEWS, Failed, Options, View, packed, suitable

TICK = 0.05  # seconds between frames where the socket does not bring them
MAP = VIEWS["decision"]
_NOT_OFFERED = ("decision", "diagram", "row")  # the stage has its own; a row needs fields

_SHORT = {
    "decision": "Map",
    "curves": "Curves",
    "weights": "Weights",
    "warped": "Warped grid",
    "landscape": "Landscape",
    "confusion": "Confusion",
    "mistakes": "Mistakes",
    "pinned": "Pinned",
    "gradients": "Gradients",
    "layers": "Update sizes",
    "histograms": "Histograms",
    "health": "Stuck units",
    "receipt": "Receipt",
}
_ORDER = {
    "plane": (
        "curves",
        "weights",
        "gradients",
        "landscape",
        "warped",
        "histograms",
        "confusion",
        "layers",
    ),
    "picture": (
        "curves",
        "weights",
        "confusion",
        "mistakes",
        "gradients",
        "landscape",
        "histograms",
        "layers",
    ),
}


def show() -> None:
    """Show this browser's run on the stage.

    An address that names views, or leaves parts out, is about the lab: they stood here once.
    """
    keys = st.query_params.to_dict()
    if {"views", "hide"} & keys.keys():
        st.switch_page(navigation.lab(), query_params=keys)
    run = session.current_run(starts.SPIRAL, starts.SLOWLY)
    opened = panels_open.opened()
    ticking = _ticks(run)
    st.fragment(_frame, run_every=TICK if ticking else None)(run, ticking, opened)
    panels.show(run, opened)


def _ticks(run: Run) -> bool:
    """Tell whether the page has to bring the frames, because the socket does not."""
    return run.playing and (lost() or not carries(session.visitor()))


def _frame(run: Run, ticking: bool, opened: str) -> None:
    if page := st.session_state.pop(requested.PAGE, ""):
        st.switch_page(navigation.named(page))
    as_shown = session.is_shown(run) and opened == panels_open.opened()
    if not as_shown or (ticking and not _ticks(run)):
        st.rerun()  # the stage has asked for it, or need not ask any more
    server.runs().get(run.key)  # somebody looks at it: keep it playing
    server.engine().tick(run)
    look = run.look()
    views: dict[View, Options] = {view: {} for view in STAGE if view.suits(look.spec, look.data)}
    views[HINT] = {}
    views |= {VIEWS[view.name]: {} for view in _offered(look)}
    drawn = [view for view in views if view in STAGE]
    if look.data.plane is not None:
        views[MAP] = {}
        drawn.append(MAP)
    if opened == "row":
        views[row.VIEW] = row.options()
    mount(
        _about(run, look),
        list(_packed(drawn, look)),
        lambda: requested.do(run),
    )
    live_socket(
        LiveSocket(
            run=run.key,
            visitor=session.visitor(),
            playing=None,
            followed=run.followed,
            views={view.name: options for view, options in views.items()},
            at=None,
            present=0,
            base=st.get_option("server.baseUrlPath").strip("/"),
            lost=lost(),
            owner=session.owner(),
        ),
        lambda said: obey(begin.own(run), said),
    )


def _about(run: Run, look: Look) -> Stage:
    setup, words = run.setup, sentences.words_for(run.setup.data, look.data)
    hidden = [Named(n, kind.label) for n, kind in ACTIVATIONS.items() if n not in OUTPUT_ONLY]
    last = [Named(name, kind.label) for name, kind in ACTIVATIONS.items()]
    told = "features" in DATASETS[setup.data.name].uses
    before, deed = begin.before(run)
    return Stage(
        key=KEY,
        run=run.key,
        before=before,
        deed=deed,
        fresh=not (run.toggled or run.frame.steps or before),
        pace=run.pace,
        sentence=words.sentence,
        notice=session.WATCHING if session.is_guest(run) else words.notice,
        told=st.session_state.get(requested.TOLD, ""),
        data=setup.data.name,
        tiles=starts.TILES,
        activations=hidden,
        last=last,
        features=[Named(name, label) for name, (label, _) in FEATURES.items()] if told else [],
        chosen=setup.data.features if told else [],
        row=row.possible(run),
        optimizer=OPTIMIZERS[setup.settings.optimizer].label,
        views=[_openable(view) for view in _offered(look)],
        most_layers=MAX_HIDDEN_LAYERS,
        most_units=MAX_UNITS,
    )


def _packed(views: Sequence[View], look: Look) -> Iterator[bytes]:
    """Yield what the stage draws; one view that fails leaves its place empty."""
    for view in views:
        try:
            yield packed(view, look, {})
        except Failed as failed:
            st.warning(str(failed), icon=":material/visibility_off:")


def _openable(view: View) -> Openable:
    kind = getattr(view.mount, "func", view.mount).__module__.rpartition(".")[2]
    label = _SHORT.get(view.name, view.label)
    return Openable(view.name, label, view.label, view.help, kind)


def _offered(look: Look) -> list[View]:
    """Return what can be opened besides the answer, in order."""
    offered = {view.name: view for view in suitable(look.spec, look.data)}
    for name in _NOT_OFFERED:
        offered.pop(name, None)
    order = _ORDER["picture" if look.data.image_shape is not None else "plane"]
    return sorted(
        offered.values(),
        key=lambda view: order.index(view.name) if view.name in order else len(order),
    )
