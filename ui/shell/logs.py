"""What the server writes down: a line of JSON for each event of ours, and nobody's data in any.

The web server's own lines lose who asked and what stands behind the question mark of an address:
keys of runs and passes travel there.
"""

import json
import logging
import re
import time

_OURS = ("runs", "ui")
_SERVERS = ("uvicorn.access", "uvicorn.error")
_CLIENT = re.compile(r"(\[[0-9a-f:.]+\]|[0-9a-f:.]+):\d{1,5}")


class Json(logging.Formatter):
    """One line of JSON: when, how grave, from where, what; ``extra={"facts": {...}}`` goes in."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, default=str)


def anonymous(record: logging.LogRecord) -> bool:
    """Take out of a web server's line who asked, and what follows a question mark."""
    if isinstance(record.args, tuple):
        record.args = tuple(_plain(one) if isinstance(one, str) else one for one in record.args)
    return True


def _plain(text: str) -> str:
    return "-" if _CLIENT.fullmatch(text) else text.partition("?")[0]


def install() -> None:
    """Write so from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Json())
    for name in _OURS:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO)
    for name in _SERVERS:
        logging.getLogger(name).addFilter(anonymous)
