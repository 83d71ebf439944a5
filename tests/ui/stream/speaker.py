"""A browser's end of a socket of the server, without a browser."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from starlette.websockets import WebSocket

from ui.components.kit.packing import unpack

HOST = b"localhost:8501"


class Speaker:
    """Speaks to ``serve``, an end of a socket, as a browser would."""

    def __init__(self, serve, query, origin=b"http://localhost:8501", unread=0):
        """Speak to one; ``unread`` messages have room until somebody hears them, 0: any number."""
        self.serve = serve
        self.incoming, self.outgoing = asyncio.Queue(), asyncio.Queue(unread)
        headers = [(b"host", HOST)] + ([(b"origin", origin)] if origin else [])
        self.scope = {
            "type": "websocket",
            "path": "/",
            "query_string": query.encode(),
            "headers": headers,
        }
        self.incoming.put_nowait({"type": "websocket.connect"})

    def say(self, message):
        text = message if isinstance(message, str) else json.dumps(message)
        self.incoming.put_nowait({"type": "websocket.receive", "text": text})

    async def hear(self):
        async with asyncio.timeout(20):
            return await self.outgoing.get()

    async def frame(self):
        """Return the next frame's header and its payloads by view."""
        while "bytes" not in (message := await self.hear()):
            pass
        header, arrays = unpack(message["bytes"])
        return header, dict(zip(header["views"], (a.tobytes() for a in arrays), strict=True))

    async def reply(self):
        while "text" not in (message := await self.hear()):
            pass
        return json.loads(message["text"])

    @asynccontextmanager
    async def open(self):
        socket = WebSocket(self.scope, self.incoming.get, self.outgoing.put)
        serving = asyncio.create_task(self.serve(socket))
        self.ended = asyncio.Event()
        serving.add_done_callback(lambda _: self.ended.set())
        yield self
        self.incoming.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await serving


def talk(conversation):
    """Run a conversation; what it returns is the result."""
    # In a thread of its own: Playwright, when its tests ran before, has a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(conversation())).result()
