"""The documents are true: the transcript is what the command prints, commands and files exist, links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import commands
from tests import ROOT
from tests.scenes.conversation import DOCUMENT, conversation, written

README = ROOT / "README.md"
DOCUMENTS = (README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
MOST_WORDS = 1000
# What a document may name: what is there, and what somebody else puts there.
PATH = re.compile(r"`((?:bot|knowledge|tests|docs|deploy)/[\w./-]*)`")


def anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")


def test_the_transcript_is_what_the_command_prints(tmp_path):
    text = (ROOT / "docs" / "example.md").read_text(encoding="utf-8")
    match = re.search(r"<!-- transcript: python -m bot ask \"(.+?)\" -->\n```text\n(.*?)\n```", text, re.DOTALL)
    assert match is not None
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "ask", match[1]],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.rstrip() == match[2]
    assert f'python -m bot ask "{match[1]}"\n```' in README.read_text(encoding="utf-8")


@pytest.mark.asyncio
async def test_the_conversation_is_what_the_bot_says(tmp_path):
    text = DOCUMENT.read_text(encoding="utf-8")
    said = await conversation(tmp_path)
    assert len(said) > 1000
    assert text == written(text, said), "make it anew: python -m tests.scenes.conversation --write"


def test_the_readme_is_short():
    assert len(README.read_text(encoding="utf-8").split()) <= MOST_WORDS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_every_command_that_it_names_exists(document: Path):
    named = set(re.findall(r"python -m bot ([a-z]+)", document.read_text(encoding="utf-8")))
    assert named or document is not README
    assert named <= set(commands.commands)


def test_the_readme_names_every_command():
    text = README.read_text(encoding="utf-8")
    assert {name for name in commands.commands if not re.search(rf"`(?:python -m bot )?{name}\b", text)} <= {
        "run",
        "console",
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_what_it_links_to_is_there(document: Path):
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")) if "://" not in link]
    assert linked or document.parent != ROOT
    assert [link for link in linked if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_the_files_and_folders_that_it_names_are_there(document: Path):
    named = PATH.findall(document.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_every_heading_that_it_links_to_is_there(document: Path):
    for file, heading in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", document.read_text(encoding="utf-8")):
        text = (document.parent / file if file else document).read_text(encoding="utf-8")
        assert heading in {
            re.sub(r"[^a-z0-9 -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.+)$", text, re.M)
        }
