"""The networks that come with the product, loaded once per process."""

import functools
from dataclasses import dataclass
from typing import Any

from core.data.mnist import ASSETS
from core.formats import load_npz
from core.network import Network

# what each is for, and its file in assets/; the first is the best reader of drawings
BUNDLED = {"drawings": "drawings.npz", "textbook": "textbook.npz"}
BEST = "drawings"


@dataclass(frozen=True, eq=False)
class Bundled:
    """A network, how it was trained and how well it does, and when it takes drawings for digits.

    An answer with a confidence below ``keep_above`` is "no digit".
    """

    network: Network
    recipe: dict[str, Any]
    keep_above: float


@functools.cache
def bundled(name: str = BEST) -> Bundled:
    """Return the network of that name in ``BUNDLED``; the same object every time.

    Raises
    ------
    ValueError
        If there is none of that name, or its file is missing or damaged.
    """
    if name not in BUNDLED:
        raise ValueError(f"No bundled network {name!r}: use {', '.join(BUNDLED)}.")
    network, recipe = load_npz(ASSETS / BUNDLED[name])
    network.parameters.flags.writeable = False
    return Bundled(network, recipe, float(recipe.get("keep_above", 0.0)))
