"""The commands of tests/bench are run by hand; what they import of the project is there all the same."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import types

import pytest

from tests import ROOT
from tests.bench.opposed import are_opposed

FILES = sorted((ROOT / "tests" / "bench").rglob("*.py"))


def missing(source: str) -> list[str]:
    """Return what a module imports of the project that is not there."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ImportFrom) or (node.module or "").partition(".")[0] not in ("bot", "knowledge"):
            continue
        module = str(node.module)
        try:
            known = importlib.import_module(module)
        except ModuleNotFoundError as error:
            # What an extra brings may be missing; what the project has may not.
            if (error.name or "").partition(".")[0] in ("bot", "knowledge"):
                found.append(module)
            continue
        found += [f"{module}.{alias.name}" for alias in node.names if not _has(known, alias.name)]
    return found


def _has(module: types.ModuleType, name: str) -> bool:
    """Say whether a module has something of that name, a module of its own package included."""
    if hasattr(module, name):
        return True
    return hasattr(module, "__path__") and importlib.util.find_spec(f"{module.__name__}.{name}") is not None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_bench_imports_is_there(file):
    assert missing(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source", ["from knowledge.matching.lexicons.gone import x", "from knowledge.question.gazetteer import Gone"]
)
def test_what_is_gone_is_found(source):
    assert missing(source)


def test_opposites_are_known_by_their_sides():
    assert are_opposed("sold", "bought") and are_opposed("bought", "sold")
    assert not are_opposed("sold", "sell") and not are_opposed("sold", "river")
