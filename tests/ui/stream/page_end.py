"""The page's end of the live socket, with a socket of the test's, and the lab's buttons.

These stand on the page by the classes that Streamlit gives them.
"""

import base64
import json
from dataclasses import asdict
from typing import Any

import numpy as np

from tests.ui.conftest import Mounted, Timed
from ui.components import progress_line
from ui.components.kit.packing import pack
from ui.shell.play_button import PLAY, STEP
from ui.stream.live_socket import LiveSocket
from ui.stream.socket import Message

FALSE = """() => {
    globalThis.sockets = [];
    globalThis.WebSocket = class {
        static OPEN = 1;
        readyState = 0;
        said = [];
        constructor(url) { this.url = String(url); sockets.push(this); }
        send(text) { this.said.push(JSON.parse(text)); }
        close() { this.readyState = 3; }
    };
}"""
PAGE = f"""() => {{
    globalThis.pressed = [];
    for (const name of ["{PLAY}", "{STEP}", "other"]) {{
        const place = document.createElement("div");
        place.className = `st-key-${{name}}`;
        const button = document.createElement("button");
        button.textContent = name;
        button.onclick = () => pressed.push(name);
        place.append(button);
        document.body.append(place);
    }}
    document.body.append(document.createElement("textarea"));
}}"""


class Socket:
    """The live socket on a page of its own, beside a line that it brings frames to."""

    def __init__(self, timed: Timed) -> None:
        self.timed, self.page = timed, timed.page
        self.page.evaluate(FALSE)
        self.line = timed.mount(
            "components/progress_line/progress_line", progress_line.frame("from *1*", key="line")
        )
        self.page.evaluate(PAGE)
        self.mounted: Mounted = timed.mount("stream/live_socket", self.data())

    def data(self, **changed: Any) -> list[dict[str, Any]]:
        said = LiveSocket(
            run="r", playing=True, followed=0, views={"line": {"top": 3}, "gone": {}},
            at=None, present=0, base="", lost=False, owner="o",
        )  # fmt: skip
        return [asdict(said) | changed]

    def opens(self) -> None:
        self.page.evaluate("() => { sockets.at(-1).readyState = 1; sockets.at(-1).onopen(); }")
        self.timed.wait(50)

    def breaks(self, code: int = 1006) -> None:
        self.page.evaluate(
            "(code) => { sockets.at(-1).readyState = 3; sockets.at(-1).onclose({ code }); }", code
        )

    def brings(self, text: str, *, playing: bool = True, followed: int = 0) -> None:
        """Bring a frame to the line."""
        frame = progress_line.frame(text, key="line")
        message = pack(Message(["line"], playing, followed, 1.5), [np.frombuffer(frame, np.uint8)])
        self.page.evaluate(
            """(sent) => sockets.at(-1).onmessage(
                { data: Uint8Array.from(atob(sent), (c) => c.charCodeAt(0)).buffer }
            )""",
            base64.b64encode(message).decode(),
        )
        self.timed.wait(50)

    def answers(self, number: int, error: str | None = None) -> None:
        text = json.dumps({"re": number, "error": error})
        self.page.evaluate("(data) => sockets.at(-1).onmessage({ data })", text)

    @property
    def said(self) -> list[dict[str, Any]]:
        return self.page.evaluate("() => sockets.at(-1)?.said ?? []")

    def asks(self) -> dict[str, Any]:
        """Return what it asks for next; the browser itself says when a view is out of sight."""
        before = len(self.said)
        for _ in range(100):
            self.timed.wait(50)
            if len(self.said) > before:
                break
        return self.said[-1]

    @property
    def count(self) -> int:
        return self.page.evaluate("() => sockets.length")

    @property
    def pressed(self) -> list[str]:
        """The buttons whose press Streamlit heard of."""
        return self.page.evaluate("() => pressed")

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def names(self, run: str) -> None:
        """Have the page's address name a run, as it does before the page itself is written."""
        self.page.evaluate("(run) => history.replaceState(null, '', `?run=${run}`)", run)

    @property
    def commands(self) -> list[str]:
        """What it has told the run to do."""
        return [said["do"] for said in self.said if "do" in said]
