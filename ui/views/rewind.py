"""The slider over the run's past."""

from runs.snapshot import Look
from ui.components import rewind_bar
from ui.views.view import Options, View


def payload(look: Look, _: Options) -> bytes:
    """Pack the moments that can be seen again; they are the run's, also in a look at its past."""
    frame = look.frame.now or look.frame
    per_epoch = frame.steps / frame.epochs_done if frame.epochs_done else 1.0
    epochs = [steps / per_epoch for steps in frame.checkpoints]
    return rewind_bar.frame(
        frame.checkpoints,
        epochs,
        frame.steps,
        key=VIEW.name,
        run=look.key,
        playing=frame.playing,
    )


def words(look: Look, _: Options) -> str:
    """Say how many moments there are."""
    frame = look.frame.now or look.frame
    return f"{len(frame.checkpoints)} moments of the past {frame.steps:,} steps can be seen again."


VIEW = View(
    name=rewind_bar.KEY,
    label="Rewind",
    help="Back to any moment of this run, and on from there.",
    payload=payload,
    words=words,
    mount=rewind_bar.mount,
    every=0.5,  # it stands at its end while a run plays
)
