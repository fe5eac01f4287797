"""What the documents show is what is there."""

import re

import pytest

from bot.__main__ import commands
from bot.command_line.doctor import LOOKS
from knowledge.entries.validation import read_entry
from knowledge.entries.verdict import Verdict
from knowledge.exchange.toml_format import parse_toml
from tests import ROOT

GUIDE = (ROOT / "docs" / "writing-entries.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^#+ (.+)$", OPERATING, re.MULTILINE)
PROJECT = parse_toml((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_entry_that_is_explained_is_the_one_that_is_shipped():
    explained = parse_toml("\n".join(re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)))
    shipped = ROOT / "knowledge" / "packs" / "central-america" / f"{explained['id']}.toml"
    assert str(shipped.relative_to(ROOT)) in GUIDE
    whole = parse_toml(shipped.read_text(encoding="utf-8"))
    # Of the two long lists the document shows the first few.
    assert explained == whole | {name: whole[name][: len(explained[name])] for name in ("phrasings", "not_this")}
    assert all(f"\n{name} = [\n" in GUIDE and len(whole[name]) > 20 for name in ("phrasings", "not_this"))
    read_entry(explained)


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_explained_as_it_is_defined(verdict):
    assert f"| {verdict.word} | {verdict.definition} |" in GUIDE


LOCKS = {
    "requirements.lock": (),
    "requirements-semantic.lock": ("semantic",),
    "requirements-metrics.lock": ("metrics",),
}


def pinned(lock: str) -> dict[str, set[str]]:
    """The packages of a lock with their versions; there may be two of one, for different Pythons."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([a-z0-9.-]+)==([^ ]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        found.setdefault(name, set()).add(version)
    return found


def named(requirement: str) -> str:
    return re.sub(r"[._-]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


@pytest.mark.parametrize(("lock", "extras"), LOCKS.items())
def test_a_lock_has_what_is_needed_with_hashes_and_names_no_place_to_get_it_from(lock, extras):
    text = (ROOT / lock).read_text(encoding="utf-8")
    project = PROJECT["project"]
    needed = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    assert {named(one) for one in needed} <= pinned(lock).keys()
    # Each ends in at least one hash, and nothing is there but packages, hashes and remarks.
    body = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    packages = re.findall(r"^[a-z0-9.-]+==[^\n]+\\\n(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", body, re.MULTILINE)
    assert "".join(packages) == body
    assert len(packages) >= len(needed)
    assert not re.search(
        r"://|\bindex-url [^-]|--find-links|--trusted-host|\bwww\.", text.replace("--no-emit-index-url", "")
    )


def test_the_locks_agree_and_hold_no_tools_for_tests():
    running = pinned("requirements.lock")
    for lock in LOCKS:
        found = pinned(lock)
        assert {name: found.get(name) for name in running} == running
        only = {named(one) for one in PROJECT["project"]["optional-dependencies"]["test"]}
        wanted = {named(one) for one in PROJECT["project"]["optional-dependencies"]["semantic"]}
        # PyYAML comes with what fastembed needs.
        assert (found.keys() & only) - wanted <= {"pyyaml"}


def test_the_settings_that_are_explained_are_those_that_there_are():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    values = dict(re.findall(r"^([A-Z_0-9]+)=(.*)$", example, re.MULTILINE))
    explained = dict(re.findall(r"^\| `([A-Z_0-9]+)` \|.*\| ([^|]+) \|$", OPERATING, re.MULTILINE))
    assert explained.keys() == values.keys()
    for name, value in values.items():
        if name != "DISCORD_TOKEN":
            assert explained[name] == f"`{value}`" or (not value and explained[name].startswith("empty"))


def test_what_doctor_looks_at_is_what_is_explained():
    table = re.findall(
        r"^\| ([a-z]+) \| .+ \|$", OPERATING.partition("\n## doctor\n")[2].partition("\n## ")[0], re.MULTILINE
    )
    assert [one for one in table if one != "about"] == list(LOOKS)


def test_what_the_guide_for_operators_names_exists():
    assert set(re.findall(r"python -m bot ([a-z]+)", OPERATING)) <= set(commands.commands)
    for link in re.findall(r"\]\(([^)#]+)\)", OPERATING):
        assert "://" in link or (ROOT / "docs" / link).exists(), link
    for anchor in re.findall(r"\]\(#([^)]+)\)", OPERATING):
        assert anchor in {re.sub(r"[^a-z -]", "", one.lower()).replace(" ", "-") for one in HEADINGS}, anchor
    for command in re.findall(r"python -m (tests[\w.]+)", OPERATING):
        assert (ROOT / f"{command.replace('.', '/')}.py").is_file(), command
    for file in re.findall(r"pytest (tests/[\w/.]+)", OPERATING):
        assert (ROOT / file).is_file(), file
    for file in re.findall(r"-r (\S+\.lock)`", OPERATING):
        assert file in LOCKS
