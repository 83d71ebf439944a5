"""What a run's home does for those who command it from another replica."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.edits import Edit
from core.specs import TrainSpec
from runs import saved as saved_run
from runs.packing import unpacked
from runs.run import Run

Start = Callable[[Run, Callable[[], None]], None]
"""Makes a run play by a method of its own, and has it trained."""


def do(run: Run, said: Mapping[str, Any], contents: Sequence[bytes], start: Start) -> Any:
    """Do a command of ``runs.hub.mirror``, whoever gave it may; return what came of it.

    Raises
    ------
    ValueError
        If the run refuses it, or there is no such command.
    """
    plain: dict[str, Callable[[], None]] = {
        "play": lambda: start(run, run.play),
        "epoch": lambda: start(run, run.play_epoch),
        "pause": run.pause,
        "step": run.step,
        "reset": run.reset,
        "frame": lambda: None,
    }
    try:
        match said["do"]:
            case str(name) if name in plain:
                plain[name]()
            case "pace":
                run.pace = said["pace"]
            case "rename":
                run.rename(said["name"])
            case "pin":
                run.pin(unpacked(contents[0])["image"] if contents else None)
            case "change":
                run.change(TrainSpec.from_json(said["settings"]))
            case "edit":
                return run.edit(*(Edit(*edit) for edit in said["edits"]))
            case "plan":
                run.plan([saved_run.change_from_json(change) for change in said["changes"]])
            case name:
                raise ValueError(f"There is no command {name}.")
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"A command makes no sense: {error}") from error
    return None
