"""Whose a run is: a mark that the owner's secret leaves, and that does not lead back to it."""

import hashlib


def mark(secret: str) -> str:
    """Return the mark of a browser's secret, 64 letters; that of no secret is ''.

    Runs carry it, and the store: who reads one of them cannot command a run by that.
    """
    return hashlib.sha256(f"owner {secret}".encode()).hexdigest() if secret else ""
