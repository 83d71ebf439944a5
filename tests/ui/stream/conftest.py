"""What the tests of the page's end of the socket begin with."""

import pytest

from tests.ui.stream.page_end import Socket


@pytest.fixture
def socket(timed):
    return Socket(timed)


@pytest.fixture
def live(socket):
    """Return a socket that works: it has brought a frame."""
    socket.opens()
    socket.brings("step *2*")
    return socket
