"""Logs: one line of JSON for each thing, and no secret in any of them."""

import json
import logging
import re
import sys
from collections.abc import Iterable

_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_TOKENS = re.compile(
    r"\d{6,12}:[A-Za-z0-9_-]{30,}|[MNO][A-Za-z0-9_-]{23,}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}"
)
"""The shapes of a Telegram and of a Discord token, for those that come from elsewhere than the settings."""


class Lines(logging.Formatter):
    """Time, level, logger, message and the `extra` fields; known secrets are blotted out everywhere."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if len(secret) >= 6)

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "log": record.name,
            "what": record.getMessage(),
        }
        fields |= {key: value for key, value in vars(record).items() if key not in _PLAIN}
        if record.exc_info:
            fields["trace"] = self.formatException(record.exc_info)
        return self._blotted(json.dumps(fields, default=str, ensure_ascii=False))

    def _blotted(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, "…")
        return _TOKENS.sub("…", line)


def to_stderr(level: str, secrets: Iterable[str]) -> None:
    """Send everything logged to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    logging.getLogger("discord").setLevel(logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.WARNING)
