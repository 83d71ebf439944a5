"""The JavaScript of components as files that browsers keep.

Streamlit would send a component's text with each run of a page: of the stage 200 kB, of the lab as
much again for each click on Play. It sends a few lines in its place, which ask for the file. Its
name has the text's sum in it: a file that is kept is never an old one.
"""

import gzip
import sys
import zlib
from collections.abc import Mapping
from functools import cache

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response

UNDER = "components/"
FOR_GOOD = {"cache-control": "public, max-age=31536000, immutable"}
_texts: dict[str, str] = {}  # by the components' names
# The address is made as in kit/address.js. A server that is away for a moment is asked again, by
# another address, as browsers may remember what failed.
_ASKS = """const file = new URL("{address}", document.baseURI).href;
const got = async (again = 0) => {{
try {{ return await import(again ? `${{file}}?${{again}}` : file); }}
catch (error) {{ if (again === 5) throw error; }}
await new Promise((later) => setTimeout(later, 500 * 2 ** again));
return got(again + 1);
}};
const text = got();
export default async (component) => (await text).default(component);
"""


def asks_for(name: str, text: str) -> str:
    """Have the text of a component be a file; return what asks for that.

    Where the app itself runs in the browser there is no server that could be asked: then it is the
    text.
    """
    if sys.platform == "emscripten":
        return text
    _texts[name] = text
    base = st.get_option("server.baseUrlPath").strip("/")
    return _ASKS.format(address=f"{f'/{base}/' if base else ''}{UNDER}{_file_of(name, text)}")


def asked(request: Request) -> Response:
    """Return a file. A page that an older version made gets the present text, but not to keep."""
    file = str(request.path_params["file"])
    name = file.partition("-")[0]
    if name not in _texts:
        return Response(status_code=404)
    text = _texts[name]
    right = file == _file_of(name, text)
    headers = FOR_GOOD if right else {"cache-control": "no-store"}
    return answer(request, "text/javascript", text.encode(), _small(text), headers)


def answer(
    request: Request, kind: str, content: bytes, small: bytes, headers: Mapping[str, str]
) -> Response:
    """Return what is asked for, packed for who unpacks it."""
    headers = {**headers, "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["content-encoding"] = small, "gzip"
    return Response(content, media_type=kind, headers=headers)


@cache
def _file_of(name: str, text: str) -> str:
    return f"{name}-{zlib.crc32(text.encode()):08x}.js"


@cache
def _small(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)
