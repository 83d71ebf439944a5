"""The texts that the lessons are about, by name."""

from core.explain.errata import TEXTS


def linked(text: str) -> str:
    """Return a text's name, as a link where its address is known."""
    return f"[*{text}*]({TEXTS[text]})" if TEXTS[text] else f"*{text}*"
