"""What the end-to-end tests see of a page that does what it should not."""

import pytest

from tests.e2e.conftest import watch

OWN, ELSEWHERE = "http://127.0.0.1:8501", "example.com/it"
ASK = {
    "fetch": "void fetch('https://example.com/it').catch(() => 0)",
    "image": "new Image().src = 'https://example.com/it'",
    "frame": """{
        const frame = document.createElement("iframe");
        frame.src = "https://example.com/it";
        document.body.append(frame);
    }""",
    "socket": "new WebSocket('wss://example.com/it')",
}


@pytest.mark.parametrize("how", ASK)
def test_who_asks_another_host_is_told_of(browser, how):
    page = browser.new_page()
    problems = []
    watch(page, OWN, problems)
    with page.expect_event("websocket" if how == "socket" else "requestfailed"):
        page.evaluate(f"() => {{ {ASK[how]}; }}")
    page.close()
    assert any("request to another host" in one and ELSEWHERE in one for one in problems)
