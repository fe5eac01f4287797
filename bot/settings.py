"""Settings: the only reader of the environment and of `.env` in the working directory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

ENV_FILE = ".env"
DEFAULT_DATABASE = "data/not-so-fast.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator set. `database_path` is relative to the working directory unless it is absolute."""

    database_path: Path


def read_settings(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """Read the settings: the environment goes before `.env` in `folder` (the working directory when it is None)."""
    given = dict(os.environ if environment is None else environment)
    # A bare load_dotenv() would search beside this file and upwards; a person expects the folder they stand in.
    written = dotenv_values((folder or Path.cwd()) / ENV_FILE)
    values = {**{name: value for name, value in written.items() if value is not None}, **given}
    return Settings(database_path=Path(values.get("DATABASE_PATH", "").strip() or DEFAULT_DATABASE))
