"""Components' JavaScript comes as files that browsers keep, not with each run of a page."""

import gzip

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ADDRESS
from ui.components.kit import files

TEXT = "export default (component) => [component, 'made'];\n"
CALL = """async (text) => {
    const blob = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const { default: made } = await import(blob);
    return await Promise.all([made(1), made(2)]);
}"""


@pytest.fixture
def address():
    """Return where the file of a component is."""
    text = files.asks_for("one", TEXT)
    yield text.split('"')[1]
    del files._texts["one"]


def ask(file, encoding=""):
    headers = [(b"accept-encoding", encoding.encode())]
    return files.asked(Request({"type": "http", "path_params": {"file": file}, "headers": headers}))


def test_a_run_of_the_page_sends_what_asks_for_the_file_and_not_the_text():
    def page():
        from ui.components.progress_line import frame, mount

        mount(frame("step *1*", key="line"), "line")

    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    sent = app.get("bidi_component")[0].proto.js_content
    file = sent.split('"')[1].removeprefix(files.UNDER)
    assert 10 * len(sent) < len(ask(file).body)


def test_a_file_is_kept_for_good_and_small_for_who_unpacks(address):
    file = address.removeprefix(files.UNDER)
    plain, small = ask(file), ask(file, "gzip, br")
    assert plain.body == gzip.decompress(small.body) == TEXT.encode()
    for answer in (plain, small):
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["vary"] == "accept-encoding"
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers


def test_another_text_has_another_name_and_who_asks_by_the_old_one_keeps_nothing(address):
    assert files.asks_for("one", TEXT + "// more\n").split('"')[1] != address
    old = ask(address.removeprefix(files.UNDER))
    assert old.body == (TEXT + "// more\n").encode()
    assert old.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("file", ["", "two.js", "two-00000000.js", "../app.py"])
def test_there_are_no_other_files(file):
    assert ask(file).status_code == 404


def test_an_app_below_a_path_has_its_files_there(monkeypatch):
    monkeypatch.setattr(files.st, "get_option", lambda _: "/below/")
    assert files.asks_for("below", TEXT).split('"')[1].startswith("/below/components/below-")


def test_without_a_server_the_text_itself_is_sent(monkeypatch):
    monkeypatch.setattr(files.sys, "platform", "emscripten")
    assert files.asks_for("one", TEXT) == TEXT
    assert ask("one").status_code == 404


def test_a_server_that_is_away_for_a_moment_is_asked_again(bench_page, address):
    bench_page.goto(ADDRESS)
    asked = []

    def answer(route):
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort()
        else:
            route.fulfill(body=TEXT, content_type="text/javascript")

    place = f"{ADDRESS}{address}"
    bench_page.route(f"{place}*", answer)
    made = bench_page.evaluate(CALL, files.asks_for("one", TEXT))
    bench_page.unroute(f"{place}*")
    assert made == [[1, "made"], [2, "made"]]  # one after the other, and asked for once
    assert asked == [place, f"{place}?1"]
