"""The log on standard error: lines for people, or one JSON object a line for machines. No secret is in either.

A failure's code, the one that the person was told, stands in the sentence, and in JSON also under `code`.
"""

from __future__ import annotations

import datetime
import json
import logging
import re
import sys
import threading
from types import TracebackType

import discord

from bot.settings import LogFormat

CODE = "code"
"""The name of the `extra` in which a failure's code is given to the log."""
TOKEN = "[token]"  # noqa: S105 - what stands in its place
# Below an interaction's or a webhook's address stands what lets anybody answer in the bot's name.
_IN_ADDRESSES = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w.~%-]{16,}", re.ASCII)

_log = logging.getLogger(__name__)


def start_logging(level: str, token: str, form: LogFormat = LogFormat.HUMAN) -> None:
    """Write the log to standard error, uncaught errors and warnings of libraries included.

    The library below stays at INFO, since its details hold what people write.
    """
    handler = logging.StreamHandler(sys.stderr)
    secrets = Secrets(token)
    handler.setFormatter(JsonLines(secrets) if form is LogFormat.JSON else HumanLines(secrets))
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("discord", "aiohttp", "asyncio"):
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level]))
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


class Secrets:
    """What is never written: the bot's token, and what lets others answer an interaction or speak through a webhook."""

    def __init__(self, token: str) -> None:
        # As it is, and as a representation has it.
        self._tokens = sorted({token, repr(token)[1:-1], json.dumps(token)[1:-1]} - {""}, key=len, reverse=True)

    def hide(self, text: str) -> str:
        """Return the text with a mark in the place of each secret."""
        for token in self._tokens:
            text = text.replace(token, TOKEN)
        return _IN_ADDRESSES.sub(rf"\1{TOKEN}", text)


class HumanLines(logging.Formatter):
    """Lines with a time; whatever is logged, and with whatever traceback, no secret is in it."""

    def __init__(self, secrets: Secrets) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the traceback below it."""
        return self._secrets.hide(super().format(record))


class JsonLines(logging.Formatter):
    """One object a line: `time` (ISO 8601, UTC), `level`, `logger`, `message`, and where there are any `code`, `error`.

    `error` is a traceback, its lines in one text.
    """

    def __init__(self, secrets: Secrets) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the object, in ASCII and on one line."""
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        told = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        code = getattr(record, CODE, None)
        if code is not None:
            told[CODE] = str(code)
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = self.formatException(record.exc_info)
        if record.stack_info:
            told["stack"] = self.formatStack(record.stack_info)
        # Before it is encoded, since encoding may change how a secret is written.
        return json.dumps({name: self._secrets.hide(text) for name, text in told.items()})


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log.critical("The bot ends by an error that nobody has caught.", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(given: threading.ExceptHookArgs) -> None:
    name = given.thread.name if given.thread is not None else "unknown"
    if given.exc_value is not None and not isinstance(given.exc_value, SystemExit):
        _log.critical("The thread %s ended by an error that nobody has caught.", name, exc_info=given.exc_value)
