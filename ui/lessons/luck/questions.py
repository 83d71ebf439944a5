"""The questions of the lesson on luck, each at the head of its idea; and where to go on."""

import streamlit as st

from ui.components.kit import still_svg
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question
from ui.lessons.luck import enough, net, pictures, twenty
from ui.shell import navigation

_FEW = (5, 20)
_LARGE = 30.0


def show() -> None:
    """Offer the lab, and the page that asks the same of any set-up."""
    hidden, eta = twenty.chosen()
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        open_in_lab(net.setup(hidden, eta), 1000, label="Your XOR net in the lab", key="luck.lab")
        st.page_link(navigation.seeds(), label="Many seeds of any run: the page Seeds")


def _twenty() -> Measured:
    found = net.trained(enough.A, net.ETA)
    solved = int(found.solved.sum())
    said = twenty.told(found)
    return Measured(
        0 if solved == net.MANY else 1 if 2 * solved > net.MANY else 2,
        said.replace("**", ""),
        lambda: still_svg.mount(pictures.curves(found, said), "luck.stuck.picture"),
    )


def _large() -> Measured:
    solved = {eta: int(net.trained(enough.A, eta).solved.sum()) for eta in net.ETAS}
    before, now = solved[net.ETA], solved[_LARGE]
    said = f"{before} of {net.MANY} with η {net.ETA:g}, {now} with η {_LARGE:g}."
    return Measured(
        0 if now > before else 1 if now == before else 2,
        said,
        lambda: still_svg.mount(pictures.counts(solved, _LARGE, said), "luck.large.picture"),
    )


def _enough() -> Measured:
    found = [(n, *enough.compared(n)) for n in enough.NUMBERS]
    telling = [n for n, _, low, high in found if low > 0 or high < 0]
    least = next((place for place, n in enumerate(_FEW) if n in telling), len(_FEW))
    said = " ".join(
        f"{n} of each: {round(100 * low)} to {round(100 * high)} points."
        for n, _, low, high in found
        if n in (*_FEW, 100)
    ).replace("-", "−")
    return Measured(
        least,
        f"The intervals: {said}",
        lambda: still_svg.mount(pictures.intervals(found, said), "luck.enough.picture"),
    )


TWENTY = Question(
    "luck.stuck",
    "Twenty nets 2-2-1, alike but for their seed, learn XOR for 1,000 epochs. How many have all "
    "four rows right then?",
    ("All twenty.", "More than half, not all.", "Half of them, or fewer."),
    _twenty,
)
LARGE = Question(
    "luck.large",
    f"The same nets 2-2-1 with η {_LARGE:g} in place of {net.ETA:g}: how many of twenty have all "
    "rows right in the end?",
    ("More than before.", "As many.", "Fewer."),
    _large,
)
ENOUGH = Question(
    "luck.enough",
    f"With η {net.ETA:g} net B, of 3 hidden units, learns XOR more often than A, of 2. How many "
    "seeds of each does it take until the 95% interval of the difference leaves 0 out: 5, 20, or "
    "more?",
    ("5 are enough.", "20 are enough, 5 are not.", "20 are not enough."),
    _enough,
)
