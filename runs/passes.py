"""Passes: links with which another device becomes the same owner, once and for some minutes.

Only who holds a pass can open it: what is kept is its hash, and the owner's secret sealed with it.
"""

import hashlib
import secrets
import threading
import time
from base64 import b64decode, b64encode

from runs.store.store import Store

LASTS = 600.0  # seconds
MOST = 1000  # that are kept where there is no store
LONGEST = 64  # bytes of a secret


class Passes:
    """Those that were given out, in ``store``, or in this process where there is none."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._here: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def give_out(self, secret: str) -> str:
        """Return a pass for the owner with this secret.

        Raises
        ------
        ValueError
            If that is no secret that this program made.
        StoreError
            If the store fails.
        """
        content = secret.encode()
        if not 1 <= len(content) <= LONGEST:
            raise ValueError("This browser's cookie is not one of ours.")
        token = secrets.token_urlsafe(18)
        sealed, until = b64encode(_sealed(content, token)).decode(), time.time() + LASTS
        if self._store is not None:
            self._store.save_pass(_hash(token), sealed, until)
            return token
        with self._lock:
            self._here[_hash(token)] = sealed, until
            while len(self._here) > MOST:
                self._here.pop(next(iter(self._here)))
        return token

    def take(self, token: str) -> str | None:
        """Return the secret behind a pass, which is used up by that; None if it is not good.

        Raises
        ------
        StoreError
            If the store fails.
        """
        if self._store is not None:
            sealed = self._store.take_pass(_hash(token))
        else:
            with self._lock:
                sealed, until = self._here.pop(_hash(token), (None, 0.0))
            sealed = sealed if until >= time.time() else None
        return None if sealed is None else _sealed(b64decode(sealed), token).decode()


def _hash(token: str) -> str:
    return hashlib.sha256(f"pass {token}".encode()).hexdigest()


def _sealed(content: bytes, token: str) -> bytes:
    """Seal with a key that is used once, or open what was sealed with it."""
    key = hashlib.sha512(f"seal {token}".encode()).digest()
    return bytes(a ^ b for a, b in zip(content, key, strict=False))
