"""What JavaScript knows of Python is what Python says now."""

from dataclasses import dataclass
from typing import Any

import pytest

from ui.stream import wire


@pytest.mark.parametrize(
    ("name", "text"), [("wire.d.ts", wire.types_text), ("constants.js", wire.constants_text)]
)
def test_what_was_written_is_not_stale(name, text):
    written = (wire.KIT / name).read_text("utf-8")
    assert written == text(), "run: python -m ui.stream.wire"


def test_a_type_that_javascript_does_not_have_is_refused(monkeypatch):
    @dataclass
    class Odd:
        key: str
        what: dict[str, Any]

    monkeypatch.setattr(wire, "headers", lambda: (Odd,))
    with pytest.raises(TypeError, match="no type for dict"):
        wire.types_text()
