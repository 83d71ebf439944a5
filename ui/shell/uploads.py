"""Upload fields that say where they cannot work: in an exhibit that gets no cookies."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

_COOKIE = "_streamlit_xsrf"  # without which Streamlit takes no file


def upload(
    label: str,
    *,
    type: Sequence[str],
    key: str,
    most_mb: int,
    help: str,
    on_change: Callable[[], None] | None = None,
) -> Any:
    """Show the field, or, where the browser withholds cookies, a link to the app's own tab."""
    if withheld():
        st.caption(f"{label}: browsers let no file through to a page within another site.")
        st.link_button(
            "Open in its own tab",
            _own_tab(),
            icon=":material/open_in_new:",
            help="There files can be uploaded",
        )
        return None
    return st.file_uploader(
        label,
        type=list(type),
        key=key,
        on_change=on_change or "rerun",
        help=help,
        max_upload_size=most_mb,
    )


def withheld() -> bool:
    """Tell whether the page stands within another site, whose visitors' cookies do not come."""
    guarded = st.get_option("server.enableXsrfProtection")
    return bool(st.context.is_embedded and guarded and _COOKIE not in st.context.cookies)


def _own_tab() -> str:
    """Return the address without what an exhibit leaves out."""
    keys = st.query_params.to_dict()
    kept = urlencode({name: value for name, value in keys.items() if name != "hide"})
    return f"{st.context.url or ''}{'?' if kept else ''}{kept}"
