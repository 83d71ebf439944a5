"""Where drawings are read at once: a socket takes what is drawn and brings the answers.

Streamlit takes some 70 ms for an answer, this some milliseconds. The page's script lays out who
reads and how; it hears of the drawing, too, and keeps it. Where no socket reaches, its answers
are all there are.
"""

import asyncio
import json
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import ClassVar
from weakref import WeakValueDictionary

import streamlit as st
from starlette.websockets import (
    WebSocket,
    WebSocketDisconnect,
    WebSocketDisconnected,
    WebSocketState,
)

from core.drawing import WHOLE, Pipeline, image_of
from runs.limits import limits
from ui.components.digit_canvas import MOST_POINTS, Answer, Drawn, frame, parse
from ui.draw.answering import answer
from ui.draw.readers import Reader
from ui.stream.rate import Rate
from ui.stream.socket import (
    LATER,
    NO_SENSE,
    REFUSED,
    SLOWEST,
    TOO_LARGE,
    UNKNOWN_RUN,
    same_origin,
)

LARGEST = 60 * MOST_POINTS  # characters of one message: three numbers a point
_KEY = "draw.desk"


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """Who reads at a desk, how drawings are prepared, and how sure a reader must be."""

    readers: Sequence[Reader] = ()
    pipeline: Pipeline = WHOLE
    keep_above: float = 0.5

    def read(self, drawn: Drawn) -> bytes:
        """Return the canvas's frame for a drawing; that one keeps its strokes itself."""
        image = image_of(drawn.drawing, self.pipeline, drawn.canvas)
        answers: list[Answer] = []
        if image is not None:
            answers = [answer(reader, image, self.keep_above) for reader in self.readers]
        return frame([r.label for r in self.readers], replace(drawn, strokes=[]), image, answers)


class Desk:
    """One visitor's; as long as the session keeps it, its socket finds it by its key."""

    served: ClassVar[int] = 0  # sockets at present
    _all: ClassVar[WeakValueDictionary[str, "Desk"]] = WeakValueDictionary()

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(9)  # unguessable
        self.laid = Laid()
        self._all[self.key] = self

    @classmethod
    def at(cls, key: str) -> "Desk | None":
        """Return the desk with that key, if it is still there."""
        return cls._all.get(key)

    def lay(self, readers: Sequence[Reader], pipeline: Pipeline, keep_above: float) -> None:
        """Have these read from now on."""
        same = {reader.identity: reader for reader in self.laid.readers}
        # Copies: a reader has room for one picture, and the page's script uses it meanwhile.
        own = [same.get(reader.identity) or replace(reader) for reader in readers]
        self.laid = Laid(own, pipeline, keep_above)


def desk() -> Desk:
    """Return this visitor's desk."""
    found: Desk | None = st.session_state.get(_KEY)
    if found is None:
        found = st.session_state[_KEY] = Desk()
    return found


async def serve(socket: WebSocket) -> None:
    """Answer each drawing that comes, one after the other, until the page goes away."""
    if not same_origin(socket.headers):
        await socket.close(REFUSED)
        return
    if Desk.served >= limits().sockets:
        await socket.close(LATER)
        return
    Desk.served += 1
    try:
        await _answer_all(socket)
    finally:
        Desk.served -= 1


async def _answer_all(socket: WebSocket) -> None:
    await socket.accept()
    rate = Rate()
    key = socket.query_params.get("desk", "")
    # Whoever goes away in the middle of a message has a right to: nothing to report.
    with suppress(WebSocketDisconnect, WebSocketDisconnected, OSError):
        while socket.client_state is WebSocketState.CONNECTED:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            if (at := Desk.at(key)) is None:
                await socket.close(UNKNOWN_RUN)
                return
            if not rate.allows():
                await socket.close(REFUSED)
                return
            text = message.get("text") or ""
            if len(text) > LARGEST:
                await socket.close(TOO_LARGE)
                return
            try:
                said = json.loads(text)
            except (ValueError, RecursionError):
                await socket.close(NO_SENSE)
                return
            read = at.laid.read
            del at  # a socket that waits keeps no desk
            answers = await asyncio.to_thread(read, parse(said))
            async with asyncio.timeout(SLOWEST):
                await socket.send_bytes(answers)
