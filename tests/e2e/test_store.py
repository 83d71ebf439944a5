"""A server that is killed loses no run and no lecture room: their pages go on when it is back."""

import signal
from contextlib import closing

from playwright.sync_api import expect
from sqlalchemy import create_engine, text

from runs.store.store import Store
from tests.e2e.helpers import front, wait_for
from tests.e2e.server import Server, free_port
from tests.e2e.stage import now, open_stage, stage


def kept(where: str) -> list[tuple[str, int]]:
    """Return key and bytes of each run in the store, none before there is one."""
    with closing(create_engine(where).connect()) as connection:
        return [tuple(row) for row in connection.execute(text("SELECT key, bytes FROM runs"))]


def steps_kept(where: str) -> int:
    """Return how far the one run in the store is."""
    ((key, _),) = kept(where)
    with closing(Store(where)) as store:
        saved = store.load(key)
    assert saved is not None
    return saved.latest.steps


def test_pages_find_their_run_and_their_lecture_room_again(browser, tmp_path):
    where, port = f"sqlite:///{tmp_path / 'runs.sqlite'}", free_port()
    server = Server(tmp_path, port, where)
    try:
        server.wait_until_healthy()
        lecturer, own = browser.new_page(), browser.new_context()
        student = own.new_page()
        lecturer.goto(f"{server.url}/room")
        lecturer.get_by_role("button", name="Open a room").click()
        code = lecturer.locator(".lectern .code").inner_text()
        student.goto(f"{server.url}/join/{code.replace(' ', '')}")
        student.get_by_label("Nickname").fill("Ada")
        student.get_by_role("button", name="Join").click()
        expect(lecturer.locator(".people .name")).to_have_text("Ada")
        page = own.new_page()  # beside the room: a run of the student's own
        open_stage(front(page), server.url)
        page.wait_for_function("() => location.search.includes('run=')")
        wait_for(page, "shared.views.get('timeline')?.frame?.now > 100")
        while not kept(where):
            page.evaluate("() => new Promise(requestAnimationFrame)")
        for how in (signal.SIGKILL, signal.SIGTERM):  # killed, and told to end
            before = now(page)
            server.process.send_signal(how)
            server.process.wait(timeout=30)
            told = how == signal.SIGTERM
            assert ('"Stopped"' in server.output()) == told
            if told:  # whether the last look kept the run, or the one before it
                assert steps_kept(where) >= before
            expect(student.get_by_text("Connection lost")).to_be_visible()
            server = Server(tmp_path, port, where)
            server.wait_until_healthy()
            wait_for(page, "shared.views.get('timeline')?.frame?.now > arg", before + 20)
            assert kept(where)[0][0] in page.url
            assert stage(page).is_visible()
            expect(student.get_by_text("You are in.")).to_be_visible()
            expect(student.get_by_text("Connection lost")).to_have_count(0)
            expect(lecturer.get_by_text("1 here now, 1 in all")).to_be_visible()
        lecturer.close()
        own.close()
    finally:
        server.stop()
    assert server.traceback() is None
