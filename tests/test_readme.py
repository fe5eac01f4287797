"""The README is true: its transcript is what the command prints, its commands exist, its links lead somewhere."""

import re
import subprocess
import sys

from bot.__main__ import commands
from tests import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_transcript_is_what_the_command_prints(tmp_path):
    match = re.search(r"<!-- transcript: python -m bot ask \"(.+?)\" -->\n```text\n(.*?)\n```", TEXT, re.DOTALL)
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
    assert f'python -m bot ask "{match[1]}"\n```' in TEXT


def test_every_command_that_it_names_exists():
    named = set(re.findall(r"python -m bot ([a-z]+)", TEXT))
    assert named
    assert named <= set(commands.commands)


def test_what_it_links_to_is_there():
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", TEXT) if "://" not in link]
    assert linked
    assert [link for link in linked if not (ROOT / link).exists()] == []
