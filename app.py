"""The web app. ``streamlit run app.py`` serves the script ui/shell/main.py and its sockets.

The script lies in ui/ because Streamlit treats a pages/ folder beside the script as its older kind
of multi-page app, until the first visitor has run the script: a deep link would miss it.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from ui.shell import logs
from ui.shell.guard import Guard


async def live(socket: WebSocket) -> None:
    """Bring a page its frames."""
    # Imported by the first visitor: components register with a running server only.
    from ui.stream.socket import serve

    await serve(socket)


async def drawn(socket: WebSocket) -> None:
    """Answer what a visitor draws."""
    from ui.draw.desk import serve

    await serve(socket)


async def in_room(socket: WebSocket) -> None:
    """Bring a page in a lecture room what happens there."""
    from ui.room.socket import serve

    await serve(socket)


async def hall(request: Request) -> Response:
    """Return the plain pages of a lecture room, and what they need."""
    from ui.room import hall

    if "name" in request.path_params:
        return await hall.asked(request)
    return hall.wall(request) if request.url.path.endswith("/wall") else hall.joined(request)


async def script(request: Request) -> Response:
    """Return the JavaScript of a component."""
    from ui.components.kit import files

    return files.asked(request)


async def watched(request: Request) -> Response:
    """Tell an administrator how this process is."""
    from ui.stream.watched import health, metrics

    return (health if request.url.path.endswith("/healthz") else metrics)(request)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncGenerator[None, None]:
    """Have what is new stored before a signal ends the process."""
    yield
    from ui.shell import server

    await asyncio.to_thread(server.stop)


def warm_up() -> None:
    """Import and read what the first page needs, while its visitor's browser still starts."""
    from core.data.load import load
    from core.specs import DataSpec

    with suppress(ValueError):  # the page itself says what is wrong with the file
        load(DataSpec())


logs.install()
base = st.get_option("server.baseUrlPath").strip("/")
under = f"/{base}/" if base else "/"
app = st.App(
    Path(__file__).with_name("ui") / "shell" / "main.py",
    routes=[
        WebSocketRoute(f"{under}live", live),
        WebSocketRoute(f"{under}drawn", drawn),
        WebSocketRoute(f"{under}room", in_room),
        Route(f"{under}join", hall),
        Route(f"{under}join/{{code}}", hall),
        Route(f"{under}wall", hall),
        Route(f"{under}hall/{{name}}", hall),
        Route(f"{under}components/{{file}}", script),
        Route(f"{under}healthz", watched),
        Route(f"{under}metrics", watched),
    ],
    middleware=[Middleware(Guard)],
    lifespan=lifespan,
)
with suppress(RuntimeError):  # a platform without threads: the first visitor waits
    Thread(target=warm_up, daemon=True).start()
