"""The page's end of the live socket, on a blank page with a false socket."""

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
