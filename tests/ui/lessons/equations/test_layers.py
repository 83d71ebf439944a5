"""Layers as linked objects, each method beside its equation."""

import pytest

from tests.app import lesson_page, text
from ui.lessons.equations import layers


@pytest.mark.parametrize("method", layers.METHODS)
def test_each_method_stands_beside_its_equation(method):
    at = lesson_page("equations", 9, **{"equations.method": method})
    assert at.latex
    name = layers.METHODS[method][1].__name__
    assert f"def {name}(" in at.code[0].value
    assert "| cost after | 0.0003 | 0.3749 |" in text(at)
