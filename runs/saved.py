"""A run as plain data, from which it goes on bit for bit: what a store keeps.

Text is JSON, arrays are NumPy's own format without pickle.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.arrays import ByteArray, FloatArray
from core.edits import Edit
from core.order import Place
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Checkpoint
from runs.history import Curves, Evaluated
from runs.packing import packed, unpacked
from runs.stopping import Judgement
from runs.story import Change, Mark

_PINNED, _LOADED = "pinned drawing", "loaded parameters"  # names of arrays beside the curves
_BESIDE, _BESIDE_LATEST = "beside", "latest beside"


@dataclass(frozen=True, eq=False)
class Saved:
    """All that a run is at one moment.

    Attributes
    ----------
    key, owner, name : str
        ``owner`` is the mark that the owner's secret leaves, ``name`` what the run was called.
    touched : float
        When it last did anything, in seconds since 1970.
    loaded : (parameter_count,), optional
        What it began with in place of random weights.
    setup : Setup
        What it began with.
    pace : float, optional
    playing : bool
    seconds : float
        That it has trained.
    trouble, notice : str
    changes, planned : sequence of Change
    marks : sequence of Mark
    curves : Curves
    judgement : Judgement
        What early stopping has seen.
    every : int
        Steps between checkpoints.
    pinned : (h, w) uint8, optional
    moments : sequence of Checkpoint
        Those it can be seen at again, oldest first.
    latest : Checkpoint
        The one it goes on from.
    beside : Saved, optional
        The other one of a pair, as it was at the same step. It is kept without its moments.
    """

    key: str
    owner: str
    name: str
    touched: float
    loaded: FloatArray | None
    setup: Setup
    pace: float | None
    playing: bool
    seconds: float
    trouble: str
    notice: str
    changes: Sequence[Change]
    planned: Sequence[Change]
    marks: Sequence[Mark]
    curves: Curves
    judgement: Judgement
    every: int
    pinned: ByteArray | None
    moments: Sequence[Checkpoint]
    latest: Checkpoint
    beside: "Saved | None" = None

    def about(self) -> str:
        """Return all but arrays, as JSON."""
        return json.dumps(
            {
                _BESIDE: self.beside and self.beside.about(),
                "key": self.key,
                "owner": self.owner,
                "name": self.name,
                "touched": self.touched,
                "setup": [part.to_json() for part in self.setup],
                "pace": self.pace,
                "playing": self.playing,
                "seconds": self.seconds,
                "trouble": self.trouble,
                "notice": self.notice,
                "changes": [change_to_json(change) for change in self.changes],
                "planned": [change_to_json(change) for change in self.planned],
                "marks": [asdict(mark) for mark in self.marks],
                "strides": self.curves.strides,
                "early": list(self.curves.early),
                "judgement": self.judgement._asdict(),
                "every": self.every,
            }
        )

    def arrays(self) -> bytes:
        """Return the curves, the pinned drawing, what it began with, and what is beside it."""
        others: dict[str, NDArray[Any] | None] = {_PINNED: self.pinned, _LOADED: self.loaded}
        if (beside := self.beside) is not None:
            others[_BESIDE] = np.frombuffer(beside.arrays(), np.uint8)
            others[_BESIDE_LATEST] = np.frombuffer(pack_moment(beside.latest), np.uint8)
        return packed({**self.curves.rows, **{k: a for k, a in others.items() if a is not None}})


class Summary(NamedTuple):
    """What a list says of a run; ``accuracy`` is R² for quantities, ``curves`` are (k,) each."""

    key: str
    setup: Setup
    epochs: float
    accuracy: float
    curves: Evaluated[NDArray[np.float32]]


def summary(about: str, arrays: bytes) -> Summary:
    """Return what a list says of the run that ``Saved.about`` and ``Saved.arrays`` told of.

    Raises
    ------
    ValueError
        If they told of none.
    """
    try:
        told, rows = json.loads(about), unpacked(arrays)
        latest = Evaluated(*rows["epochs"][:, -1].tolist())
        done = max(latest.epoch, float(rows["batches"][0].max(initial=0)))
        curves = Evaluated(*rows["epochs"].astype(np.float32))
        return Summary(told["key"], _setup(told), done, latest.accuracy, curves)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ValueError(f"This is no run: {error}") from error


def _setup(told: Mapping[str, Any]) -> Setup:
    data, network, settings = told["setup"]
    return Setup(
        DataSpec.from_json(data), NetworkSpec.from_json(network), TrainSpec.from_json(settings)
    )


def load(about: str, arrays: bytes, moments: Sequence[bytes], latest: bytes) -> Saved:
    """Return what ``about``, ``arrays`` and ``pack_moment`` gave.

    Raises
    ------
    ValueError
        If that is not what they are.
    """
    try:
        told, rows = json.loads(about), unpacked(arrays)
        pinned, loaded = rows.pop(_PINNED, None), rows.pop(_LOADED, None)
        beside = told.get(_BESIDE), rows.pop(_BESIDE, None), rows.pop(_BESIDE_LATEST, None)
        return Saved(
            key=told["key"],
            owner=told["owner"],
            name=told.get("name", ""),
            touched=told.get("touched", 0.0),
            loaded=loaded,
            setup=_setup(told),
            pace=told["pace"],
            playing=told["playing"],
            seconds=told["seconds"],
            trouble=told["trouble"],
            notice=told["notice"],
            changes=[change_from_json(change) for change in told["changes"]],
            planned=[change_from_json(change) for change in told["planned"]],
            marks=[Mark(**mark) for mark in told["marks"]],
            curves=Curves(rows, told["strides"], told["early"]),
            judgement=Judgement(**told["judgement"]),
            every=told["every"],
            pinned=pinned,
            moments=[moment_of(moment) for moment in moments],
            latest=moment_of(latest),
            beside=None if beside[0] is None else _load_beside(*beside),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"This is no run that can go on: {error}") from error


def _load_beside(about: str, arrays: Any, latest: Any) -> Saved:
    if json.loads(about).get(_BESIDE) is not None:  # before more and more is unpacked
        raise ValueError("there are two runs in a pair")
    return load(about, arrays.tobytes(), (), latest.tobytes())


def pack_moment(checkpoint: Checkpoint) -> bytes:
    """Return a checkpoint as bytes."""
    about = {
        "settings": checkpoint.settings.to_json(),
        "steps": checkpoint.steps,
        "order": checkpoint.order._asdict(),
        "optimizer": checkpoint.optimizer,
        "optimizer_steps": checkpoint.optimizer_steps,
        "noise": checkpoint.noise_state,
    }
    text = np.frombuffer(json.dumps(about).encode(), np.uint8)
    state = {f"state {name}": array for name, array in checkpoint.optimizer_state.items()}
    return packed({"about": text, "parameters": checkpoint.parameters, **state})


def moment_of(data: bytes) -> Checkpoint:
    """Return the checkpoint that ``pack_moment`` made bytes of.

    Raises
    ------
    ValueError
        If they are none.
    """
    try:
        arrays = unpacked(data)
        about = json.loads(arrays.pop("about").tobytes())
        return Checkpoint(
            settings=TrainSpec.from_json(about["settings"]),
            steps=about["steps"],
            order=Place(**about["order"]),
            parameters=arrays.pop("parameters"),
            optimizer=about["optimizer"],
            optimizer_steps=about["optimizer_steps"],
            optimizer_state={name.removeprefix("state "): a for name, a in arrays.items()},
            noise_state=about["noise"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"This is no checkpoint: {error}") from error


def change_to_json(change: Change) -> dict[str, Any]:
    """Return a change as JSON has it."""
    return {
        "steps": change.steps,
        "settings": change.settings.to_json(),
        "marked": change.marked,
        "edits": [list(edit) for edit in change.edits],
        "epoch": change.epoch,
    }


def change_from_json(told: Mapping[str, Any]) -> Change:
    """Return the change that ``change_to_json`` told of."""
    return Change(
        told["steps"],
        TrainSpec.from_json(told["settings"]),
        told["marked"],
        tuple(Edit(*edit) for edit in told["edits"]),
        told["epoch"],
    )
