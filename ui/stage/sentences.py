"""What the stage says of each kind of data: what one sees, and what to notice."""

from typing import NamedTuple

from core.data.drawings import DIGITS
from core.data.samples import Dataset
from core.specs import DataSpec


class Words(NamedTuple):
    """What one sees, and what to look out for."""

    sentence: str
    notice: str


_SQUARES = "Each square is one unit: *blue* where it says yes, *orange* where it says no."
_TILES = "Each tile is one unit: pixels in *blue* speak for it, in *orange* against it."
_ROWS = "Which rows does it get right?"

_WORDS: dict[str, Words] = {
    "mnist": Words("A network learns to read handwritten digits.", _TILES),
    "mnist_1000": Words("A network learns a thousand digits, perhaps by heart.", _TILES),
    "mnist_raw": Words("A network gets pixels 255 times too large.", _TILES),
    "drawings": Words("A network learns to read your own digits.", _TILES),
    "drawings_mnist": Words("A network learns your digits among others.", _TILES),
    "even_odd": Words(
        "A network learns to tell even from odd.",
        "Nobody says which bit matters: watch which lines grow thick.",
    ),
    "parity": Words(
        "A network tries to learn true parity.",
        "Every bit matters here, and none tells anything alone.",
    ),
    "circles": Words("A network learns to tell a disc from the ring around it.", _SQUARES),
    "quadrants": Words("A network learns which corners belong together.", _SQUARES),
    "clouds": Words("A network learns to tell two clouds apart.", _SQUARES),
    "spiral": Words("A network learns to tell two spiral arms apart.", _SQUARES),
    "three_clouds": Words("A network learns to tell three clouds apart.", _SQUARES),
    "bump": Words(
        "A network learns the shape of a hill.", "The map should take the colours of the points."
    ),
    "slope": Words(
        "A network learns the shape of a slope.", "The map should take the colours of the points."
    ),
    "points": Words("A network learns your own points.", _SQUARES),
    "written": Words(
        "A network learns the numbers of the lesson.",
        "The lesson on the four equations follows them step by step.",
    ),
}


def words_for(data: DataSpec, dataset: Dataset) -> Words:
    """Return what to say."""
    if data.name == "drawings" and dataset.output_names != DIGITS:
        return Words("A network learns to read your own drawings.", _TILES)
    if data.name in _WORDS:
        return _WORDS[data.name]
    if data.name == "csv":
        what = (
            f"a quantity, {dataset.output_names[0]}"
            if dataset.regression
            else f"{len(dataset.output_names)} classes"
        )
        return Words("A network learns your table.", f"What it learns: {what}.")
    return Words(f"A network learns {data.name.upper()}.", _ROWS)  # a gate
