"""The noise of mini-batches."""

import json

import pytest

from tests.app import lesson_page


@pytest.mark.parametrize("size", [1, 1000])
def test_any_mini_batch_is_drawn(size):
    at = lesson_page("descent", 5, **{"descent.noise.size": size})
    figure = json.loads(at.get("plotly_chart")[0].proto.spec)
    assert f"mini-batches of {size}" in [trace.get("name") for trace in figure["data"]]
