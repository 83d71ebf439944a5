"""The questions of the lesson on luck, each at the head of its idea; and the way on."""

import numpy as np
import streamlit as st

from core.explain.luck import enough as first_enough
from core.explain.numbers import number
from ui.components.kit import still_svg
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question
from ui.lessons.luck import enough, nets, pictures
from ui.shell import navigation, session


def show() -> None:
    """Offer the lab, and the page of many seeds."""
    with st.container(horizontal=True, gap="small"):
        open_in_lab(nets.setup(nets.ETA), nets.PACE, label="This net in the lab", key="luck.lab")
        if st.button("This net with many seeds", key="luck.many", icon=":material/casino:"):
            session.new_run(nets.setup(nets.ETA)).pace = nets.PACE
            st.switch_page(navigation.seeds())


def _spread() -> Measured:
    found = nets.twenty(nets.ETA)
    ends = found.cost[:, -1]
    ratio = float(ends.max() / ends.min())
    return Measured(
        0 if ratio < 2 else 1 if ratio < 20 else 2,
        f"From {number(float(ends.min()))} to {number(float(ends.max()))}: {number(ratio)} times. "
        f"{int(found.solved.sum())} of {nets.SEEDS} have all four right.",
        lambda: still_svg.mount(pictures.single(found, nets.SEEDS), "luck.spread.picture"),
    )


def _inside() -> Measured:
    found = nets.twenty(nets.ETA)
    always = int((found.in_band == 1).sum())
    steadiest, looks = int(found.in_band.argmax()), len(found.steps)
    return Measured(
        0 if always >= nets.SEEDS / 2 else 1 if always else 2,
        f"{always} of {nets.SEEDS} stay in it. The steadiest, seed {steadiest}, is in it at "
        f"{looks * found.in_band[steadiest]:.0f} of {looks} looks; on average it is "
        f"{looks * float(np.mean(found.in_band)):.0f}. A band is not a bundle of runs.",
        lambda: still_svg.mount(pictures.band(found, steadiest), "luck.inside.picture"),
    )


def _needed() -> Measured:
    found = enough.differences(nets.ETA, nets.LARGE)
    needed = first_enough(found, enough.COUNTS)
    told = (
        f"from {needed} seeds on, of {', '.join(map(str, enough.COUNTS))}, it leaves out 0"
        if needed
        else f"even {nets.POOL} seeds do not do"
    )
    few = enough.said(nets.ETA, nets.LARGE, nets.SEEDS, found)
    return Measured(
        2 if needed is None or needed > nets.SEEDS else 1 if needed > enough.COUNTS[0] else 0,
        f"{told[0].upper()}{told[1:]}. {few}",
        lambda: still_svg.mount(enough.picture(found), "luck.needed.picture"),
    )


SPREAD = Question(
    "luck.spread",
    f"Twenty nets learn XOR with the same settings for {nets.STEPS:,} steps; only the seed of "
    "their initial weights differs. How many times the smallest final cost is the largest?",
    ("Less than 2 times.", "2 to 20 times.", "More than 20 times."),
    _spread,
)
INSIDE = Question(
    "luck.inside",
    "At each step, the middle half of twenty costs makes a band. How many of the twenty nets are "
    "in it each time one looks?",
    ("Ten or more.", "One to nine.", "None."),
    _inside,
)
NEEDED = Question(
    "luck.needed",
    f"A learns with η = {nets.ETA:g}, B with η = {nets.LARGE:g}. How many seeds each does it take "
    "until the 95% interval of the difference, in nets that solve XOR, leaves out 0?",
    ("5 are enough.", "10 or 20.", "More than 20."),
    _needed,
)
