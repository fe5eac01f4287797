"""What is deployed names what is there: paths, commands, settings; it runs as nobody, with one place to write to."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.__main__ import commands
from tests import ROOT

DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "not-so-fast.service"
SETTINGS = set(re.findall(r"^([A-Z_0-9]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
OF_PYTHON = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}


def container() -> list[tuple[str, str]]:
    """The instructions of the Containerfile with what they are given, lines that go on put together."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [(name, given) for name, _, given in (line.partition(" ") for line in lines if line)]


def given(instruction: str) -> list[str]:
    return [given for name, given in container() if name == instruction]


def service() -> dict[str, str]:
    # SystemCallFilter stands there twice; of the two the last is kept, and both are looked at by themselves.
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(UNIT, encoding="utf-8")
    return dict(unit["Service"])


def test_the_image_is_made_of_what_is_there_and_by_nobodys_user():
    for sources in given("COPY"):
        if not sources.startswith("--from="):
            for source in sources.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    locks = re.findall(r"-r (\S+)", " ".join(given("RUN")))
    assert locks == ["requirements.lock", "requirements-metrics.lock"]
    assert "--require-hashes" in " ".join(given("RUN"))
    assert given("USER") == ["10001:10001"]
    assert given("VOLUME") == given("WORKDIR")[-1:] == ["/data"]
    # A name alone: where it is got from is for whoever builds.
    assert all(re.fullmatch(r"python:\$\{PYTHON\}-slim( AS build)?", base) for base in given("FROM"))
    assert not re.search(r"\.env\b|token", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), re.IGNORECASE)


def test_what_the_image_runs_exists():
    entry, command = json.loads(given("ENTRYPOINT")[0]), json.loads(given("CMD")[0])
    health = json.loads(re.search(r"CMD (\[.*\])", given("HEALTHCHECK")[0])[1])
    for words in (entry + command, health):
        assert words[:3] == ["/venv/bin/python", "-m", "bot"]
        assert words[3] in commands.commands
    names = set(re.findall(r"(\w+)=", given("ENV")[0]))
    assert names <= SETTINGS | OF_PYTHON
    assert {"DATABASE_PATH", "STATUS_PORT"} <= names


def test_compose_reads_as_yaml_and_keeps_the_bot_in():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    assert list(compose["services"]) == ["bot"]
    bot = compose["services"]["bot"]
    assert bot["read_only"] is True
    assert bot["user"] == given("USER")[0]
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in bot and "privileged" not in bot and "network_mode" not in bot
    assert bot["volumes"] == ["data:/data"] and list(compose["volumes"]) == ["data"]
    assert (DEPLOY / bot["build"]["context"]).resolve() == ROOT
    assert (ROOT / bot["build"]["dockerfile"]).is_file()
    assert [Path(file).name for file in bot["env_file"]] == [".env"]
    assert set(bot["environment"]) <= SETTINGS
    assert all(isinstance(value, str) for value in bot["environment"].values())
    # All that is written lies in the volume.
    for name in ("DATABASE_PATH", "BACKUP_FOLDER"):
        assert bot["environment"][name].startswith("/data/")


def test_the_unit_runs_what_exists_and_writes_to_one_place():
    found = service()
    words = found["ExecStart"].split()
    assert words[1:3] == ["-m", "bot"]
    assert words[3] in commands.commands
    assert found["User"] == found["StateDirectory"] == "not-so-fast"
    assert found["WorkingDirectory"] == f"/var/lib/{found['StateDirectory']}"
    assert found["ProtectSystem"] == "strict"
    assert "ReadWritePaths" not in found
    assert found["RestartPreventExitStatus"] == "2"
    assert not re.search(r"token", UNIT.read_text(encoding="utf-8"), re.IGNORECASE)
    guide = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    for path in ("/opt/not-so-fast/venv", "/var/lib/not-so-fast", "deploy/not-so-fast.service"):
        assert path in guide


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not there to read the unit")
def test_systemd_takes_the_unit_and_finds_little_exposed(tmp_path):
    # As it stands, but for a program that is there.
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/not-so-fast/venv/bin/python", sys.executable))
    verified = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    said = [line for line in verified.stderr.splitlines() if UNIT.name in line]
    assert (verified.returncode, said) == (0, [])
    # Of a hundred; a service without any of it has 96.
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout[-300:] + judged.stderr
