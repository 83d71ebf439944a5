"""What hidden units answer."""

import pytest

from tests.app import lesson_page, text


@pytest.mark.parametrize("hidden", [2, 3, 4])
def test_each_hidden_unit_has_its_column(hidden):
    at = lesson_page("gates", 3, **{"gates.inside": hidden})
    assert f"| unit {hidden} |" in text(at)
    assert f"unit {hidden + 1}" not in text(at)
