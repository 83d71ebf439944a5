"""The class draws its data: drawings of a few symbols, and a network that learns them.

Every fifth drawing is kept back: the network never learns it. Those, and all that came since it
last learned, are what it is tested on.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from core.arrays import ByteArray
from core.data.drawings import DIGITS, FEWEST_SYMBOLS, LONGEST_SYMBOL, MOST, MOST_SYMBOLS
from core.drawing import image_from_strokes
from runs.drawings import Collection
from runs.rooms.activities.activity import Activity, People
from runs.rooms.activities.learner import KEPT_BACK, Learner
from runs.rooms.events import LECTURER, Event, Member, plain

EACH = 10  # drawings of one member
MOST_LESSONS = 30  # of the network, in all
_FEWEST = 4  # drawings to learn from
_POINTS = 3000
_PIXELS = 28 * 28


@dataclass(slots=True)
class Drawing:
    """One drawing: ``picture`` is ``image`` (28, 28) as text, ``read`` the network's answer.

    ``label`` and ``read`` are places of symbols; ``read`` is None for what it has learned, or while
    there is no network. ``out`` is whether it was taken off the wall, ``back`` whether by its
    author: then it stays off, and nobody sees it any more.
    """

    number: int
    who: int
    label: int
    image: ByteArray
    picture: str
    out: bool = False
    back: bool = False
    read: int | None = None

    @property
    def kept_back(self) -> bool:
        """Whether the network never learns it."""
        return self.number % KEPT_BACK == 0


@dataclass(slots=True)
class Drawn:
    """What was drawn, also by who drew it.

    ``hidden`` is whether the projector shows no drawings now, ``lesson`` the network after its next
    lesson, and what it takes those drawings for that are kept back, until that is to be seen.
    """

    symbols: list[str]
    hidden: bool
    drawings: dict[int, Drawing] = field(default_factory=dict)
    own: dict[int, list[Drawing]] = field(default_factory=dict)
    learner: Learner | None = None
    lessons: int = 0
    lesson: tuple[Learner, dict[int, int]] | None = None

    @property
    def kept(self) -> list[Drawing]:
        """Those that were not taken out."""
        return [one for one in self.drawings.values() if not one.out]

    def collection(self) -> Collection:
        """Return what was not taken out, with its symbols; those are all digits if these are."""
        symbols = DIGITS if set(self.symbols) <= set(DIGITS) else tuple(self.symbols)
        kept = Collection(symbols)
        for one in self.kept:
            kept.add(one.image, symbols.index(self.symbols[one.label]))
        return kept


class Draw(Activity[Drawn]):
    """See above."""

    name = "drawing"
    title = "The class draws its data"

    def settings(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return the symbols, and whether drawings wait until the lecturer has looked at them."""
        given = said.get("symbols")
        if not isinstance(given, list):
            raise ValueError("Write the symbols to be drawn.")
        symbols = [plain(one, LONGEST_SYMBOL) for one in given[: MOST_SYMBOLS + 1]]
        fits = FEWEST_SYMBOLS <= len(symbols) <= MOST_SYMBOLS and all(symbols)
        if not fits or len(set(symbols)) < len(symbols):
            raise ValueError(
                f"Write {FEWEST_SYMBOLS} to {MOST_SYMBOLS} different symbols of at most "
                f"{LONGEST_SYMBOL} letters, with spaces between them."
            )
        return {"symbols": symbols, "hidden": bool(said.get("hidden"))}

    def begin(self, settings: Mapping[str, Any]) -> Drawn:
        """Return an empty wall."""
        return Drawn(list(settings["symbols"]), settings["hidden"])

    def check(self, state: Drawn, who: Member, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return a drawing, one to be taken out, or what the lecturer wants."""
        if "out" in said:
            return _taken(state, who, said)
        if who.number != LECTURER:
            return _drawn(state, who, said)
        if isinstance(said.get("hidden"), bool):
            return {"hidden": said["hidden"]}
        if said.get("forget") is True:
            return {"forget": True}
        if said.get("learn") is not True:
            raise ValueError("There is no such thing to do.")
        if state.lessons >= MOST_LESSONS:
            raise ValueError("The network has learned often enough.")
        to_learn = [one.label for one in state.kept if not one.kept_back]
        if len(to_learn) < _FEWEST or len(set(to_learn)) < FEWEST_SYMBOLS:
            raise ValueError(
                f"It needs at least {_FEWEST} drawings to learn from, of {FEWEST_SYMBOLS} symbols."
            )
        return {"learn": True}

    def prepare(self, state: Drawn, about: Mapping[str, Any]) -> None:
        """Let a network learn a while what hangs there, and read what is kept back."""
        if "learn" not in about:
            return
        learned = [one for one in state.kept if not one.kept_back]
        learner = Learner(len(state.symbols), state.learner)
        learner.learn(
            np.stack([one.image for one in learned]), np.array([one.label for one in learned])
        )
        others = [one for one in state.drawings.values() if one.kept_back]
        answers = learner.read(np.stack([one.image for one in others])) if others else []
        state.lesson = (
            learner,
            {one.number: read for one, read in zip(others, answers, strict=True)},
        )

    def apply(self, state: Drawn, who: Member, event: Event) -> None:
        """Hang a drawing on the wall, take it off, or let the network learn what hangs there."""
        about = event.about
        if "out" in about:
            one = state.drawings[about["number"]]
            one.out, one.back = about["out"], who.number != LECTURER
        elif "hidden" in about:
            state.hidden = about["hidden"]
        elif "forget" in about:
            state.learner = None
            for one in state.drawings.values():
                one.read = None
        elif "learn" in about:
            _learned(state)
        else:
            _hang(state, who, about)

    def student(self, state: Drawn) -> dict[str, Any]:
        """Return what is to be drawn, and how many by each, whatever others draw."""
        return {"symbols": state.symbols, "each": EACH}

    def own(self, state: Drawn, who: Member) -> dict[str, Any]:
        """Return this one's drawings, each with what the network takes it for."""
        own = state.own.get(who.number, ())
        return {"drawn": [[one.number, one.label, one.read, one.out] for one in own]}

    def lecturer(self, state: Drawn, people: People) -> dict[str, Any]:
        """Return all drawings, those taken out too, with the names that may be shown."""
        kept = [one for one in state.drawings.values() if not one.back]
        shown = {
            f"d{one.number}": {**_seen(one), "out": one.out, "name": people[one.who].shown}
            for one in kept
        }
        return {**_overview(state), **shown, **_read(kept)}

    def wall(self, state: Drawn, people: People) -> dict[str, Any]:
        """Return what hangs there; nothing of who was taken out of the room."""
        kept = [] if state.hidden else state.kept
        hung = [one for one in kept if not people[one.who].removed]
        shown = {f"d{one.number}": _seen(one) for one in hung}
        return {**_overview(state), **shown, **_read(hung)}


def _drawn(state: Drawn, who: Member, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return a drawing: strokes become a picture in MNIST's form, a picture stays as it is."""
    if said.get("consent") is not True:
        raise ValueError("Drawings are taken only from those who agree to what becomes of them.")
    label = said.get("label")
    if type(label) is not int or not 0 <= label < len(state.symbols):
        raise ValueError("That is none of the symbols.")
    if len(state.own.get(who.number, ())) >= EACH:
        raise ValueError(f"That were {EACH} drawings: leave some to others.")
    if len(state.drawings) >= MOST:
        raise ValueError("The wall is full.")
    data = said.get("data")
    if data is None:
        data = _picture(said.get("strokes"))
    if not isinstance(data, bytes) or len(data) != _PIXELS:
        raise ValueError("A drawing is a picture of 28 × 28 bytes.")
    return {"label": label, "consent": True, "data": data}


def _picture(strokes: object) -> bytes:
    if not isinstance(strokes, list) or not all(isinstance(one, list) for one in strokes):
        raise ValueError("That is no drawing.")
    if sum(map(len, strokes)) > _POINTS:
        raise ValueError("That is more ink than a drawing takes.")
    try:
        image = image_from_strokes(strokes)
    except (TypeError, OverflowError) as error:
        raise ValueError("That is no drawing.") from error
    if image is None:
        raise ValueError("Draw something first.")
    return image.tobytes()


def _taken(state: Drawn, who: Member, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return which drawing is to be out or in again: the lecturer's choice, or one's own."""
    number, out = said.get("number"), said.get("out")
    one = state.drawings.get(number) if type(number) is int else None
    if one is None or not isinstance(out, bool):
        raise ValueError("There is no such drawing.")
    if one.back:
        raise ValueError("Who drew it took it back.")
    if who.number != LECTURER and not (one.who == who.number and out):
        raise ValueError("You take back only what you drew.")
    return {"number": number, "out": out}


def _hang(state: Drawn, who: Member, about: Mapping[str, Any]) -> None:
    number, data = len(state.drawings) + 1, about["data"]
    image = np.frombuffer(data, np.uint8).reshape(28, 28)
    picture = base64.b64encode(data).decode()
    one = Drawing(number, who.number, about["label"], image, picture)
    state.drawings[number] = one
    state.own.setdefault(who.number, []).append(one)
    if state.learner is not None:
        (one.read,) = state.learner.read(image[None])


def _learned(state: Drawn) -> None:
    """Show what was worked out of a lesson."""
    assert state.lesson is not None  # it was prepared
    (state.learner, answers), state.lesson = state.lesson, None
    state.lessons += 1
    for one in state.kept:
        if not one.kept_back:
            one.read = None
    for number, answer in answers.items():
        state.drawings[number].read = answer


def _seen(one: Drawing) -> dict[str, Any]:
    return {"label": one.label, "picture": one.picture}


def _read(drawings: list[Drawing]) -> dict[str, int]:
    """Return what drawings are read as, apart from them: that changes, and pictures are large."""
    return {f"r{one.number}": one.read for one in drawings if one.read is not None}


def _overview(state: Drawn) -> dict[str, Any]:
    """Return the symbols, how many were drawn of each, and how the network does."""
    n = len(state.symbols)
    drawn = np.bincount([one.label for one in state.kept], minlength=n).tolist()
    learner, net = state.learner, None
    if learner is not None:
        tested = np.zeros((n, n), np.intp)  # by what it is, and what it is read as
        for one in state.kept:
            if one.read is not None:
                tested[one.label, one.read] += 1
        net = {
            "epochs": learner.epochs,
            "costs": learner.costs,
            "learned": learner.learned,
            "right": learner.right,
            "tested": tested.tolist(),
        }
    return {"symbols": state.symbols, "drawn": drawn, "hidden": state.hidden, "net": net}


ACTIVITY = Draw()
