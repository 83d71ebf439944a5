"""What a live view is. Each is a short module of this package that ends in ``VIEW = View(...)``."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.data.samples import Dataset
from core.specs import NetworkSpec
from runs.snapshot import Look

_LOG = logging.getLogger(__name__)
_LOGGED: set[tuple[str, str]] = set()

Options = Mapping[str, Any]
"""What a visitor chose for one view. It comes through the browser: a view takes nothing in it for
granted, and falls back to its default where a value is missing or makes no sense."""


def always(network: NetworkSpec, data: Dataset) -> bool:
    """Suit every network and all data."""
    return True


def nothing(look: Look) -> Options:
    """Offer no options."""
    return {}


@dataclass(frozen=True, eq=False)
class View:
    """One way to see a run.

    Parameters
    ----------
    name : str
        Its key everywhere: in the registry, as component key, on the wire.
    label, help : str
        On screen: a word or two, and one sentence.
    payload : (look, options) -> bytes
        What the component draws, packed by ``ui.components.kit.packing`` with the view's name as
        "key", at most 40 kB. It depends on its arguments only: the same view shows a run as it
        goes and as it was. ``look`` computes what several views need once.
    words : (look, options) -> str
        What the picture shows, for those who cannot see it; the payload carries it as "alt".
    mount : (data, key) -> anything
        Puts the component on the page, once; from then on the page may get frames another way.
    suits : (network spec, data) -> bool
        Whether the view has anything to show for such a run. Where not, it is not offered.
    needs : set of str
        What has to be observed for it while it is open: names of ``runs.observations.OBSERVED``.
    choose : (look) -> options
        Streamlit widgets of the view, drawn above it.
    width : int, optional
        In pixels; views that have one stand side by side where there is room. None: a whole row.
    every : float
        Seconds between its frames while a run plays, if not each of them is worth its cost.
    """

    name: str
    label: str
    help: str
    payload: Callable[[Look, Options], bytes]
    words: Callable[[Look, Options], str]
    mount: Callable[..., Any]
    suits: Callable[[NetworkSpec, Dataset], bool] = always
    needs: frozenset[str] = frozenset()
    choose: Callable[[Look], Options] = nothing
    width: int | None = None
    every: float = 0.0


class Failed(RuntimeError):
    """One view cannot be drawn, for a reason that nobody thought of; the others can."""

    def __init__(self, view: View) -> None:
        super().__init__(
            f"“{view.label}” cannot be shown for this run. The other views and the training go on."
        )


def failures() -> int:
    """Return how many views failed so far, of each run once."""
    return len(_LOGGED)


def packed(view: View, look: Look, options: Options) -> bytes:
    """Return the view's payload, made once for all viewers of this frame who chose the same.

    Raises
    ------
    Failed
        Whatever went wrong in the view: it is logged once for each run, and takes no other along.
    """
    what = view.name, tuple(sorted((name, str(value)) for name, value in options.items()))
    try:
        return look.once(what, lambda: view.payload(look, options))
    except Exception as error:  # a mistake of ours, or numbers that nobody foresaw
        if (view.name, look.key) not in _LOGGED:
            _LOGGED.add((view.name, look.key))
            _LOG.exception("The view %s failed.", view.name)
        raise Failed(view) from error
