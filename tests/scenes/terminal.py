"""A terminal for tests: commands are run as somebody would who stands in a folder, and what is printed is kept."""

import io
import sys
from dataclasses import dataclass

import pytest

from bot.__main__ import main


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


class Terminal:
    """Runs commands in a working directory of its own."""

    def __init__(self, folder, monkeypatch, capsys):
        self.folder, self._monkeypatch, self._capsys = folder, monkeypatch, capsys
        monkeypatch.chdir(folder)
        for name in ("DATABASE_PATH", "DISCORD_TOKEN", "SEMANTIC_MODEL", "SEMANTIC_MODEL_PATH"):
            monkeypatch.delenv(name, raising=False)

    def run(self, *arguments: str, typed: str | bytes = "") -> Done:
        raw = typed if isinstance(typed, bytes) else typed.encode()
        self._monkeypatch.setattr(sys, "argv", ["not-so-fast", *arguments])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as raised:
            main()
        status = raised.value.code
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err
        return Done(status if isinstance(status, int) else 1 if status else 0, out, err)
