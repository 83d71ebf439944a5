"""Components survive what Streamlit does when it runs a page again before the run before is over.

It calls a component for the first run and for the second, and only then cleans up after the first.
"""

from playwright.sync_api import expect

from ui.components.progress_line import frame

SOCKETS = """() => {
    globalThis.opened = [];
    globalThis.WebSocket = class {
        static OPEN = 1;
        readyState = 1;
        constructor() { opened.push(this); }
        send() {}
        close() { this.readyState = 3; }
    };
}"""
STATES = "() => opened.map((socket) => socket.readyState)"
REST = {"playing": False, "lost": False, "views": {}, "at": None, "base": "", "present": 0}


def test_a_view_outlives_the_cleaning_up_after_an_overtaken_run(bench):
    line = bench.mount("components/progress_line/progress_line", frame("step *1*", key="line"))
    shown = line.root.locator(".progress-line")
    line.call(frame("step *1*", key="line"))
    expect(shown).to_have_count(1)
    line.end()
    expect(shown).to_have_count(1)
    line.end()
    expect(shown).to_have_count(0)
    line.call(frame("step *1*", key="line"))
    expect(shown).to_have_count(1)
    line.end()
    expect(shown).to_have_count(0)


def test_the_socket_outlives_the_cleaning_up_after_an_overtaken_run(bench):
    bench.page.clock.install()
    bench.page.evaluate(SOCKETS)
    data = [{"run": "r", "visitor": "v", **REST}]
    socket = bench.mount("stream/live_socket", data)
    socket.call(data)
    socket.end()
    bench.page.clock.run_for(1500)
    assert bench.page.evaluate(STATES) == [1]
    socket.end()
    bench.page.clock.run_for(1500)
    assert bench.page.evaluate(STATES) == [3]
