"""What a server process does before its first visitor sees anything."""

from streamlit.watcher import polling_path_watcher

from ui.shell import server


def test_streamlit_looks_rarely_whether_its_configuration_was_edited():
    assert polling_path_watcher._POLLING_PERIOD_SECS > 0  # the name is Streamlit's own affair
    server.prepare()
    assert polling_path_watcher._POLLING_PERIOD_SECS == server.RELOADED
