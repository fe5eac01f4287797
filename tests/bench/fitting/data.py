"""What the weights are fitted on: development data, simulated bases of every size, the tuned golden questions."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.exchange.packs import starter_packs
from knowledge.matching.index.document import Document, document_of
from knowledge.matching.index.segment import Base, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.lexicons.synonyms import shipped_likenesses
from knowledge.matching.ranking.candidates import candidates
from knowledge.matching.ranking.query import asked
from knowledge.matching.ranking.semantic import Meaning
from knowledge.names import Gazetteer
from knowledge.question.reading import read_question
from tests.bench.fitting.asking import Case, Question, ask, claims_base
from tests.bench.fitting.swaps import predicate_swapped
from tests.golden.questions import golden_questions

# How many simulated bases of each size; small bases hold few questions each.
SIZES = {12: 400, 46: 110, 200: 24, 1000: 8, 5000: 2, 10000: 1}
SEED = 20261122
REMOVED = ("removed 0", "removed 1")


@dataclass(frozen=True)
class Collection:
    """One folder of development data."""

    name: str
    claims: dict[str, dict[str, str]]
    questions: tuple[Question, ...]
    swaps: tuple[Question, ...]


def read_collection(folder: Path) -> Collection:
    """Read claims, questions and, if any, swapped questions; a swap is grouped with the claim it was made from."""
    claims = {}
    for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        claims[claim["id"]] = claim
    gold = {row[0]: row[1] for row in _rows(folder / "train.qrels.tsv")}
    questions = [
        Question(row[1], frozenset({gold[row[0]]}), gold[row[0]]) for row in _rows(folder / "train.queries.tsv")
    ]
    swaps = []
    if (folder / "train.swap.tsv").exists():
        for row in _rows(folder / "train.swap.tsv"):
            swaps.append(Question(row[1], frozenset(), gold[row[0].removesuffix("#swap")]))
    return Collection(folder.name, claims, tuple(questions), tuple(swaps))


def whole_base_cases(collection: Collection, what: str, meaning: Meaning | None) -> Iterator[Case]:
    """Ask of the whole base: every question (`whole`), every question with a name or the predicate swapped (`swaps`).

    `removed 0` and `removed 1` ask one half of the questions each of the base without the claims that answer them.
    """
    if what in REMOVED:
        gone = set(sorted({question.group for question in collection.questions})[REMOVED.index(what) :: len(REMOVED)])
        smaller = claims_base(claim for entry, claim in collection.claims.items() if entry not in gone)
        asked_here = [question for question in collection.questions if question.group in gone]
        yield from ask(f"{collection.name} removed", smaller, asked_here, meaning)
        return
    base = claims_base(collection.claims.values())
    if what == "whole":
        yield from ask(f"{collection.name} whole", base, collection.questions, meaning)
    else:
        yield from ask(f"{collection.name} swaps", base, collection.swaps, meaning)
        yield from ask(f"{collection.name} predicates", base, predicate_swapped(collection.questions), meaning)


def small_base_cases(collection: Collection, size: int, meaning: Meaning | None) -> Iterator[Case]:
    """Ask questions of bases of one size: of claims that are there, of claims that are not, and swaps of the first.

    Half of the bases are drawn at random, half around one claim, from what comes near it: real bases are about one
    subject.
    """
    chance = random.Random(SEED + size)
    base = claims_base(collection.claims.values())
    background = shipped_background()
    likenesses = shipped_likenesses()
    by_group: dict[str, list[Question]] = {}
    for question in collection.questions:
        by_group.setdefault(question.group, []).append(question)
    groups = sorted(by_group)
    swaps = {swap.group: swap for swap in collection.swaps}
    ids = sorted(collection.claims)
    for number in range(SIZES[size]):
        inside = chance.sample(groups, min(max(3, size // 3), 300))
        members = set(inside)
        if number % 2:
            inside = inside[: max(2, len(inside) // 2)]
            members = set(inside)
            for group in inside:
                text = collection.claims[group]["claim"]
                for passage in read_question(text, base.gazetteer).passages[:1]:
                    near = candidates(asked(passage, base, background), base, likenesses, max(4, size // len(inside)))
                    members.update(one.document.document.id for one in near)
            members = set(inside) | set(sorted(members - set(inside))[: size - len(inside)])
        while len(members) < size:
            members.add(chance.choice(ids))
        outside = [group for group in chance.sample(groups, min(len(groups), 2 * len(inside))) if group not in members]
        some = claims_base(collection.claims[entry] for entry in sorted(members))
        inside = [group for group in groups if group in members][:300]
        asking = [question for group in inside for question in by_group[group]]
        asking += [question for group in outside[: len(inside)] for question in by_group[group]]
        asking += [swaps[group] for group in inside if group in swaps]
        asking += predicate_swapped([question for group in inside for question in by_group[group]])
        yield from ask(f"{collection.name} {size}", some, asking, meaning)


def pack_base() -> Base:
    """Return the base of the packs that come with the bot."""
    packs = starter_packs()
    gazetteer = Gazetteer(name for pack in packs for name in pack.names)
    return base_of((document_of(entry) for pack in packs for entry in pack.entries), gazetteer)


def golden_cases(part: str, meaning: Meaning | None) -> Iterator[Case]:
    """Ask the golden questions of one part of the packs' base; those with an answer again of a base without it."""
    base = pack_base()
    documents = {one.document.id: one.document for layer in base.layers for one in layer.segment.documents}
    # A question that is about an entry goes into the fold of that entry, so that no entry is fitted on and measured
    # at once.
    questions = [
        Question(one.question, one.must, min(one.must, default=one.id), one.kind)
        for one in golden_questions()
        if one.part == part and len(one.must) < 2 and one.kind != "long"
    ]
    yield from ask("golden", base, questions, meaning)
    for entry in sorted(documents):
        asking = [question for question in questions if entry in question.gold]
        without = base_of((one for other, one in documents.items() if other != entry), base.gazetteer)
        yield from ask("golden removed", without, asking, meaning)


def phrasing_cases(meaning: Meaning | None) -> Iterator[Case]:
    """Ask every phrasing of the packs without that phrasing, and without its entry; claims without phrasings.

    They are short and plain, as questions mostly are, where the golden ones are mostly hard. What an entry must not
    answer is asked too, of entries that do not know so.
    """
    base = pack_base()
    documents = [one.document for layer in base.layers for one in layer.segment.documents]
    for turn in range(max(len(document.phrasings) for document in documents)):
        asked = [one for one in documents if turn < len(one.phrasings)]
        questions = [_phrasing_question(one, one.phrasings[turn]) for one in asked]
        without = base_of((_without_phrasing(one, turn) for one in documents), base.gazetteer)
        yield from ask("phrasings left", without, questions, meaning)
        gone = {one.id for one in documents[turn % 2 :: 2]}
        smaller = base_of((one for one in documents if one.id not in gone), base.gazetteer)
        yield from ask("phrasings removed", smaller, [one for one in questions if one.group in gone], meaning)
    bare = base_of((replace(one, phrasings=()) for one in documents), base.gazetteer)
    yield from ask("phrasings left", bare, [_phrasing_question(one, one.claim) for one in documents], meaning)
    unwarned = base_of((replace(one, not_this=()) for one in documents), base.gazetteer)
    refused = [Question(text, frozenset(), f"{one.id} not") for one in documents for text in one.not_this]
    yield from ask("phrasings refused", unwarned, refused, meaning)


def _phrasing_question(document: Document, text: str) -> Question:
    return Question(text, frozenset({document.id}), document.id)


def _without_phrasing(document: Document, turn: int) -> Document:
    return replace(document, phrasings=document.phrasings[:turn] + document.phrasings[turn + 1 :])


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
