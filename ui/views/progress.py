"""How far a run is: one line."""

from runs.snapshot import Look
from ui.components import progress_line
from ui.views.view import Options, View


def words(look: Look, _: Options) -> str:
    """Return the line; numbers stand between asterisks."""
    seen = look.frame
    return (
        f"Epoch *{seen.epochs_done:,.2f}* · step *{seen.steps:,}* · *{seen.seconds:,.1f}* s · "
        f"{_rounded(seen.samples_per_second):,} samples/s"
    )


def payload(look: Look, options: Options) -> bytes:
    """Pack the line."""
    return progress_line.frame(words(look, options), key=VIEW.name)


def _rounded(value: float) -> int:
    """Three significant digits: a speed that changes each frame should not flicker more."""
    return int(float(f"{value:.3g}"))


VIEW = View(
    name="progress",
    label="Progress",
    help="Epochs and steps done, and how fast.",
    payload=payload,
    words=words,
    mount=progress_line.mount,
    every=0.06,  # digits that change faster cannot be read; ten steps a second all can
)
