"""Every page opens."""

import pytest

from tests.app import PAGES, opened


@pytest.mark.parametrize("name", [page.stem for page in PAGES.glob("*.py")])
def test_every_page_opens(name):
    opened(name)
