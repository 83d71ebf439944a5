"""The cost around the run's weights, and the way that the run went down."""

import numpy as np

from core.explain.numbers import number, percent
from runs.landscapes import Directions, Surveyed, Wish
from runs.snapshot import Look
from ui.components import landscape
from ui.views.shared.finite import finite
from ui.views.view import Options, View

CLOSER = (-3, 8)  # halvings of the part that is shown
AXES = {
    "path": ("main direction", "second direction"),
    "random": ("random direction 1", "random direction 2"),
}


def payload(look: Look, options: Options) -> bytes:
    """Pack what is known by now: what is not comes when it is measured."""
    wish = wished(options)
    return packed(look, look.landscape(wish), wish, key=VIEW.name, title=VIEW.label)


def packed(
    look: Look,
    found: Surveyed | None,
    wish: Wish,
    *,
    key: str,
    title: str,
    choosable: bool = True,
    ends: tuple[float, float] | None = None,
) -> bytes:
    """Pack a landscape; ``ends`` are the costs that colours go to, if not its own."""
    random = wish.directions == "random"
    if found is None:
        here, none = (0.0, 0.0, 0.0), np.zeros((0, 0), np.float32)
        return landscape.frame(
            none,
            np.zeros((0, 3), np.float32),
            np.zeros(0, np.float32),
            key=key,
            title=title,
            alt=in_words(look, found),
            ends=(0.0, 0.0),
            bounds=(-1.0, 1.0, -1.0, 1.0),
            axes=AXES[wish.directions],
            here=here,
            steps=look.frame.steps,
            random=random,
            closer=wish.closer,
            choosable=choosable,
        )
    x, y, off = here_of(look, found)
    return landscape.frame(
        found.heights.astype(np.float32),
        found.path.astype(np.float32),
        np.array(found.steps, np.float32),
        key=key,
        title=title,
        alt=in_words(look, found),
        ends=ends or ends_of(found),
        bounds=found.bounds,
        axes=axes(look, found),
        here=(finite(x), finite(y), finite(off)),
        steps=look.frame.steps,
        random=random,
        closer=wish.closer,
        choosable=choosable,
    )


def here_of(look: Look, found: Surveyed) -> tuple[float, float, float]:
    """Return where the moment that is looked at lies, and how far off the plane."""
    weights = look.frame.parameters
    if not np.isfinite(weights).all():
        return 0.0, 0.0, 0.0
    x, y, off = found.plane.places(weights[None])[0].tolist()
    return x, y, off


def ends_of(found: Surveyed) -> tuple[float, float]:
    """Return the lowest and the highest cost that is known; 0 and 0 if none is."""
    known = found.heights[np.isfinite(found.heights)]
    return (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)


def axes(look: Look, found: Surveyed) -> tuple[str, str]:
    """Return what both directions are called."""
    if found.kind == "weights":
        return ("w", "b") if look.network.weight_count == 1 else ("w₁", "w₂")
    if not _moved(found):
        return AXES["random"]
    assert found.plane.shares is not None
    first, second = (percent(share, 0) for share in found.plane.shares)
    return f"{AXES['path'][0]}: {first}", f"{AXES['path'][1]}: {second}"


def _moved(found: Surveyed) -> bool:
    """Tell whether the directions are those of a path."""
    return found.kind == "path" and found.plane.shares is not None and found.plane.shares[0] > 0


def words(look: Look, options: Options) -> str:
    """Say what is known by now."""
    return in_words(look, look.landscape(wished(options)))


def in_words(look: Look, found: Surveyed | None) -> str:
    """Say what plane it is, how high it is, and where the run stands."""
    if found is None or not len(found.heights):
        return "The cost around this run’s weights is being measured."
    low, high = ends_of(found)
    side = len(found.heights)
    parts = [
        f"Cost {number(low)} to {number(high)} on {found.samples:,} training samples, "
        f"{side} × {side} places."
    ]
    if found.kind == "weights":
        parts.append("Each place is a pair of weights.")
    elif _moved(found):
        held = percent(sum(found.plane.shares or ()))
        parts.append(f"Both directions hold {held} of the path’s variance.")
    else:
        parts.append("The directions are random.")
    if found.kind == "random":
        parts.append("At 1, each unit’s weights have changed by as much as they are.")
    off = here_of(look, found)[2]
    if off > 1e-6 * (1 + float(np.linalg.norm(look.frame.parameters))):
        parts.append(f"These weights are {number(off)} off the plane.")
    return " ".join(parts)


def wished(options: Options) -> Wish:
    """Return what a visitor asks for."""
    closer = options.get("closer")
    low, high = CLOSER
    known = type(closer) is int and low <= closer <= high
    directions: Directions = "random" if options.get("random") is True else "path"
    return Wish(directions, closer if known and closer is not None else 0)


VIEW = View(
    name="landscape",
    label="Landscape",
    help="The cost over a plane through weight space, and the run’s real path on it. The plane "
    "goes through the weights as they are, along the path’s two main directions or random ones.",
    payload=payload,
    words=words,
    mount=landscape.mount,
    width=340,
    every=0.2,
)
