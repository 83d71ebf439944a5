"""The codes by which students find a room: short, and easy to read aloud.

Thirty-two letters at six places are a thousand million codes. Who tries ``ui.room.tries`` allows,
so that in an hour nobody comes upon one of some dozens by chance.
"""

import secrets

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without O, 0, I and 1, which are taken for each other."""
LENGTH = 6


def new_code() -> str:
    """Return a code by chance."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read(text: str) -> str:
    """Return the code that somebody wrote, with small letters and gaps or not; '' if none."""
    code = "".join(letter for letter in text[:40].upper() if letter not in " -\u2013\u00a0.")
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""


def spaced(code: str) -> str:
    """Return a code as it is read: in two halves."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
