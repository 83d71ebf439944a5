"""The plain pages of a lecture room, and what they ask for: texts, and the lecturer's run.

``/join`` and ``/join/CODE`` are the students', ``/wall`` is the projector's; ``/hall/...`` is what
both need. No script but ours runs on them, and nothing that anybody wrote is ever markup.
"""

import asyncio
import gzip
import html
import json
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from runs.owners import mark
from runs.rooms import codes
from ui.components.kit.files import answer
from ui.components.kit.linker import css, javascript
from ui.draw import archive
from ui.room.followed import stage
from ui.shell import second_device, server, session

_HERE = Path(__file__).parent
_UI = _HERE.parent
_MEDIA = Path(st.__file__).parent / "static" / "static" / "media"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "frame-src 'self'",
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_KEPT = {"cache-control": "no-cache"}
_TEXTS: dict[str, tuple[str, Callable[[], str]]] = {
    "start.js": ("text/javascript", lambda: 'import begin from "./hall.js";\nbegin();\n'),
    "hall.js": ("text/javascript", lambda: javascript(_HERE / "hall.js")),
    "hall.css": ("text/css", lambda: _theme() + css(_HERE / "hall.css")),
    "stage.js": ("text/javascript", lambda: javascript(_UI / "components/stage/stage.js")),
    "stage.css": ("text/css", lambda: css(_UI / "components/stage/stage.css")),
    "live_socket.js": ("text/javascript", lambda: javascript(_UI / "stream/live_socket.js")),
}
_FILES: dict[str, tuple[str, Callable[[], Path]]] = {
    "icon.png": ("image/png", lambda: _UI.parent / "assets" / "favicon.png"),
    "letters.woff2": ("font/woff2", lambda: next(_MEDIA.glob("SourceSansVF-Upright*.woff2"))),
}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<base href="{under}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<title>{title}</title>
<link rel="icon" href="{under}hall/icon.png">
<link rel="stylesheet" href="{under}hall/hall.css">
<script type="module" src="{under}hall/start.js"></script>
</head>
<body data-role="{role}" data-code="{code}" data-base="{base}" data-address="{address}">
<noscript>This page needs JavaScript.</noscript>
</body>
</html>
"""


def joined(request: Request) -> Response:
    """Return the students' page; the code, if the address has one, is filled in."""
    code = codes.read(str(request.path_params.get("code", "")))
    return _page("student", "Lecture room", code)


def wall(request: Request) -> Response:
    """Return the projector's page; its socket asks whose it is."""
    return _page("wall", "Lecture room: projector", "", _joining(request))


def _joining(request: Request) -> str:
    """Return the address by which other devices join."""
    host = request.headers.get("x-forwarded-host") or request.url.netloc
    scheme = request.headers.get("x-forwarded-proto") or request.url.scheme
    base = st.get_option("server.baseUrlPath").strip("/")
    end = f"{base}/" if base else ""
    return second_device.beside(f"{scheme}://{host}/{end}", "join")


def _page(role: str, title: str, code: str, address: str = "") -> Response:
    base = st.get_option("server.baseUrlPath").strip("/")
    under = f"/{base}/" if base else "/"
    said = {"role": role, "title": title, "code": code, "base": base, "under": under}
    said["address"] = address
    escaped = {name: html.escape(value) for name, value in said.items()}
    text = _PAGE.format(**escaped)
    return HTMLResponse(text, headers={"content-security-policy": POLICY, **_KEPT})


async def asked(request: Request) -> Response:
    """Return a text that the pages need, or the lecturer's run for those who follow."""
    name = request.path_params["name"]
    if name in _FILES:
        kind, content = await asyncio.to_thread(_file, name)
        return Response(content, media_type=kind, headers={"cache-control": "max-age=86400"})
    if name == "qr.svg":
        code = codes.read(request.query_params.get("code", ""))
        picture = segno.make(f"{_joining(request)}/{code}", error="m")
        drawn = BytesIO()
        picture.save(drawn, kind="svg", border=2, dark="#000", light="#fff", omitsize=True)
        return Response(drawn.getvalue(), media_type="image/svg+xml")
    if name == "drawings.zip":
        return await _drawings(request.cookies.get(session.OWNER_COOKIE, ""))
    if name == "stage":
        return await _stage(request.query_params.get("run", ""))
    if name not in _TEXTS:
        return Response(status_code=404)
    kind, tag, content, small = await asyncio.to_thread(_text, name)
    headers = {**_KEPT, "etag": tag, "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return answer(request, kind, content, small, headers)


async def _stage(key: str) -> Response:
    def found() -> bytes | None:
        run = server.runs().get(key)
        return None if run is None else stage(run)

    content = await asyncio.to_thread(found)
    if content is None:
        return Response(status_code=404)
    return Response(content, media_type="application/octet-stream")


async def _drawings(owner: str) -> Response:
    """Return what a class drew last, to the lecturer whose secret that is."""

    def found() -> bytes | None:
        room = server.rooms().of(mark(owner), ask=True) if owner else None
        if room is None:
            return None
        with room.lock:
            drawn = [one.state for one in room.state.activities.values() if one.kind == "drawing"]
            kept = drawn[-1].collection() if drawn else None
        return None if kept is None else archive.write(kept)

    content = await asyncio.to_thread(found)
    if content is None:
        return Response(status_code=404)
    told = {
        "content-disposition": 'attachment; filename="drawings.zip"',
        "cache-control": "no-store",
    }
    return Response(content, media_type="application/zip", headers=told)


@cache
def _text(name: str) -> tuple[str, str, bytes, bytes]:
    """Return a text's kind and tag, the text, and the same in fewer bytes."""
    kind, made = _TEXTS[name]
    content = made().encode()
    return kind, f'W/"{zlib.crc32(content):x}"', content, gzip.compress(content, mtime=0)


@cache
def _file(name: str) -> tuple[str, bytes]:
    kind, path = _FILES[name]
    return kind, path().read_bytes()


def _theme() -> str:
    """Return the app's colours under the names that Streamlit gives them."""
    light, dark = (_colours(theme) for theme in ("light", "dark"))
    return (
        "@font-face { font-family: Letters; src: url(letters.woff2); font-weight: 200 900; }\n"
        f":root {{ color-scheme: light dark; --st-font: Letters, sans-serif; {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    )


def _colours(theme: str) -> str:
    names = {
        "primaryColor": "primary-color",
        "backgroundColor": "background-color",
        "secondaryBackgroundColor": "secondary-background-color",
        "textColor": "text-color",
        "borderColor": "border-color",
        "chartCategoricalColors": "chart-categorical-colors",
    }
    values: Mapping[str, object] = {
        css_name: st.get_option(f"theme.{theme}.{name}") for name, css_name in names.items()
    }
    return " ".join(f"--st-{name}: {_value(value)};" for name, value in values.items())


def _value(value: object) -> str:
    if isinstance(value, str) and value.startswith("["):
        value = json.loads(value)
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
