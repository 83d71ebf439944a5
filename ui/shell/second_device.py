"""The same owner on another device: a link that is good once, for some minutes."""

import ipaddress
import socket
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

from runs.passes import LASTS
from runs.run import Run
from runs.store.database import StoreError
from ui.shell import server, session

PASS = "pass"
"""The address' key of a pass."""
_GIVEN = "second_device.given"  # the session's key of the link that was made
_ASKED = "second_device.asked"  # of a pass that came with the address
_SAID = "second_device.said"  # and of what became of it


def offer(run: Run | None, page: str = "") -> None:
    """Offer to make a link, which opens ``run`` or another page by its address, and show it."""
    st.button(
        "Use on another device",
        icon=":material/devices:",
        on_click=_give_out,
        args=(page, {"run": run.key} if run else {}),
        key="second_device.make",
        help="Makes a link, and a code for a phone's camera",
    )
    link, problem = st.session_state.get(_GIVEN, ("", ""))
    if problem:
        st.error(problem, icon=":material/error:")
    if not link:
        return
    st.markdown(
        f"**Open this within {LASTS / 60:.0f} minutes on your other device.** It is good once. Who "
        "opens it can do with your runs what you can: show it to nobody else."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        code = segno.make(link, error="m").png_data_uri(scale=5, border=3)
        st.html(f'<img alt="The link as a QR code" src="{code}">', width="content")
        st.code(link, language=None, wrap_lines=True)
    if is_this_machine(urlsplit(link).hostname or ""):
        st.caption("No other device reaches this address: open the app by this machine's own.")


def _give_out(page: str, keys: Mapping[str, str]) -> None:
    try:
        token = server.passes().give_out(session.owner())
        st.session_state[_GIVEN] = _link(st.context.url or "", page, keys, token), ""
    except (ValueError, StoreError) as error:
        st.session_state[_GIVEN] = "", f"There is no link now: {error}"


def _link(here: str, page: str, keys: Mapping[str, str], token: str) -> str:
    return beside(here, page, urlencode({**keys, PASS: token}))


def beside(here: str, path: str, query: str = "") -> str:
    """Return the address of another page of the app, as other devices reach it."""
    parts = urlsplit(here)
    host = parts.netloc
    if is_this_machine(parts.hostname or "") and (own := own_address()):
        host = own + (f":{parts.port}" if parts.port else "")
    return urlunsplit((parts.scheme, host, f"{parts.path.rpartition('/')[0]}/{path}", query, ""))


def is_this_machine(host: str) -> bool:
    """Tell whether no other device reaches that."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def own_address() -> str:
    """Return this machine's address in its network, '' if it has none; nothing is sent for it."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect(("192.0.2.1", 9))  # an address that is nobody's
            return str(asking.getsockname()[0])
    except OSError:
        return ""


def ask() -> None:
    """Where the address has a pass, ask whether this browser is to be the same owner's.

    The address loses it at once. Nothing is done unasked: whoever sends somebody else a link could
    have their runs by it.
    """
    if token := st.query_params.pop(PASS, ""):
        st.session_state[_ASKED] = token
    if _ASKED in st.session_state or _SAID in st.session_state:
        said = st.session_state.get(_SAID, "")
        st.dialog("Use your runs on this device?", on_dismiss=_leave)(_question)(said)


def _question(said: str) -> None:
    """Ask, or tell what became of it; the whole page follows what is answered."""
    there = _ASKED in st.session_state or _SAID in st.session_state
    if not there or st.session_state.get(_SAID, "") != said:
        st.rerun()
    if said:
        st.markdown(said)
        st.button("Close", on_click=_leave, key="second_device.close")
        return
    st.markdown(
        "Open this only if you made the link yourself, on your other device. This browser and that "
        "one are one owner from then on: runs that either made can be played, changed and deleted "
        "by both."
    )
    with st.container(horizontal=True):
        st.button("Use them here", type="primary", on_click=_take, key="second_device.take")
        st.button("No", on_click=_leave, key="second_device.leave")


def _leave() -> None:
    for key in (_ASKED, _SAID):
        st.session_state.pop(key, None)


def _take() -> None:
    token = st.session_state.pop(_ASKED, "")
    if not token:  # one press may be told twice: with it, and with what a picture tells meanwhile
        return
    said = "That link was used already, or is too old: make another one on your other device."
    try:
        if (secret := server.passes().take(token)) is not None:
            session.become(secret)
            said = "Your runs are here, too."
    except StoreError as error:
        said = f"That did not work: {error}"
    st.session_state[_SAID] = said
