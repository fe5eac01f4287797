"""Settings: the only reader of the environment and of `.env` in the working directory."""

from __future__ import annotations

import enum
import io
import math
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream

from knowledge.errors import InvalidInputError
from knowledge.exchange.packs import DEFAULT_PACKS
from knowledge.meaning.choice import ModelChoice
from knowledge.moderation.retention import Terms

ENV_FILE = ".env"
DEFAULT_DATABASE = "data/not-so-fast.db"
DEFAULT_ASKS = 10
DEFAULT_KEEP_DAYS = 30
DEFAULT_QUESTION_DAYS = 90
DEFAULT_BACKUP_HOURS = 24
DEFAULT_BACKUPS_KEPT = 7
MODELS_FOLDER = "models"
PLACEHOLDER_TOKEN = "put-the-token-of-your-bot-here"  # noqa: S105 - the one that is none
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LEAST_PORT, MOST_PORT = 1024, 65535

WHERE_IT_IS = (
    "Copy the token from the developer portal (your application, Bot, Reset Token) into .env as it is: without quotes "
    "or spaces, and without “Bot” in front."
)
HOW_TO_GET_IT = f"DISCORD_TOKEN is not the token of a bot. {WHERE_IT_IS}"

OPEN_ENV = f"Others on this machine can read {ENV_FILE}, and with it the token. Run: chmod 600 {ENV_FILE}"


class LogFormat(enum.Enum):
    """How the log is written."""

    HUMAN = "human"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Backups on schedule: into which folder, every so many hours, and how many are kept."""

    folder: Path
    hours: int
    kept: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator set, as written. `database_path` is relative to the working directory unless it is absolute.

    What only the bot on Discord needs is checked where it is asked for, so that a slip there stops no other command.
    """

    database_path: Path
    token: str = field(default="", repr=False)
    test_guild: str = ""
    log_level: str = "INFO"
    log_format: str = LogFormat.HUMAN.value
    status_port: str = ""
    asks: str = str(DEFAULT_ASKS)
    keep_days: str = str(DEFAULT_KEEP_DAYS)
    question_days: str = str(DEFAULT_QUESTION_DAYS)
    packs: tuple[str, ...] = DEFAULT_PACKS
    semantic_model: str = ""
    semantic_model_path: str = ""
    backup_folder: str = ""
    backup_hours: str = str(DEFAULT_BACKUP_HOURS)
    backups_kept: str = str(DEFAULT_BACKUPS_KEPT)
    env_is_open: bool = False
    """Whether others on this machine can read `.env`."""

    @property
    def has_token(self) -> bool:
        """Whether somebody has set a token, good or bad."""
        return self.token not in ("", PLACEHOLDER_TOKEN)

    @property
    def model(self) -> ModelChoice | None:
        """Which sentence encoder is used beside the words; None when that is off."""
        if not self.semantic_model:
            return None
        folder = _at_home(Path(self.semantic_model_path)) if self.semantic_model_path else None
        return ModelChoice(self.semantic_model, folder, self.database_path.parent / MODELS_FOLDER)

    def checked_token(self) -> str:
        """Return the token; raises InvalidInputError when it cannot be one."""
        if not self.has_token:
            raise InvalidInputError(f"No DISCORD_TOKEN is set. {WHERE_IT_IS}")
        if self.token.startswith("Bot ") or any(
            character.isspace() or character in "\"'“”‘’`" for character in self.token
        ):
            raise InvalidInputError(HOW_TO_GET_IT)
        return self.token

    def checked_test_guild(self) -> int | None:
        """Return the id of the server to try commands in, None when there is none; raises InvalidInputError."""
        if not self.test_guild:
            return None
        if not (self.test_guild.isascii() and self.test_guild.isdigit() and 15 <= len(self.test_guild) <= 20):
            raise InvalidInputError(
                "TEST_GUILD_ID is not the id of a server. In Discord, switch on Developer Mode (Settings, Advanced), "
                "right-click the server and choose Copy Server ID; or leave it empty."
            )
        return int(self.test_guild)

    def checked_log_level(self) -> str:
        """Return the name of the log level; raises InvalidInputError."""
        if self.log_level.upper() not in LOG_LEVELS:
            raise InvalidInputError(f"LOG_LEVEL is {self.log_level!r}. Use one of {', '.join(LOG_LEVELS)}.")
        return self.log_level.upper()

    def checked_log_format(self) -> LogFormat:
        """Return how the log is written; raises InvalidInputError."""
        try:
            return LogFormat(self.log_format.lower())
        except ValueError as error:
            known = " or ".join(one.value for one in LogFormat)
            raise InvalidInputError(f"LOG_FORMAT is {self.log_format!r}. Use {known}.") from error

    def checked_status_port(self) -> int | None:
        """Return the port at which the bot tells how it is, None when it does not; raises InvalidInputError."""
        if not self.status_port:
            return None
        written = self.status_port
        if not (written.isascii() and written.isdigit() and len(written) <= 5):
            raise InvalidInputError(_wrong_port(written))
        if not LEAST_PORT <= int(written) <= MOST_PORT:
            raise InvalidInputError(_wrong_port(written))
        return int(written)

    def checked_keep_days(self) -> int:
        """Return for how many days the data of a server that removed the bot is kept; raises InvalidInputError."""
        if not (_is_short_number(self.keep_days) and int(self.keep_days) <= 3650):
            raise InvalidInputError(f"KEEP_DAYS is {self.keep_days!r}. Use a number of days, 0 to 3650.")
        return int(self.keep_days)

    def checked_question_days(self) -> int:
        """Return for how many days questions are kept; raises InvalidInputError."""
        if not (_is_short_number(self.question_days) and 1 <= int(self.question_days) <= 3650):
            raise InvalidInputError(f"QUESTION_DAYS is {self.question_days!r}. Use a number of days, 1 to 3650.")
        return int(self.question_days)

    def checked_terms(self) -> Terms:
        """Return for how many days what is kept; raises InvalidInputError."""
        plan = self.checked_backups()
        days = None if plan is None else math.ceil(plan.hours * plan.kept / 24)
        return Terms(self.checked_keep_days(), self.checked_question_days(), days)

    def checked_backups(self) -> BackupPlan | None:
        """Return how backups are made on schedule, None when they are not; raises InvalidInputError."""
        if not (_is_short_number(self.backup_hours) and 1 <= int(self.backup_hours) <= 8760):
            raise InvalidInputError(f"BACKUP_HOURS is {self.backup_hours!r}. Use a number of hours, 1 to 8760.")
        if not (_is_short_number(self.backups_kept) and 1 <= int(self.backups_kept) <= 1000):
            raise InvalidInputError(f"BACKUPS_KEPT is {self.backups_kept!r}. Use a number from 1 to 1000.")
        if not self.backup_folder:
            return None
        return BackupPlan(_at_home(Path(self.backup_folder)), int(self.backup_hours), int(self.backups_kept))

    def checked_asks(self) -> int:
        """Return how many questions a person may ask in ten seconds; raises InvalidInputError."""
        if not (_is_short_number(self.asks) and 1 <= int(self.asks) <= 1000):
            raise InvalidInputError(f"ASKS_PER_10_SECONDS is {self.asks!r}. Use a number from 1 to 1000.")
        return int(self.asks)


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        # No such home: it is told as a folder that is not there.
        return path


def _wrong_port(written: str) -> str:
    return f"STATUS_PORT is {written!r}. Use a number from {LEAST_PORT} to {MOST_PORT}, or leave it empty."


def _is_short_number(written: str) -> bool:
    # Python refuses to read a number of some thousand digits, with an error of its own.
    return written.isascii() and written.isdigit() and len(written) <= 4


def environment_of_helpers() -> dict[str, str]:
    """Return the environment for processes that help the bot: that of the bot without its token."""
    return {name: value for name, value in os.environ.items() if name != "DISCORD_TOKEN"}


def read_settings(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """Read the settings: the environment goes before `.env` in `folder` (the working directory when it is None).

    Raises InvalidInputError when a line of `.env` cannot be read.
    """
    given = dict(os.environ if environment is None else environment)
    # A bare load_dotenv() would search beside this file and upwards; a person expects the folder they stand in.
    file = (folder or Path.cwd()) / ENV_FILE
    written, env_is_open = _read_env(file)
    values = {**written, **given}

    def value(name: str, default: str) -> str:
        return values.get(name, "").strip() or default

    return Settings(
        database_path=Path(value("DATABASE_PATH", DEFAULT_DATABASE)),
        token=value("DISCORD_TOKEN", ""),
        test_guild=value("TEST_GUILD_ID", ""),
        log_level=value("LOG_LEVEL", "INFO"),
        log_format=value("LOG_FORMAT", LogFormat.HUMAN.value),
        status_port=value("STATUS_PORT", ""),
        packs=tuple(value("PACKS", ",".join(DEFAULT_PACKS)).replace(",", " ").split()),
        semantic_model=value("SEMANTIC_MODEL", ""),
        semantic_model_path=value("SEMANTIC_MODEL_PATH", ""),
        asks=value("ASKS_PER_10_SECONDS", str(DEFAULT_ASKS)),
        keep_days=value("KEEP_DAYS", str(DEFAULT_KEEP_DAYS)),
        question_days=value("QUESTION_DAYS", str(DEFAULT_QUESTION_DAYS)),
        backup_folder=value("BACKUP_FOLDER", ""),
        backup_hours=value("BACKUP_HOURS", str(DEFAULT_BACKUP_HOURS)),
        backups_kept=value("BACKUPS_KEPT", str(DEFAULT_BACKUPS_KEPT)),
        env_is_open=env_is_open,
    )


def _read_env(file: Path) -> tuple[dict[str, str], bool]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        mode = file.stat().st_mode
    except FileNotFoundError:
        return {}, False
    except OSError as error:
        raise InvalidInputError(f"{ENV_FILE} cannot be read ({error.strerror}). Make it readable to you.") from error
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{ENV_FILE} is not UTF-8 text. Save it as UTF-8.") from error
    for binding in parse_stream(io.StringIO(text)):
        # A quotation mark that is not closed takes the lines up to the next one in: the token, say, and the database.
        if binding.error or len(binding.original.string.strip().splitlines()) > 1:
            raise InvalidInputError(
                f"Line {_line(binding)} of {ENV_FILE} cannot be read, so nothing is started. Write NAME=value on one "
                "line; a quotation mark that opens a value has to close it, on the same line."
            )
    written = dotenv_values(stream=io.StringIO(text))
    # Windows says who may read a file in another way.
    is_open = os.name == "posix" and bool(mode & (stat.S_IRGRP | stat.S_IROTH))
    return {name: value for name, value in written.items() if value is not None}, is_open


def _line(binding: Binding) -> int:
    # Empty lines above belong to the statement below.
    string = binding.original.string
    return binding.original.line + len(string[: len(string) - len(string.lstrip())].splitlines())
