"""Components survive what Streamlit does when it runs a page again before the run before is over.

It calls a component for the first run and for the second, and only then cleans up after the first.
"""

from ui.components.kit.packing import source
from ui.components.progress_line import frame

LATE = """async ([js, bytes]) => {
    const url = URL.createObjectURL(new Blob([js], { type: "text/javascript" }));
    const { default: component } = await import(url);
    const parentElement = document.body;
    const seen = [];
    const call = () => component({ data: new Uint8Array(bytes), parentElement });
    const look = () => seen.push(document.querySelectorAll(".progress-line").length);
    const first = call();
    const second = call();
    look();
    first();
    look();
    second();
    look();
    const again = call();
    look();
    again();
    look();
    return seen;
}"""

SOCKETS = """async (js) => {
    const url = URL.createObjectURL(new Blob([js], { type: "text/javascript" }));
    const { default: component } = await import(url);
    const opened = [];
    globalThis.WebSocket = class extends EventTarget {
        static OPEN = 1;
        readyState = 1;
        constructor() { super(); opened.push(this); }
        send() {}
        close() { this.readyState = 3; }
    };
    const rest = { playing: false, lost: false, views: {}, at: null, base: "" };
    const data = [{ run: "r", visitor: "v", ...rest }];
    const call = () => component({ data, parentElement: document.body, setTriggerValue() {} });
    const open = () => opened.filter((socket) => socket.readyState === 1).length;
    const first = call();
    const second = call();
    first();
    await new Promise((after) => setTimeout(after, 1500));
    const kept = open();
    second();
    await new Promise((after) => setTimeout(after, 1500));
    return [kept, open(), opened.length];
}"""


def test_a_view_outlives_the_cleaning_up_after_an_overtaken_run(page, base_url):
    page.goto(f"{base_url}/_stcore/health")
    js = source("kit/packing.js", "progress_line/progress_line.js")
    assert page.evaluate(LATE, [js, list(frame("step *1*", key="line"))]) == [1, 1, 0, 1, 0]


def test_the_socket_outlives_the_cleaning_up_after_an_overtaken_run(page, base_url):
    page.goto(f"{base_url}/_stcore/health")
    assert page.evaluate(SOCKETS, source("kit/packing.js", "../stream/live_socket.js")) == [1, 0, 1]
