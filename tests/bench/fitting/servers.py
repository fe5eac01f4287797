"""Servers with their questions, thinned and whole: `NAME.json` as import takes it, `NAME.questions.jsonl` beside it."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.exchange.bundle import read_bundle
from knowledge.exchange.packs import starter_packs
from knowledge.matching.index.document import Document, document_of
from knowledge.matching.index.segment import base_of
from knowledge.matching.ranking.semantic import Meaning
from knowledge.question.gazetteer import Gazetteer, Name
from tests.bench.fitting.cases import Asked, Case, ask
from tests.golden.questions import golden_questions

OWN = Path("tests/bench/servers")
WHOLE, THIN = "whole", "thin"
# How many phrasings and refused questions a thinned entry keeps; most entries that people write have few or none.
_PHRASINGS, _REFUSED = (0, 0, 1, 2, 3, 4, 6), (0, 0, 3)
# Of a pack's entry, so many phrasings beyond those and so many of its refused questions are asked of the thinned pack.
_ASKED, _ASKED_REFUSED = 4, 3


def server_files(*folders: Path) -> list[Path]:
    """Return the files of entries that have questions beside them, by name."""
    return sorted(file for folder in folders for file in folder.glob("*.json") if _questions_file(file).exists())


def read_server(file: Path) -> tuple[list[Document], Gazetteer]:
    """Return the entries of a server and the names that it knows."""
    items = read_bundle(file.read_text(encoding="utf-8"))
    documents = [document_of(item.entry) for item in items if item.entry is not None]
    return documents, Gazetteer(item.name for item in items if item.name is not None)


def server_questions(file: Path) -> Iterator[Asked]:
    """Yield the questions of a server."""
    for line in _questions_file(file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expect = frozenset(row["expect"])
        yield Asked(row["q"], expect, expect | frozenset(row["fair"]), row["kind"], file.stem)


def server_cases(file: Path, how: str, meaning: Meaning | None = None) -> list[Case]:
    """Ask the questions of a server of its entries, as they are or thinned."""
    documents, gazetteer = read_server(file)
    if how == THIN:
        chance = random.Random(zlib.crc32(file.stem.encode()))
        documents = [_thinned(one, chance) for one in documents]
    return ask(f"server {how}", base_of(documents, gazetteer), server_questions(file), meaning)


def pack_cases(seed: int, meaning: Meaning | None = None) -> list[Case]:
    """Ask the tuned golden questions, phrasings and refused questions of the thinned packs: one base of many."""
    chance = random.Random(seed)
    packs = starter_packs()
    whole = [document_of(entry) for pack in packs for entry in pack.entries]
    documents, questions = [], []
    for one in whole:
        phrasings = chance.sample(one.phrasings, len(one.phrasings))
        refused = chance.sample(one.not_this, len(one.not_this))
        documents.append(_thinned(replace(one, phrasings=tuple(phrasings), not_this=tuple(refused)), chance, mix=False))
        itself, nothing = frozenset({one.id}), frozenset[str]()
        most = max(_PHRASINGS)
        questions += [Asked(text, itself, itself, "phrasing", "packs") for text in phrasings[most : most + _ASKED]]
        most = max(_REFUSED)
        questions += [Asked(text, nothing, itself, "trap", "packs") for text in refused[most : most + _ASKED_REFUSED]]
    questions += _golden()
    return ask(
        "packs", base_of(documents, Gazetteer(name for pack in packs for name in pack.names)), questions, meaning
    )


def whole_pack_cases(meaning: Meaning | None = None) -> list[Case]:
    """Ask the tuned golden questions of the packs as they are, for the calibration of entries with many phrasings."""
    packs = starter_packs()
    documents = [document_of(entry) for pack in packs for entry in pack.entries]
    names = Gazetteer(name for pack in packs for name in pack.names)
    return ask("whole packs", base_of(documents, names), _golden(), meaning)


def merged_cases(files: Sequence[Path], meaning: Meaning | None = None) -> list[Case]:
    """Ask the questions of several servers of all their entries together: a base of hundreds with near neighbours."""
    documents: list[Document] = []
    names: dict[str, Name] = {}
    questions: list[Asked] = []
    for file in files:
        some, gazetteer = read_server(file)
        documents += some
        names |= {name.name.casefold(): name for name in gazetteer.names if name.name.casefold() not in names}
        questions += server_questions(file)
    return ask("server merged", base_of(documents, Gazetteer(names.values())), questions, meaning)


def _golden() -> Iterator[Asked]:
    for golden in golden_questions():
        if golden.part == "tuned" and golden.kind != "two":
            kind = {"near-miss": "trap", "off-topic": "offtopic"}.get(golden.kind, golden.kind)
            yield Asked(golden.question, golden.must, golden.must | golden.may, kind, "packs")


def _thinned(document: Document, chance: random.Random, *, mix: bool = True) -> Document:
    phrasings, refused = list(document.phrasings), list(document.not_this)
    if mix:
        chance.shuffle(phrasings)
        chance.shuffle(refused)
    return replace(
        document,
        phrasings=tuple(phrasings[: chance.choice(_PHRASINGS)]),
        not_this=tuple(refused[: chance.choice(_REFUSED)]),
    )


def _questions_file(file: Path) -> Path:
    return file.with_name(f"{file.stem}.questions.jsonl")
