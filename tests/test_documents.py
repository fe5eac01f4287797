"""What the documents show is what is there."""

import re

import pytest

from knowledge.entries.validation import read_entry
from knowledge.entries.verdict import Verdict
from knowledge.exchange.toml_format import parse_toml
from tests import ROOT

GUIDE = (ROOT / "docs" / "writing-entries.md").read_text(encoding="utf-8")


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


def test_the_lock_names_every_dependency_and_no_place_to_get_it_from():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    project = parse_toml((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = set(re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE))
    for needed in (*project["dependencies"], *project["optional-dependencies"]["test"]):
        assert re.sub(r"[._-]+", "-", re.match(r"[\w.-]+", needed).group()).lower() in pinned, needed
    assert len(re.findall(r"^[a-z0-9.-]+==", lock, re.MULTILINE)) == len(re.findall(r"==[^\n]*\\\n +--hash=", lock))
    assert not re.search(r"://|--(extra-)?index-url [^-]|--find-links|--trusted-host", lock)
