"""Hubs within this process, and by a Redis of their own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from runs.hub.alone import Alone, Exchange
from runs.hub.hub import Hub
from runs.hub.redis import RedisHub
from tests.servers import redis_server

Connect = Callable[[str], Hub]


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_server(tmp_path_factory.mktemp("redis")) as address:
        yield address


@pytest.fixture(params=["one process", "redis"])
def connect(request: pytest.FixtureRequest) -> Iterator[Connect]:
    """Return what connects replicas by their names."""
    address = request.getfixturevalue("redis") if request.param == "redis" else ""
    exchange = Exchange()
    with ExitStack() as stack:

        def made(name: str) -> Hub:
            hub: Hub = RedisHub(address, name) if address else Alone(name, exchange)
            stack.callback(hub.stop)
            return hub

        yield made
