"""What stands before every request: headers that browsers heed, and a bound for uploads."""

from collections.abc import MutableMapping
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from runs.limits import limits
from ui.shell import replica

UPLOAD = "/_stcore/upload_file/"
AGAIN = "60"  # seconds, for who was sent away
# Streamlit needs inline scripts and styles and WebAssembly, and makes components from text (blob:).
# What is left keeps everything on this host: no script can send anything to another one. Who may
# show the app within a page of their own is not limited: exhibits stand on course pages.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' blob:",
        "connect-src 'self' data: blob:",  # Streamlit fetches the photo that its camera took
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware; see above."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the app answer it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message)
            if replica.begins_session(scope, message):
                replica.tell(scope, message)
            await send(message)

        if scope["type"] == "websocket":
            await self.app(scope, receive, sent)
        elif refusal := _refused(scope):
            await refusal(scope, receive, sent)
        else:
            await self.app(scope, receive, sent)


def _add_headers(message: MutableMapping[str, Any]) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)


def _refused(scope: Scope) -> PlainTextResponse | None:
    """Return the answer to an upload that is one too many; None for all else."""
    if scope["method"] not in ("PUT", "POST") or UPLOAD not in scope["path"]:
        return None
    length = Headers(scope=scope).get("content-length", "")
    if not length.isdecimal():
        return PlainTextResponse("An upload says how long it is.", 411)
    most = 2**20 * (int(st.get_option("server.maxUploadSize")) + 1)  # and some for what is round it
    if int(length) > most:
        return PlainTextResponse("The file is too large.", 413)
    if uploaded() + int(length) > limits().uploads:
        return PlainTextResponse(
            "This server holds as many uploads as it can. Come back in a minute.",
            503,
            {"retry-after": AGAIN},
        )
    return None


def uploaded() -> int:
    """Return the bytes of all files that visitors have uploaded and the server still has."""
    if not runtime.exists():
        return 0
    files: Any = runtime.get_instance().uploaded_file_mgr
    return sum(
        len(file.data)
        for session in list(files.file_storage.values())
        for file in list(session.values())
    )
