"""A server that is killed loses no run: the page that shows it goes on when it is back."""

import signal
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from tests.e2e.helpers import wait_for
from tests.e2e.server import Server, free_port
from tests.e2e.stage import now, open_stage, stage


def kept(where: str) -> list[tuple[str, int]]:
    """Return key and bytes of each run in the store, none before there is one."""
    with closing(create_engine(where).connect()) as connection:
        return [tuple(row) for row in connection.execute(text("SELECT key, bytes FROM runs"))]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "told to end"])
def test_a_page_finds_its_run_again(browser, tmp_path, how):
    where, port = f"sqlite:///{tmp_path / 'runs.sqlite'}", free_port()
    server = Server(tmp_path, port, where)
    try:
        server.wait_until_healthy()
        page = browser.new_page()
        open_stage(page, server.url)
        page.wait_for_function("() => location.search.includes('run=')")
        wait_for(page, "shared.views.get('timeline')?.frame?.now > 100")
        while not kept(where):
            page.evaluate("() => new Promise(requestAnimationFrame)")
        before = now(page)
        server.process.send_signal(how)
        server.process.wait(timeout=10)
        assert ('"Stopped", "saved": 1' in server.output()) == (how == signal.SIGTERM)
        server = Server(tmp_path, port, where)
        server.wait_until_healthy()
        wait_for(page, "shared.views.get('timeline')?.frame?.now > arg", before + 20)
        assert kept(where)[0][0] in page.url
        assert stage(page).is_visible()
        page.close()
    finally:
        server.stop()
    assert server.traceback() is None
