"""Build the wheel, install it alone into a fresh environment, and ask it something from another folder.

    python -m tests.wheel

An editable installation finds every file of the clone; what somebody installs has only what the wheel holds. Each line
that is printed is something that is wrong, and then the exit status is 1. It needs an index of packages, as `pip` does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests import ROOT

PACKAGES = ("bot", "knowledge")
# In each language, since each has tables of its own.
ASKED = (
    ("Are the Zetas and MS-13 really allied?", "In Guatemala the Zetas and the Mara Salvatrucha (MS-13)"),
    ("¿Los Zetas y la MS-13 son aliados?", "In Guatemala the Zetas and the Mara Salvatrucha (MS-13)"),
)


def main() -> int:
    """Print what is missing, and return the exit status."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = built(folder)
        wrong = [*missing(wheel), *unanswered(wheel, folder)]
    for line in wrong:
        print(line)
    return bool(wrong)


def built(folder: Path) -> Path:
    """Build from a copy, in which no earlier build has left anything, and return the wheel."""
    source = folder / "source"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source)
    pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", str(folder), str(source))
    return next(folder.glob("*.whl"))


def missing(wheel: Path) -> Iterator[str]:
    """Yield a line for each file of the packages that the wheel lacks or has otherwise."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for file in (file for package in PACKAGES for file in (ROOT / package).rglob("*")):
            path = file.relative_to(ROOT).as_posix()
            if file.is_dir() or "__pycache__" in path:
                continue
            if path not in names:
                yield f"{path} is not in the wheel"
            elif archive.read(path) != file.read_bytes():
                yield f"{path} is another in the wheel"


def unanswered(wheel: Path, folder: Path) -> Iterator[str]:
    """Install the wheel where nothing else is, and yield a line for each question that it does not answer."""
    venv.create(folder / "alone", with_pip=True)
    python = folder / "alone" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip(str(python), "install", str(wheel))
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    for question, claim in ASKED:
        done = run_bot(python, elsewhere, typed=f"{question}\n")
        if done.returncode or done.stderr or claim not in done.stdout:
            yield f"the console does not answer {question!r}: {last_line(done)}"
    checked = run_bot(python, elsewhere, "doctor")
    if checked.returncode:
        yield f"doctor is not content: {last_line(checked)}"


def run_bot(python: Path, folder: Path, *command: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run `python -m bot` in a folder, with no setting and no path to this clone."""
    return subprocess.run(
        [str(python), "-m", "bot", *command],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"},
        input=typed,
        encoding="utf-8",
        capture_output=True,
        timeout=120,
        check=False,
    )


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a command that failed said last, an error if there was one."""
    return (done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2]


def pip(python: str, *command: str) -> None:
    """Run pip, and fail when it fails."""
    subprocess.run([python, "-m", "pip", *command, "--quiet", "--disable-pip-version-check"], check=True)


if __name__ == "__main__":
    sys.exit(main())
