"""Sentences are for people: with every sentence of the validation rewritten, everything goes on in the same way."""

from __future__ import annotations

import ast
import itertools
from pathlib import Path
from typing import Any

import pytest

from knowledge.entries.problems import Problem
from knowledge.entries.validation import examine_entry
from knowledge.errors import InvalidInputError
from knowledge.exchange.bundle import items_from_json, items_to_json, read_bundle
from knowledge.moderation import importing, settings
from knowledge.moderation.drafts import body
from knowledge.moderation.publishing import publish
from knowledge.store import Store
from tests import ROOT
from tests.knowledge.entries.test_validation import VIOLATIONS
from tests.scenes.desk import by, draft_of, opened, plain, typed
from tests.scenes.making import plain_entry, read_entry
from tests.scenes.moderating import CLAIM, newsroom
from tests.scenes.toml_files import entry_to_toml

BAD_FORMS: list[tuple[str, dict[str, str]]] = [
    ("claim", {"claim": "c" * 301, "verdict": "", "topics": ""}),
    ("claim", {"claim": "A claim.", "verdict": "", "topics": "x" * 41}),
    ("claim", {"claim": "", "verdict": "", "topics": ", ".join(f"t{number}" for number in range(9))}),
    ("answer", {"answer": "", "would_change": ""}),
    ("answer", {"answer": "a" * 901}),
    ("dates", {"as_of": "last year"}),
    ("dates", {"as_of": "", "review_by": "2015"}),
    ("caveats", {"what": "", "sources": ""}),
    ("caveats", {"what": "Without a source.", "sources": ""}),
    ("evidence", {"kind": "study", "what": "", "sources": "map"}),
    ("evidence", {"kind": "gossip", "what": "It is said.", "sources": "nowhere"}),
    ("sources", {"url": "nowhere", "title": "T", "publisher": "P", "author_date": "", "kind": "book"}),
    ("phrasings", {"text": "x" * 301}),
    ("phrasings", {"text": "a fine phrasing"}),
]


@pytest.fixture
def rewritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every problem say something else than it does."""
    made, count = Problem.__init__, itertools.count()

    def otherwise(self: Problem, path: Any, code: Any, wrong: str, right: str) -> None:
        made(self, path, code, f"blorp {next(count)}", f"Keep at most missing {next(count)}")

    monkeypatch.setattr(Problem, "__init__", otherwise)


def outcomes(folder: Path) -> list[object]:
    """What becomes of entries, drafts, forms, files and names in which something is wrong, without the sentences."""
    found: list[object] = []
    for fields, *_ in VIOLATIONS:
        entry, problems = examine_entry(plain_entry(**fields))
        found.append((entry, [(one.path, one.code) for one in problems]))
        typed_in = body.body_of({name: value for name, value in fields.items() if _is_typed(name, value)})
        found += [[(one.path, one.code) for one in body.missing("a", typed_in)]]
    store = opened(folder)
    draft = draft_of(store, by())
    for part, values in BAD_FORMS:
        sent = typed(store, by(), draft, part, **values)
        found.append((part, sent.edit.fate, [(one.path, one.code) for one in sent.problems]))
        draft = sent.draft
    for _ in range(9):
        sent = typed(store, by(), draft, "caveats", what="Another one.", sources="map")
        found.append((sent.edit.fate, [(one.path, one.code) for one in sent.problems]))
        draft = sent.draft
    found.append(_refusal(lambda: publish(store, by(), draft.number, version=draft.version)))
    found += [_refusal(lambda name=name: settings.add_name(store, by(), *name)) for name in _NAMES]
    found += _reports(store)
    store.close()
    return found


_NAMES = [("", "gang", ""), ("Los Pérez", "band", ""), ("Los Pérez", "gang", "\u202e"), ("Los Pérez", "gang", "LP")]


def _is_typed(name: str, value: Any) -> bool:
    texts = isinstance(value, str)
    return texts or (isinstance(value, list) and name in body.empty_body()["pieces"] and all(map(_is_piece, value)))


def _is_piece(value: Any) -> bool:
    return isinstance(value, dict)


def _refusal(work: Any) -> str:
    try:
        return str(type(work()))
    except InvalidInputError as error:
        return type(error).__name__


def _reports(store: Store) -> list[object]:
    good = entry_to_toml(read_entry(plain("second-one")))
    found: list[object] = []
    for text in (good, good.replace('claim = "', 'clam = "'), good.replace('verdict = "', 'verdict = "x')):
        items = items_from_json(items_to_json(read_bundle(text)))
        report = importing.dry_run(store, by(), "file.toml", text, items)
        lines = [(line.what, line.fate, [(one.path, one.code) for one in line.problems]) for line in report.lines]
        found.append((lines, report.can_apply, report.digest))
    return found


@pytest.fixture
def as_said(tmp_path: Path) -> list[object]:
    """What becomes of it all with the sentences as they are. It comes before the rewriting."""
    return outcomes(tmp_path / "as-said")


def test_with_every_sentence_rewritten_the_same_is_kept_refused_and_asked_for(
    as_said: list[object], rewritten: None, tmp_path: Path
) -> None:
    assert str(examine_entry({})[1][0]).startswith("id: blorp")
    assert outcomes(tmp_path / "rewritten") == as_said


@pytest.mark.asyncio
async def test_with_every_sentence_rewritten_a_form_is_refused_and_mended_by_the_same_buttons(
    rewritten: None, tmp_path: Path
) -> None:
    async with newsroom(tmp_path) as room:
        draft = await room.slash(room.cora, "entry new", claim=CLAIM)
        refused = await room.fill(room.cora, draft, "Answer", answer="Too long. " * 95)
        assert "answer" in room.seen(refused).text and "blorp" in room.seen(refused).text
        saved = await room.fill(room.cora, refused, "Open the form again", answer="Short.")
        assert "Short." in room.seen(saved).text
        assert [one.label for one in room.seen(saved).buttons if one.disabled] == ["Publish"]
        published = await room.published(room.carl, id="another-one")
        assert "is published as revision 1" in room.seen(published).text


# Where sentences are put together, and where they cross from one process to another.
_SAYS = {"knowledge/entries/problems.py", "knowledge/exchange/bundle.py"}


def test_no_module_reads_what_a_problem_says() -> None:
    readers = {
        file.relative_to(ROOT).as_posix()
        for top in ("bot", "knowledge")
        for file in (ROOT / top).rglob("*.py")
        if "matching" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("wrong", "right")
    }
    assert readers == _SAYS
