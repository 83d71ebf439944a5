"""One process among others: its name, and how a proxy brings browsers back to it."""

import os
import re
from collections.abc import MutableMapping
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import Message, Scope

NAME = "PLAYGROUND_REPLICA"
"""The environment's variable: this replica's name."""
COOKIE = "replica"
"""The name of what tells a proxy which replica a browser's session is in."""
_STREAM = "/_stcore/stream"


def name() -> str:
    """Return this replica's name, '' if it has none."""
    named = os.environ.get(NAME, "").strip()
    return named if re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", named) else ""


def begins_session(scope: Scope, message: Message) -> bool:
    """Tell whether this answer is a page, or the beginning of a page's stream.

    A page whose replica went away reaches another one by its stream.
    """
    if message["type"] == "websocket.accept":
        return str(scope["path"]).endswith(_STREAM)
    if message["type"] != "http.response.start":
        return False
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")


def tell(scope: Scope, message: MutableMapping[str, Any]) -> None:
    """Have a proxy bring this browser back here, if this process has a name.

    Within another site's page browsers send a cookie only if it is marked so, under https.
    """
    here = name()
    if not here or HTTPConnection(scope).cookies.get(COOKIE) == here:
        return
    https = Headers(scope=scope).get("x-forwarded-proto", scope["scheme"]) in ("https", "wss")
    site = ("SameSite=None", "Secure", "Partitioned") if https else ("SameSite=Lax",)
    base = st.get_option("server.baseUrlPath").strip("/")
    message.setdefault("headers", [])
    cookie = "; ".join((f"{COOKIE}={here}", f"Path=/{base}", "HttpOnly", *site))
    MutableHeaders(scope=message).append("set-cookie", cookie)
