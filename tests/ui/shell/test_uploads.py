"""Upload fields; for an exhibit within another site see tests/e2e/test_draw.py."""

from tests.app import opened, unfolded


def test_elsewhere_there_is_the_field():
    at = unfolded(opened("lab", data="csv", table="1,a\n2,b\n3,a\n4,b"), "load")
    assert len(at.file_uploader) == 2
    assert not at.get("link_button")
