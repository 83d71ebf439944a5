"""What the stage is told of a run, and which views it has of it."""

from core.data.catalogue import DATASETS
from core.data.plane import FEATURES
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.optimizers import OPTIMIZERS
from core.specs import MAX_HIDDEN_LAYERS, MAX_UNITS
from runs.run import Run
from runs.snapshot import Look
from ui.components.stage import KEY, Named, Openable, Stage
from ui.stage import row, sentences, starts
from ui.views import STAGE, VIEWS, View, suitable

_MAP = VIEWS["decision"]
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


def about(run: Run, look: Look) -> Stage:
    """Return what the stage is told of a run that was not begun on it."""
    setup, words = run.setup, sentences.words_for(run.setup.data, look.data)
    hidden = [Named(n, kind.label) for n, kind in ACTIVATIONS.items() if n not in OUTPUT_ONLY]
    last = [Named(name, kind.label) for name, kind in ACTIVATIONS.items()]
    told = "features" in DATASETS[setup.data.name].uses
    return Stage(
        key=KEY,
        run=run.key,
        before="",
        deed="",
        fresh=False,
        following=False,
        pace=run.pace,
        sentence=words.sentence,
        notice=words.notice,
        told="",
        data=setup.data.name,
        tiles=starts.TILES,
        activations=hidden,
        last=last,
        features=[Named(name, label) for name, (label, _) in FEATURES.items()] if told else [],
        chosen=setup.data.features if told else [],
        row=row.possible(run),
        optimizer=OPTIMIZERS[setup.settings.optimizer].label,
        views=[_openable(view) for view in offered(look)],
        most_layers=MAX_HIDDEN_LAYERS,
        most_units=MAX_UNITS,
    )


def drawn(look: Look) -> list[View]:
    """Return what the stage draws by itself."""
    views = [view for view in STAGE if view.suits(look.spec, look.data)]
    return views if look.data.plane is None else [*views, _MAP]


def _openable(view: View) -> Openable:
    kind = getattr(view.mount, "func", view.mount).__module__.rpartition(".")[2]
    label = _SHORT.get(view.name, view.label)
    return Openable(view.name, label, view.label, view.help, kind)


def offered(look: Look) -> list[View]:
    """Return the views that can be opened besides the answer, in order."""
    offered = {view.name: view for view in suitable(look.spec, look.data)}
    for name in _NOT_OFFERED:
        offered.pop(name, None)
    order = _ORDER["picture" if look.data.image_shape is not None else "plane"]
    return sorted(
        offered.values(),
        key=lambda view: order.index(view.name) if view.name in order else len(order),
    )
