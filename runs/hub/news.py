"""What a run's home tells of it: a frame, and all of it. Both are read as carefully as a file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.specs import TrainSpec
from runs import saved as saved_run
from runs.history import Evaluated
from runs.hub.hub import parcel, unwrapped
from runs.observations import Answers, Step
from runs.packing import packed, unpacked
from runs.run import Run
from runs.saved import Saved
from runs.snapshot import Snapshot
from runs.story import Change, Mark

MOST_BYTES = 16 * 2**20  # of the moments that go along with a whole run

_STEP = ("x", "y", "before", "after")


@dataclass(frozen=True, eq=False)
class News:
    """A frame of a run, and what a run is beyond it.

    ``version`` is the frame's at home. ``told`` tells one state of the run's story from another;
    ``changes`` and ``planned`` are the story, None where it is as it was.
    """

    frame: Snapshot
    version: int
    name: str
    owner: str
    pace: float | None
    toggled: int
    followed: int
    told: str
    changes: list[Change] | None
    planned: tuple[Change, ...]


def told(run: Run) -> str:
    """Return what differs whenever a run's story does."""
    changes, planned = run.story.changes, run.story.planned
    return str(hash((len(changes), changes[-1], len(planned), run.pinned is None)))


def frame_of(run: Run, known: str = "") -> bytes:
    """Return the latest frame of a run as bytes, its story only if that is not ``known``."""
    frame, now = run.frame, told(run)
    about: dict[str, Any] = {
        "version": frame.version,
        "steps": frame.steps,
        "epoch": frame.epoch,
        "position": frame.position,
        "seconds": frame.seconds,
        "speed": frame.samples_per_second,
        "playing": frame.playing,
        "trouble": frame.trouble,
        "notice": frame.notice,
        "settings": frame.settings.to_json(),
        "marks": [asdict(mark) for mark in frame.marks],
        "checkpoints": list(frame.checkpoints),
        "name": run.name,
        "owner": run.owner,
        "pace": run.pace,
        "toggled": run.toggled,
        "followed": run.followed,
        "told": now,
    }
    if now != known:
        about["changes"] = [saved_run.change_to_json(change) for change in run.story.changes]
        about["planned"] = [saved_run.change_to_json(change) for change in run.story.planned]
    arrays: dict[str, NDArray[Any]] = {
        "parameters": frame.parameters,
        "epochs": np.stack(frame.epochs),
        "between": np.stack(frame.between),
        "batches": frame.batches,
        "layers": frame.layers,
    }
    if frame.gradient is not None:
        arrays["gradient"] = frame.gradient
    if frame.pinned is not None:
        arrays["pinned"] = frame.pinned
    if frame.answers is not None:
        arrays["predicted"], arrays["lead"] = frame.answers.predicted, frame.answers.lead
    if (step := frame.batch) is not None:
        about["step"] = {"number": step.number, "eta": float(step.eta)}
        about["step"]["settings"] = step.settings.to_json()
        arrays |= {f"step {name}": getattr(step, name) for name in _STEP}
    return parcel(about, packed(arrays))


def news_of(message: bytes, before: Snapshot, version: int, size: int) -> News:
    """Return what ``frame_of`` made bytes of.

    Parameters
    ----------
    before : Snapshot
        The frame that it follows: what never changes is as there.
    version : int
        The new frame's.
    size : int
        The samples of an epoch.

    Raises
    ------
    ValueError
        If it is no frame of the same network.
    """
    try:
        about, (content,) = unwrapped(message)
        arrays = unpacked(content)
        parameters = arrays["parameters"]
        if parameters.shape != before.parameters.shape:
            raise ValueError("it has other parameters")
        changes = about.get("changes")
        changed = None if changes is None else [saved_run.change_from_json(c) for c in changes]
        planned = tuple(saved_run.change_from_json(c) for c in about.get("planned", ()))
        frame = Snapshot(
            version=version,
            steps=about["steps"],
            epoch=about["epoch"],
            position=about["position"],
            train_size=size,
            seconds=about["seconds"],
            samples_per_second=about["speed"],
            playing=about["playing"],
            trouble=about["trouble"],
            notice=about["notice"],
            settings=TrainSpec.from_json(about["settings"]),
            parameters=parameters.astype(before.parameters.dtype, copy=False),
            start=before.start,
            epochs=Evaluated(*arrays["epochs"]),
            between=Evaluated(*arrays["between"]),
            batches=arrays["batches"],
            layers=arrays["layers"],
            marks=tuple(Mark(**mark) for mark in about["marks"]),
            changes=before.changes if changed is None else tuple(changed),
            checkpoints=tuple(about["checkpoints"]),
            gradient=arrays.get("gradient"),
            batch=_step(about, arrays),
            answers=_answers(arrays),
            pinned=arrays.get("pinned"),
        )
        return News(
            frame=frame,
            version=about["version"],
            name=about["name"],
            owner=about["owner"],
            pace=about["pace"],
            toggled=about["toggled"],
            followed=about["followed"],
            told=about["told"],
            changes=changed,
            planned=planned,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"This is no frame of that run: {error}") from error


def _step(about: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Step | None:
    if (said := about.get("step")) is None:
        return None
    of_it = {name: arrays[f"step {name}"] for name in _STEP}
    settings = TrainSpec.from_json(said["settings"])
    return Step(number=said["number"], eta=said["eta"], settings=settings, **of_it)


def _answers(arrays: Mapping[str, NDArray[Any]]) -> Answers | None:
    return Answers(arrays["predicted"], arrays["lead"]) if "predicted" in arrays else None


def whole_of(run: Run) -> bytes:
    """Return all of a run as bytes; of many moments it can be seen at again, some."""
    saved, as_told = run.save(), told(run)
    moments = list(saved.moments)
    if moments:
        few = max(2, MOST_BYTES // max(1, moments[0].nbytes))
        if len(moments) > few:
            chosen = np.linspace(0, len(moments) - 1, few).round().astype(int)
            moments = [moments[i] for i in sorted(set(chosen.tolist()))]
    kept = map(saved_run.pack_moment, moments)
    latest = saved_run.pack_moment(saved.latest)
    return parcel({"told": as_told}, saved.about().encode(), saved.arrays(), latest, *kept)


def saved_of(message: bytes) -> tuple[Saved, str]:
    """Return what ``whole_of`` made bytes of, and what ``told`` said then.

    Raises
    ------
    ValueError
        If it is nothing of the kind.
    """
    said, (about, arrays, latest, *moments) = unwrapped(message)
    return saved_run.load(about.decode(), arrays, moments, latest), str(said.get("told", ""))
