"""Servers with their questions, thinned and whole: `NAME.json` as import takes it, `NAME.questions.jsonl` beside it."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from knowledge.exchange.bundle import read_bundle
from knowledge.exchange.packs import starter_packs
from knowledge.matching.index.document import Document, document_of
from knowledge.matching.index.segment import base_of
from knowledge.matching.ranking.semantic import Meaning
from knowledge.question.gazetteer import Gazetteer, Name
from tests.bench.fitting.cases import Asked, Case, ask
from tests.golden.questions import golden_questions

OWN = Path("tests/bench/servers")
WHOLE, THIN, THICK = "whole", "thin", "thick"
# How many phrasings and refused questions a thinned entry keeps; most entries that people write have few or none.
_PHRASINGS, _REFUSED = (0, 0, 1, 2, 3, 4, 6), (0, 0, 3)
# Of a pack's entry, so many phrasings beyond those and so many of its refused questions are asked of the thinned pack.
_ASKED, _ASKED_REFUSED = 4, 3


# Kinds of questions that would do as phrasings: not long messages, nor such as are put the other way round.
_KNOWN = frozenset({"plain", "roundabout", "detail", "spanish", "typo"})
# Of a thick pack's entry, so many of its phrasings and refused questions are asked, and at most so many kept.
_ASKED_THICK, _KEPT_THICK = 10, (10, 20, 60)
# From this likeness on a text says what another says.
_ALIKE = 90


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


def thick_cases(file: Path, meaning: Meaning | None = None) -> list[Case]:
    """Ask the questions of each author of a server whose entries know those of the others: many wordings, refusals."""
    _, gazetteer = read_server(file)
    cases = []
    for documents, asked in thick_bases(file):
        cases += ask("thick server", base_of(documents, gazetteer), asked, meaning)
    return cases


def thick_bases(file: Path) -> Iterator[tuple[list[Document], list[Asked]]]:
    """Yield for each author of a server the entries as they know the others' questions, and the author's own."""
    documents, _ = read_server(file)
    rows = [json.loads(line) for line in _questions_file(file).read_text(encoding="utf-8").splitlines()]
    for author in sorted({row["author"] for row in rows}):
        known = [row for row in rows if row["author"] != author]
        own = zip(server_questions(file), rows, strict=True)
        yield [thickened(one, known) for one in documents], [asked for asked, row in own if row["author"] == author]


def thickened(document: Document, rows: Sequence[Mapping[str, Any]]) -> Document:
    """Return an entry that knows these questions: those that it answers, and its near-misses to be refused."""
    asked = [row["q"] for row in rows if document.id in row["expect"] and row["kind"] in _KNOWN]
    refused = [
        row["q"] for row in rows if not row["expect"] and document.id in row["fair"] and row["style"] != "context"
    ]
    return replace(
        document,
        phrasings=tuple(dict.fromkeys((*document.phrasings, *asked))),
        not_this=tuple(dict.fromkeys((*document.not_this, *refused))),
    )


def thick_pack_cases(turn: int, meaning: Meaning | None = None) -> list[Case]:
    """Ask a part of the phrasings and refused questions of packs that know the rest, and the tuned golden questions.

    What is nearly the same as one that is asked is left out as well. `turn` says in how many bases the entries stand.
    """
    chance = random.Random(turn)
    packs = starter_packs()
    names = Gazetteer(name for pack in packs for name in pack.names)
    whole = [document_of(entry) for pack in packs for entry in pack.entries]
    chance.shuffle(whole)
    cases = []
    for start in range(turn):
        documents, questions = [], []
        for one in whole[start::turn]:
            group, itself = f"packs {one.id}", frozenset({one.id})
            phrasings, asked = parted(one.phrasings, chance)
            refused, asked_refused = parted(one.not_this, chance)
            documents.append(replace(one, phrasings=phrasings, not_this=refused))
            questions += [Asked(text, itself, itself, "phrasing", group) for text in asked]
            questions += [Asked(text, frozenset(), itself, "trap", group) for text in asked_refused]
        ids = frozenset(one.id for one in documents)
        questions += [replace(one, fair=one.fair & ids, group=_group(one)) for one in _golden() if one.expect <= ids]
        cases += ask("thick packs", base_of(documents, names), questions, meaning)
    return cases


def _group(asked: Asked) -> str:
    return f"packs {min(asked.expect or asked.fair, default=asked.text)}"


def parted(texts: Sequence[str], chance: random.Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what an entry keeps of its texts and what is asked of it, which nothing that is kept says too."""
    shuffled = chance.sample(texts, len(texts))
    asked, kept = shuffled[:_ASKED_THICK], shuffled[_ASKED_THICK:]
    kept = kept[: chance.choice(_KEPT_THICK)]
    return (
        tuple(text for text in kept if all(fuzz.token_set_ratio(text, one) < _ALIKE for one in asked)),
        tuple(asked),
    )


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
    golden = [replace(one, group=_group(one)) for one in _golden()]
    return ask("whole packs", base_of(documents, names), golden, meaning)


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
